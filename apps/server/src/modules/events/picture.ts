import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, type ContentOf, type events, type InputOf } from '@tessera/contract';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { photoFile } from '../../platform/photo-file.ts';
import { readPhotoForm } from '../../platform/photo-form.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { mayLookAt } from '../organizations/index.ts';
import { describeEvent, isOfActive, lockedEvent, nextRevision, type WholeEventView } from './event.ts';
import { putPicture, selectPicture, selectShown, updateEventRow } from './queries.ts';
import { PICTURE_PURPOSE } from './sealed-columns.ts';

export type EventParts = { readonly database: Database; readonly secrets: SecretBox };

/** All of the file is read before a transaction is open. @throws AppError `events.unknown`, `events.picture_unreadable` */
export async function setEventPicture(
  { database, secrets }: EventParts,
  call: Call,
  { key, eventId, file }: InputOf<typeof events.setEventPicture>,
): Promise<WholeEventView> {
  const bytes = await buffer(file.pieces);
  const fingerprint = { route: 'setEventPicture', eventId, hash: createHash('sha256').update(bytes).digest('hex') };
  return database.transaction(call.actor, call, async (ctx) => {
    await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, async () => {
      const event = await lockedEvent(ctx, eventId);
      const form = readPhotoForm(bytes);
      if (!form) throw new AppError('events.picture_unreadable', { eventId });
      const content = secrets.seal(PICTURE_PURPOSE, bytes.toString('base64'));
      await putPicture(ctx, { event_id: eventId, merchant_id: event.merchant_id, content_type: form.type, content_sealed: content });
      await updateEventRow(ctx, eventId, nextRevision(ctx, event));
      const after = { contentType: form.type, bytes: bytes.length };
      await record(ctx, { action: 'events.setEventPicture', targetKind: 'event', targetId: eventId, after });
      return eventId;
    });
    return describeEvent(ctx, await lockedEvent(ctx, eventId));
  });
}

/** Of what is published, for anybody; of a draft, for its organizer. @throws AppError `events.picture_unknown` */
export async function getEventPicture(
  { database, secrets }: EventParts,
  call: Call,
  { eventId }: ContentOf<typeof events.getEventPicture>,
): Promise<OutgoingFile> {
  const row = await database.transaction(call.actor, { readOnly: true }, async (ctx) => {
    const event = await selectShown(ctx, eventId);
    const isOwn = event && ctx.actor.kind === 'staff' && mayLookAt(ctx.actor, event.merchant_id);
    return event && (isOwn || (event.state !== 'draft' && (await isOfActive(ctx, event)))) ? selectPicture(ctx, eventId) : undefined;
  });
  if (!row) throw new AppError('events.picture_unknown', { eventId });
  return photoFile(row.content_type, Buffer.from(secrets.open(PICTURE_PURPOSE, row.content_sealed), 'base64'));
}
