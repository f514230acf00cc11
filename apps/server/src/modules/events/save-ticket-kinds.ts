import { AppError, type events, type InputOf } from '@tessera/contract';
import { type Id, type Minor, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeEvent, editableEvent, lockedEvent, nextRevision, type WholeEventView } from './event.ts';
import { deleteKinds, type EventRow, insertKinds, selectKinds, selectQuotas, updateEventRow, updateKinds } from './queries.ts';
import { type KindFields, readKind } from './stored.ts';

type Input = InputOf<typeof events.saveTicketKinds>;
type Sent = Input['ticketKinds'][number];

/**
 * All kinds at once, in the order in which they are shown. A kind that is not sent any more is removed from a draft where nothing names it; else it is
 * retired: there may be tickets of it. What was sold keeps its price; the new one is asked of whoever buys from now on.
 * @throws AppError `events.unknown`, `events.not_now`, `events.changed_meanwhile`, `events.ticket_kind_unknown`, `events.price_twice`, `events.code_twice`
 */
export async function saveTicketKinds(ctx: Ctx, { eventId, revision, ticketKinds }: Input): Promise<WholeEventView> {
  const event = await editableEvent(ctx, { eventId, revision });
  const before = (await selectKinds(ctx, [eventId])).map(({ id, fields }) => ({ ticketKindId: id, ...readKind(fields) }));
  const known = new Set(before.map(({ ticketKindId }) => ticketKindId));
  refuseUnknown(ticketKinds, known);
  for (const kind of ticketKinds) refuseTwice(kind);
  const sent = new Set(ticketKinds.flatMap(({ ticketKindId }) => ticketKindId ?? []));
  const left = before.filter(({ ticketKindId }) => !sent.has(ticketKindId));
  const isFree = event.state === 'draft' ? await unnamed(ctx, event, ticketKinds) : () => false;
  await writeKinds(ctx, event, [...ticketKinds, ...left.filter((kind) => !isFree(kind.ticketKindId)).map((kind) => ({ ...kind, isRetired: true }))]);
  await deleteKinds(
    ctx,
    left.map(({ ticketKindId }) => ticketKindId).filter((id) => isFree(id)),
  );
  await updateEventRow(ctx, eventId, { ...pricesOf(ticketKinds), ...nextRevision(ctx, event) });
  const short = (all: readonly Sent[]) => all.map(({ name, prices, isRetired }) => ({ name, prices, isRetired }));
  const about = { targetKind: 'event', targetId: eventId, before: { kinds: short(before) }, after: { kinds: short(ticketKinds) } };
  await record(ctx, { action: 'events.saveTicketKinds', ...about });
  return describeEvent(ctx, await lockedEvent(ctx, eventId));
}

/** Those with an id are changed, the others added. Answers the ids in their order. */
export async function writeKinds(
  ctx: Ctx,
  event: Pick<EventRow, 'id' | 'merchant_id'>,
  kinds: readonly (KindFields & { ticketKindId?: Id<'ticketKind'> | undefined })[],
): Promise<Id<'ticketKind'>[]> {
  const placed = kinds.map(({ ticketKindId, ...fields }, place) => ({
    isNew: ticketKindId === undefined,
    row: { id: ticketKindId ?? newId<'ticketKind'>(ctx.now.getTime()), place, fields: JSON.stringify(fields) },
  }));
  await updateKinds(
    ctx,
    placed.filter(({ isNew }) => !isNew).map(({ row }) => row),
  );
  const added = placed.filter(({ isNew }) => isNew).map(({ row }) => ({ ...row, event_id: event.id, merchant_id: event.merchant_id }));
  await insertKinds(ctx, added);
  return placed.map(({ row }) => row.id);
}

/** From the cheapest to the dearest of what is offered by itself: what lists show. */
export function pricesOf(kinds: readonly KindFields[]): { price_from_minor: Minor | null; price_to_minor: Minor | null } {
  const prices = kinds
    .filter(({ isRetired, addOnTo }) => !isRetired && addOnTo.length === 0)
    .flatMap((kind) => {
      const differences = kind.variations.length === 0 ? [0] : kind.variations.map(({ differenceMinor }) => differenceMinor);
      return kind.prices.flatMap(({ priceMinor }) => differences.map((difference) => Math.max(0, priceMinor + difference)));
    });
  if (prices.length === 0) return { price_from_minor: null, price_to_minor: null };
  return { price_from_minor: toMinor(Math.min(...prices)), price_to_minor: toMinor(Math.max(...prices)) };
}

/** Whether no quota, window, question or other kind speaks of a kind. */
async function unnamed(ctx: Ctx, event: EventRow, kinds: readonly Sent[]): Promise<(id: Id<'ticketKind'>) => boolean> {
  const quotas = await selectQuotas(ctx, event.id);
  const named = new Set([
    ...quotas.flatMap(({ covers }) => covers.map(({ ticketKindId }) => ticketKindId)),
    ...[...event.windows, ...event.questions].flatMap(({ ticketKindIds }) => ticketKindIds),
    ...kinds.flatMap(({ parts, addOnTo }) => [...parts.map(({ ticketKindId }) => ticketKindId), ...addOnTo]),
  ]);
  return (id) => !named.has(id);
}

function refuseUnknown(kinds: readonly Sent[], known: ReadonlySet<Id<'ticketKind'>>): void {
  const named = kinds.flatMap(({ ticketKindId, parts, addOnTo }) => [
    ...(ticketKindId ? [ticketKindId] : []),
    ...parts.map((part) => part.ticketKindId),
    ...addOnTo,
  ]);
  const unknown = named.find((id) => !known.has(id));
  if (unknown) throw new AppError('events.ticket_kind_unknown', { ticketKindId: unknown });
}

/** A category has one price, a variation one code. */
function refuseTwice({ name, prices, variations }: Sent): void {
  if (new Set(prices.map(({ category }) => category)).size < prices.length) throw new AppError('events.price_twice', { name });
  if (new Set(variations.map(({ code }) => code)).size < variations.length) throw new AppError('events.code_twice', { name });
}
