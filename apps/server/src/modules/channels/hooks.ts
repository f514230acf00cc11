import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { OrderView, RefundView } from './order.ts';

/**
 * What a purpose does about its orders. Each runs in the very transaction in which the order turns, once, so that what it posts stands or
 * falls with it; when it throws, the order stays as it was and the channel is asked again later. No network in here.
 */
export type PurposeHooks = {
  /**
   * The money is there; `order.isLate` when the order had been given up before. `giveBack` refunds it all at once, with nothing posted:
   * for what cannot be credited any more.
   */
  onPaid: (ctx: Ctx, order: OrderView) => Promise<'keep' | 'giveBack'>;
  /** It ended without money: closed, reversed or failed, as `order.state` says. It may still be paid late. */
  onClosed: (ctx: Ctx, order: OrderView) => Promise<void>;
  /** A refund that the purpose asked for has gone out. Not called for what was given back at once. */
  onRefunded: (ctx: Ctx, refund: RefundView, order: OrderView) => Promise<void>;
  /** … or was refused for good: the money is still ours. */
  onRefundFailed: (ctx: Ctx, refund: RefundView, order: OrderView) => Promise<void>;
  /** Whether its books know the id already, as the key of something else: then no order takes it. Asked as the system. */
  isKeyUsed?: (ctx: Ctx, orderId: Id<'order'>) => Promise<boolean>;
  /** When its refunds stand in the books: `settled` once one has gone out; else when it is asked for, and taken back when it fails. */
  refundsBooked?: 'asked' | 'settled';
};

/** By the purpose that orders name. Put together where the server is: what uses channels stands above them. */
export type ChannelHooks = Readonly<Record<string, PurposeHooks>>;

/** The cause of a refund that `onPaid` asked for by its answer. */
export const GIVEN_BACK = 'given_back';

/** @throws Error for a purpose that nobody has announced: a fault of ours */
export function hooksOf(hooks: ChannelHooks, purpose: string): PurposeHooks {
  const found = Object.hasOwn(hooks, purpose) ? hooks[purpose] : undefined;
  if (!found) throw new Error(`no hooks for orders of purpose ${purpose}`);
  return found;
}

/** Purposes whose refunds stand in the books once they have gone out. */
export function bookedWhenSettled(hooks: ChannelHooks): string[] {
  return Object.keys(hooks).filter((purpose) => hooks[purpose]?.refundsBooked === 'settled');
}
