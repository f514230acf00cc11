import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, DISPUTE_PHOTOS_MAX, type DisputeAudience, type disputes, type InputOf, type Key } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { readPhotoForm } from '../../platform/photo-form.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { lockCase, type Stepped, step } from './case-act.ts';
import { describeEntries, type EntryView } from './describe-disputes.ts';
import { countPhotos, insertPhoto } from './photo-queries.ts';
import { type EntryRead, selectEntries, selectEntry } from './queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';
import { tellDesk, tellMember } from './tell-parties.ts';

export type PhotoParts = { readonly database: Database; readonly secrets: SecretBox };
type Photo = { disputeId: Id<'dispute'>; audience: DisputeAudience; bytes: Buffer };
type Adding = { call: Call; key: Key; photo: Photo; tell: (ctx: Ctx, stepped: Stepped) => Promise<void> };

/** Photos that follow one another this closely belong to the one word of them that went out. */
const ONE_WORD_MS = 5 * 60_000;

/** By the desk, for whom it says. All of the file is read before a transaction is open: a slow sender keeps none waiting. The route bounds it. @throws AppError as `add` */
export async function addDisputePhoto(parts: PhotoParts, call: Call, input: InputOf<typeof disputes.addDisputePhoto>): Promise<EntryView> {
  const { key, disputeId, audience, file } = input;
  const tell = async (ctx: Ctx, { row, entry }: Stepped) => {
    if (audience === 'all' || audience === 'member') await tellMember(ctx, 'dispute.news', { row, key: entry.id });
  };
  return addOnce(parts, { call, key, photo: { disputeId, audience, bytes: await buffer(file.pieces) }, tell });
}

/** By the member: whoever reads the claim sees what belongs to it. @throws AppError as `add` */
export async function addOwnDisputePhoto(parts: PhotoParts, call: Call, input: InputOf<typeof disputes.addOwnDisputePhoto>): Promise<EntryView> {
  const { key, disputeId, file } = input;
  const tell = (ctx: Ctx, { row, entry }: Stepped) => tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return addOnce(parts, { call, key, photo: { disputeId, audience: 'all', bytes: await buffer(file.pieces) }, tell });
}

/** What is kept of an answer is the id of the line: the same photo under the same key is the same line. */
function addOnce({ database, secrets }: PhotoParts, { call, key, photo, tell }: Adding): Promise<EntryView> {
  const { bytes, ...about } = photo;
  const fingerprint = { route: 'addDisputePhoto', ...about, hash: createHash('sha256').update(bytes).digest('hex') };
  return database.transaction(call.actor, call, async (ctx) => {
    const { response } = await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, async () => {
      const stepped = await add(ctx, secrets, photo);
      if (!followsAnother(stepped)) await tell(ctx, stepped);
      return stepped.entry.id;
    });
    const entry = await selectEntry(ctx, response);
    const [view] = entry ? describeEntries(ctx, [entry]) : [];
    if (!view) throw new AppError('disputes.unknown', { disputeId: photo.disputeId });
    return view;
  });
}

type Added = Stepped & { last: EntryRead | undefined };

/** Pure. Six photos that are chosen at once are told of once. */
function followsAnother({ entry, last }: Added): boolean {
  const isAlike = last?.kind === 'photo' && last.author_id === entry.author_id && last.audience === entry.audience;
  return isAlike && entry.at.getTime() - last.at.getTime() < ONE_WORD_MS;
}

/** @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.photo_unreadable`, `disputes.too_many_photos` */
async function add(ctx: Ctx, secrets: SecretBox, { disputeId, audience, bytes }: Photo): Promise<Added> {
  const before = await lockCase(ctx, disputeId, 'write');
  const [last] = await selectEntries(ctx, disputeId, 1);
  const form = readPhotoForm(bytes);
  if (!form) throw new AppError('disputes.photo_unreadable', { disputeId });
  // Of those that whoever adds can count themselves: what the desk keeps for itself takes no place from the member.
  const count = await countPhotos(ctx, disputeId);
  if (count >= DISPUTE_PHOTOS_MAX) throw new AppError('disputes.too_many_photos', { count: DISPUTE_PHOTOS_MAX });
  const act = { action: 'disputes.addDisputePhoto', after: { audience, contentType: form.type, bytes: bytes.length } };
  const stepped = await step(ctx, before, { change: {}, said: { kind: 'photo', audience }, act });
  await insertPhoto(ctx, {
    entry_id: stepped.entry.id,
    content_type: form.type,
    width_px: form.widthPx,
    height_px: form.heightPx,
    content_sealed: secrets.seal(PHOTO_PURPOSE, bytes.toString('base64')),
  });
  return { ...stepped, last };
}
