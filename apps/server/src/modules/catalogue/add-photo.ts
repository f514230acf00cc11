import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, type ContentOf, type catalogue, type InputOf, ITEM_PHOTOS_MAX } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { photoFile } from '../../platform/photo-file.ts';
import { readPhotoForm } from '../../platform/photo-form.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { changeItem, describeItem, type ItemView, lockedItem } from './item.ts';
import { deletePhoto, insertPhoto, selectPhoto, selectPhotoIds } from './photo-queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';

export type PhotoParts = { readonly database: Database; readonly secrets: SecretBox };

/**
 * All of the file is read before a transaction is open: a slow sender keeps none waiting. The route bounds how much it is.
 * @throws AppError `catalogue.item_unknown`, `catalogue.photo_unreadable`, `catalogue.too_many_photos`
 */
export async function addItemPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { key, itemId, file }: InputOf<typeof catalogue.addItemPhoto>,
): Promise<ItemView> {
  const bytes = await buffer(file.pieces);
  const fingerprint = { route: 'addItemPhoto', itemId, hash: createHash('sha256').update(bytes).digest('hex') };
  return database.transaction(call.actor, call, async (ctx) => {
    await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, () => add(ctx, secrets, { itemId, bytes }));
    await lockedItem(ctx, itemId);
    return describeItem(ctx, itemId);
  });
}

/** Answers its id. */
async function add(ctx: Ctx, secrets: SecretBox, { itemId, bytes }: { itemId: Id<'item'>; bytes: Buffer }): Promise<Id<'itemPhoto'>> {
  const item = await lockedItem(ctx, itemId);
  const form = readPhotoForm(bytes);
  if (!form) throw new AppError('catalogue.photo_unreadable', { itemId });
  const photos = (await selectPhotoIds(ctx, [itemId])).get(itemId) ?? [];
  if (photos.length >= ITEM_PHOTOS_MAX) throw new AppError('catalogue.too_many_photos', { count: ITEM_PHOTOS_MAX });
  const id = newId<'itemPhoto'>(ctx.now.getTime());
  await insertPhoto(ctx, {
    id,
    item_id: itemId,
    merchant_id: item.merchant_id,
    content_type: form.type,
    width_px: form.widthPx,
    height_px: form.heightPx,
    content_sealed: secrets.seal(PHOTO_PURPOSE, bytes.toString('base64')),
    added_at: ctx.now,
  });
  await changeItem(ctx, item, {});
  const after = { itemPhotoId: id, contentType: form.type, bytes: bytes.length };
  await record(ctx, { action: 'catalogue.addItemPhoto', targetKind: 'item', targetId: itemId, after });
  return id;
}

/** @throws AppError `catalogue.photo_unknown` */
export async function removeItemPhoto(ctx: Ctx, { itemPhotoId }: ContentOf<typeof catalogue.removeItemPhoto>): Promise<ItemView> {
  const photo = await selectPhoto(ctx, itemPhotoId);
  if (!photo) throw new AppError('catalogue.photo_unknown', { itemPhotoId });
  const item = await lockedItem(ctx, photo.item_id);
  if (!(await deletePhoto(ctx, itemPhotoId))) throw new AppError('catalogue.photo_unknown', { itemPhotoId });
  await changeItem(ctx, item, {});
  await record(ctx, { action: 'catalogue.removeItemPhoto', targetKind: 'item', targetId: item.id, before: { itemPhotoId } });
  return describeItem(ctx, item.id);
}

/** Of what the actor may see: one's own, all, or what is offered. @throws AppError `catalogue.photo_unknown` */
export async function getItemPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { itemPhotoId }: ContentOf<typeof catalogue.getItemPhoto>,
): Promise<OutgoingFile> {
  const row = await database.transaction(call.actor, { readOnly: true }, (ctx) => selectPhoto(ctx, itemPhotoId));
  if (!row) throw new AppError('catalogue.photo_unknown', { itemPhotoId });
  return photoFile(row.content_type, Buffer.from(secrets.open(PHOTO_PURPOSE, row.content_sealed), 'base64'));
}
