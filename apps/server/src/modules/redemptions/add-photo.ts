import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, type InputOf, type OutputOf, type redemptions } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { photoFile } from '../../platform/photo-file.ts';
import { readPhotoForm } from '../../platform/photo-form.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { factsOf } from '../payments/index.ts';
import { selectSeen } from './list-queries.ts';
import { insertPhoto, selectPhoto } from './photo-queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';

export type PhotoParts = { readonly database: Database; readonly secrets: SecretBox };
type Added = OutputOf<typeof redemptions.addTillPhoto>;

/** By a device, before it redeems or takes a voucher with it. The same photo under the same key is one. @throws AppError `redemptions.photo_unreadable` */
export async function addTillPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { key, file }: InputOf<typeof redemptions.addTillPhoto>,
): Promise<Added> {
  const { merchantId } = factsOf(call.actor);
  const bytes = await buffer(file.pieces);
  const form = readPhotoForm(bytes);
  if (!form) throw new AppError('redemptions.photo_unreadable');
  const fingerprint = { route: 'addTillPhoto', hash: createHash('sha256').update(bytes).digest('hex') };
  return database.transaction(call.actor, call, async (ctx) => {
    const { response } = await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, async () => {
      const id = newId<'redemptionPhoto'>(ctx.now.getTime());
      await asSystem(ctx, (system) =>
        insertPhoto(system, {
          id,
          merchant_id: merchantId,
          redemption_id: null,
          content_type: form.type,
          width_px: form.widthPx,
          height_px: form.heightPx,
          content_sealed: secrets.seal(PHOTO_PURPOSE, bytes.toString('base64')),
          added_at: ctx.now,
        }),
      );
      return id;
    });
    return { id: response, widthPx: form.widthPx, heightPx: form.heightPx };
  });
}

/** For whoever sees the redemption; no issuer. @throws AppError `redemptions.photo_unknown` */
export async function getRedemptionPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { redemptionPhotoId }: InputOf<typeof redemptions.getRedemptionPhoto>,
): Promise<OutgoingFile> {
  const isIssuer = call.actor.kind === 'staff' && call.actor.organizationKind === 'issuer';
  const row = isIssuer ? undefined : await database.transaction(call.actor, { readOnly: true }, (ctx) => seenPhoto(ctx, redemptionPhotoId));
  if (!row) throw new AppError('redemptions.photo_unknown', { redemptionPhotoId });
  return photoFile(row.content_type, Buffer.from(secrets.open(PHOTO_PURPOSE, row.content_sealed), 'base64'));
}

async function seenPhoto(ctx: Ctx, id: Id<'redemptionPhoto'>) {
  const photo = await selectPhoto(ctx, id);
  return photo?.redemption_id && (await selectSeen(ctx, photo.redemption_id)) ? photo : undefined;
}
