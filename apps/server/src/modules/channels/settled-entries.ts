import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { bookedWhenSettled } from './hooks.ts';
import type { ChannelsParts } from './parts.ts';
import {
  type BookedSums,
  type ChannelUse,
  selectBookedSums,
  selectChannelUse,
  selectIdsByNumber,
  selectPaid,
  selectPaidByNumber,
  selectRefunded,
  selectRefundedByNumber,
} from './settled-queries.ts';

/** One movement at a channel as we know it, to be held against the channel's bill. */
export type SettledEntry = {
  kind: 'payment' | 'refund';
  /** Of the order, or of the refund. */
  id: string;
  orderId: Id<'order'>;
  /** Under which the channel knows it: of the order, or of the refund. */
  number: string;
  outTradeNo: string;
  amountMinor: Minor;
  /** When the money moved: of a payment as the channel says, of a refund as we heard. */
  at: Date;
};

export type SettledWalk = {
  channelKey: string;
  kind: SettledEntry['kind'];
  /** Half-open. */
  from: Date;
  to: Date;
  after: SettledEntry | undefined;
  limit: number;
};

/** What moved at a channel in a span of time, in order; go on after the last one. */
export function listSettledEntries(ctx: Ctx, { kind, after, ...walk }: SettledWalk): Promise<SettledEntry[]> {
  const place = after && { at: after.at.toISOString(), id: after.id };
  return (kind === 'payment' ? selectPaid : selectRefunded)(ctx, { ...walk, after: place });
}

/** Those of the numbers on a bill that moved money with us, whenever that was. */
export function findSettledEntries(
  ctx: Ctx,
  of: { channelKey: string; kind: SettledEntry['kind']; numbers: readonly string[] },
): Promise<SettledEntry[]> {
  return (of.kind === 'payment' ? selectPaidByNumber : selectRefundedByNumber)(ctx, of.channelKey, of.numbers);
}

/** Whose numbers these are, in whatever state. */
export function findByNumbers(ctx: Ctx, channelKey: string, numbers: readonly string[]): ReturnType<typeof selectIdsByNumber> {
  return selectIdsByNumber(ctx, channelKey, numbers);
}

/** What the books should hold of a channel's orders on a business day. */
export function sumBooked(ctx: Ctx, { hooks }: Pick<ChannelsParts, 'hooks'>, of: { channelKey: string; businessOn: string }): Promise<BookedSums> {
  return selectBookedSums(ctx, { ...of, whenSettled: bookedWhenSettled(hooks) });
}

/** Every channel, and since which day money has come through it. */
export function listChannelUse(ctx: Ctx): Promise<ChannelUse[]> {
  return selectChannelUse(ctx);
}
