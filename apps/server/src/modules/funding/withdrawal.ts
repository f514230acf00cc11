import type { WithdrawalState } from '@tessera/contract';
import { add, type Id, type Minor, shareDown, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { PartRow, WithdrawalRow } from './queries.ts';

/** A top-up that can still give something back. */
export type Source = { readonly orderId: Id<'order'>; readonly channel: string; readonly leftMinor: Minor };
export type PlannedPart = { readonly orderId: Id<'order'> | null; readonly channel: string; readonly amountMinor: Minor };

/** The most top-ups that one withdrawal gives back: each is a refund of its own at its channel. */
export const PARTS_MAX = 20;

/** From the newest top-up on, each up to what it has left; null where they do not reach. */
export function planParts(amountMinor: Minor, sources: readonly Source[]): PlannedPart[] | null {
  const parts: PlannedPart[] = [];
  let leftMinor = amountMinor;
  for (const { orderId, channel, leftMinor: hasMinor } of sources.slice(0, PARTS_MAX)) {
    if (leftMinor === 0) break;
    const takenMinor = toMinor(Math.min(leftMinor, hasMinor));
    if (takenMinor <= 0) continue;
    parts.push({ orderId, channel, amountMinor: takenMinor });
    leftMinor = subtract(leftMinor, takenMinor);
  }
  return leftMinor === 0 ? parts : null;
}

/** The top-ups whose money is taken come first, in the order of taking; the others behind them, as they are. */
export function inOrderOf(takes: readonly Taken[], sources: readonly Source[]): Source[] {
  const places = new Map(takes.map(({ lotId }, place) => [lotId, place]));
  const placeOf = ({ orderId }: Source) => places.get(orderId) ?? takes.length;
  return [...sources].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Own money of one top-up and the gift that lapses with it; `lotId` is null for money of no top-up. */
export type Taken = { readonly lotId: string | null; readonly ownMinor: Minor; readonly giftMinor: Minor };

/** Lays what is taken over the parts, one behind the other. Where a part ends within a take, its gift is cut in proportion, to the fen. */
export function spreadOver(amountsMinor: readonly Minor[], takes: readonly Taken[]): Taken[][] {
  const queue = takes.map((take) => ({ ...take }));
  return amountsMinor.map((amountMinor) => {
    const mine: Taken[] = [];
    let leftMinor = amountMinor;
    for (let take = queue[0]; take && leftMinor > 0; take = queue[0]) {
      const ownMinor = toMinor(Math.min(leftMinor, take.ownMinor));
      const giftMinor = shareDown(take.giftMinor, ownMinor, take.ownMinor);
      mine.push({ lotId: take.lotId, ownMinor, giftMinor });
      leftMinor = subtract(leftMinor, ownMinor);
      take.ownMinor = subtract(take.ownMinor, ownMinor);
      take.giftMinor = subtract(take.giftMinor, giftMinor);
      if (take.ownMinor === 0) queue.shift();
    }
    return mine;
  });
}

/** What the sources give back together, at most. */
export function reachOf(sources: readonly Source[]): Minor {
  return add(ZERO, ...sources.slice(0, PARTS_MAX).map(({ leftMinor }) => leftMinor));
}

/** How it ended, once each part has; null while one is under way. */
export function endOf(parts: readonly Pick<PartRow, 'state' | 'amount_minor'>[]): { state: WithdrawalState; paidMinor: Minor } | null {
  if (parts.some(({ state }) => state === 'held' || state === 'asked')) return null;
  const paid = parts.filter(({ state }) => state === 'paid');
  const paidMinor = add(ZERO, ...paid.map((part) => part.amount_minor));
  return { state: paid.length === parts.length ? 'done' : paid.length === 0 ? 'failed' : 'partly', paidMinor };
}

/** Nobody has decided yet, or the cash is not handed over: it can still be taken back. */
export function isOpen({ state }: Pick<WithdrawalRow, 'state'>): boolean {
  return state === 'waiting' || state === 'approved';
}
