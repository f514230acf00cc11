import type { WithdrawalState } from '@tessera/contract';
import { add, type Id, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
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
