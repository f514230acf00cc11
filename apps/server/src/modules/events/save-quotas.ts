import { AppError, type events, type InputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeEvent, editableEvent, lockedEvent, nextRevision, type WholeEventView } from './event.ts';
import { countOpenSessions } from './put-on-sale.ts';
import { deleteQuotas, putQuotas, selectKinds, selectQuotas, updateEventRow } from './queries.ts';

/**
 * All quotas at once. Each counts in every session by itself; of a kind that several cover, the fullest decides.
 * @throws AppError `events.unknown`, `events.not_now`, `events.changed_meanwhile`, `events.ticket_kind_unknown`, `events.quota_unknown`, `events.quota_kept`
 */
export async function saveQuotas(ctx: Ctx, { eventId, revision, quotas }: InputOf<typeof events.saveQuotas>): Promise<WholeEventView> {
  const event = await editableEvent(ctx, { eventId, revision });
  const before = await selectQuotas(ctx, eventId);
  const known = new Set(before.map(({ id }) => id));
  const kinds = new Set((await selectKinds(ctx, [eventId])).map(({ id }) => id));
  for (const { quotaId, covers } of quotas) {
    if (quotaId && !known.has(quotaId)) throw new AppError('events.quota_unknown', { quotaId });
    const unknown = covers.find(({ ticketKindId }) => !kinds.has(ticketKindId));
    if (unknown) throw new AppError('events.ticket_kind_unknown', { ticketKindId: unknown.ticketKindId });
  }
  const sent = quotas.flatMap(({ quotaId }) => quotaId ?? []);
  if (new Set(sent).size < sent.length) throw new AppError('events.quota_unknown', { quotaId: sent[0] ?? '' });
  // A quota that came back under another id would begin to count again.
  const left = before.find(({ id }) => !sent.includes(id));
  if (left && event.state !== 'draft') throw new AppError('events.quota_kept', { name: left.name });
  const rows = quotas.map(({ quotaId, name, size, covers }, place) => ({
    id: quotaId ?? newId<'quota'>(ctx.now.getTime()),
    event_id: eventId,
    merchant_id: event.merchant_id,
    place,
    name,
    size,
    covers: JSON.stringify(covers),
  }));
  await deleteQuotas(
    ctx,
    eventId,
    rows.map(({ id }) => id),
  );
  await putQuotas(ctx, rows);
  if (event.state === 'published') await countOpenSessions(ctx, event);
  await updateEventRow(ctx, eventId, nextRevision(ctx, event));
  const short = (all: readonly { name: string; size: number }[]) => all.map(({ name, size }) => ({ name, size }));
  const about = { targetKind: 'event', targetId: eventId, before: { quotas: short(before) }, after: { quotas: short(quotas) } };
  await record(ctx, { action: 'events.saveQuotas', ...about });
  return describeEvent(ctx, await lockedEvent(ctx, eventId));
}
