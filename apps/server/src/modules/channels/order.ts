import type { channels, OrderState, OutputOf, PaymentWay, RefundState } from '@tessera/contract';
import type { Selectable, Updateable } from 'kysely';
import type { Instructions, PaymentResult, RefundResult } from './channel.ts';
import type { ChannelsTables } from './tables.ts';

export type OrderRow = Omit<Selectable<ChannelsTables['channels.order']>, 'reference_key'>;
export type RefundRow = Selectable<ChannelsTables['channels.refund']>;
/** As the contract shows it, and as the hooks of a purpose get it. */
export type OrderView = OutputOf<typeof channels.getChannelOrder>['order'];
export type RefundView = OutputOf<typeof channels.getChannelOrder>['refunds'][number];

/** Ended, whether with money or without. */
export function isSettled(state: OrderState): boolean {
  return state !== 'created' && state !== 'pending' && state !== 'unknown';
}

export function isRefundSettled(state: RefundState): boolean {
  return state === 'refunded' || state === 'failed';
}

type Change = Updateable<ChannelsTables['channels.order']>;
/** What a result makes of an order: its new state and columns. `note` goes into its events. */
export type Verdict = { to: OrderState; change: Change; note: string | null };

/**
 * What the channel's answer means for the order as it is now; null when it is no news. Money is believed only in the very amount that was
 * ordered, and an order that was paid stays paid.
 */
export function decideOrder(order: OrderRow, result: PaymentResult, now: Date): Verdict | null {
  if (result.state === 'paid') return decidePaid(order, result.paid, now);
  if (isSettled(order.state) || result.state === 'absent') return null;
  if (result.state === 'pending') {
    const { instructions } = result;
    if (order.state === 'pending' && !instructions) return null;
    return { to: 'pending', change: { state: 'pending', reason: null, ...(instructions && { instructions: jsonOf(instructions) }) }, note: null };
  }
  if (result.state === 'unknown') {
    // Of an order that the channel has taken, a lost question is no news.
    if (order.state !== 'created') return null;
    return { to: 'unknown', change: { state: 'unknown', reason: null }, note: result.note };
  }
  const settled = { settled_at: now, next_check_at: null };
  if (result.state === 'failed') return { to: 'failed', change: { state: 'failed', reason: result.reason, ...settled }, note: result.note };
  return { to: result.state, change: { state: result.state, reason: null, ...settled }, note: null };
}

function decidePaid(order: OrderRow, paid: Extract<PaymentResult, { state: 'paid' }>['paid'], now: Date): Verdict | null {
  if (order.state === 'paid') {
    const isSame = order.transaction_no === paid.transactionNo && order.amount_minor === paid.amountMinor;
    if (isSame || order.alarm !== null) return null;
    return { to: 'paid', change: { alarm: 'transaction_differs' }, note: `${paid.transactionNo ?? ''} ${paid.amountMinor}` };
  }
  if (paid.amountMinor !== order.amount_minor) {
    if (order.alarm === 'amount_differs') return null;
    // Neither credited nor closed: a person decides what to do with it.
    const state = isSettled(order.state) ? order.state : 'unknown';
    return {
      to: state,
      change: { state, alarm: 'amount_differs', next_check_at: null },
      note: `${paid.amountMinor} instead of ${order.amount_minor}`,
    };
  }
  const change: Change = {
    state: 'paid',
    reason: null,
    is_late: isSettled(order.state),
    transaction_no: paid.transactionNo,
    payer_masked: paid.payerMasked,
    paid_at: paid.paidAt,
    settled_at: now,
    next_check_at: null,
    // What was raised while nobody knew is answered by the money itself.
    ...(order.alarm === 'unresolved' && { alarm: null }),
  };
  return { to: 'paid', change, note: isSettled(order.state) ? `after ${order.state}` : null };
}

export type RefundVerdict = { to: RefundState; change: Updateable<ChannelsTables['channels.refund']>; note: string | null };

/** What the channel's answer means for the refund as it is now; null when it is no news. */
export function decideRefund(refund: RefundRow, result: RefundResult, now: Date): RefundVerdict | null {
  if (isRefundSettled(refund.state) || result.state === 'absent') return null;
  const settled = { settled_at: now, next_check_at: null };
  switch (result.state) {
    case 'refunded':
      return {
        to: 'refunded',
        change: { state: 'refunded', reason: null, alarm: null, transaction_no: result.transactionNo, ...settled },
        note: null,
      };
    case 'failed':
      return { to: 'failed', change: { state: 'failed', reason: result.reason, alarm: 'refund_failed', ...settled }, note: result.note };
    case 'pending': {
      const alarm = result.isHeld ? 'refund_held' : null;
      if (refund.state === 'pending' && refund.alarm === alarm) return null;
      return { to: 'pending', change: { state: 'pending', alarm }, note: null };
    }
    case 'unknown':
      return refund.state === 'unknown' ? null : { to: 'unknown', change: { state: 'unknown' }, note: result.note };
  }
}

/** A payer with a phone in the hand is asked about every few seconds. */
const CODE_STEP_SECONDS = 5;
const OPEN_STEP_MAX_SECONDS = 60;
const STEP_MAX_SECONDS = 60 * 60;

/** When the channel is asked again: often while the payer may still pay, and at the end of that time; then with pauses that double up to an hour. */
export function nextCheckAt(order: { way: PaymentWay; expires_at: Date; tries: number }, now: Date): Date {
  const untilExpiry = (order.expires_at.getTime() - now.getTime()) / 1000;
  // Whoever stands at a desk says by themselves when the money is there.
  if (order.way === 'desk' && untilExpiry > 0) return order.expires_at;
  if (untilExpiry > 0) {
    const step = order.way === 'code' ? Math.min(2 + order.tries, CODE_STEP_SECONDS) : Math.min(5 * 1.5 ** order.tries, OPEN_STEP_MAX_SECONDS);
    return later(now, Math.min(step, untilExpiry + 1));
  }
  return later(now, pauseSeconds(order.tries));
}

/** Pauses that double: 5 s, 10 s, 20 s … an hour. */
export function pauseSeconds(tries: number): number {
  return Math.min(5 * 2 ** Math.min(tries, 20), STEP_MAX_SECONDS);
}

export function later(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}

/** A number of ours at the channel: the id without hyphens, 32 characters, which is the most that WeChat Pay takes. */
export function numberOf(id: string): string {
  return id.replaceAll('-', '');
}

function jsonOf(instructions: Instructions): string {
  return JSON.stringify(instructions);
}

export function orderView(row: OrderRow): OrderView {
  return {
    id: row.id,
    channel: row.channel_key,
    kind: row.kind,
    purpose: row.purpose,
    subjectId: row.subject_id,
    memberId: row.member_id,
    organizationId: row.organization_id,
    terminalId: row.terminal_id,
    staffId: row.staff_id,
    way: row.way,
    title: row.title,
    amountMinor: row.amount_minor,
    refundedMinor: row.refunded_minor,
    state: row.state,
    reason: row.reason,
    isLate: row.is_late,
    alarm: row.alarm,
    outTradeNo: row.out_trade_no,
    transactionNo: row.transaction_no,
    payerMasked: row.payer_masked,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
  };
}

export function refundView(row: RefundRow): RefundView {
  return {
    id: row.id,
    orderId: row.order_id,
    amountMinor: row.amount_minor,
    cause: row.cause,
    state: row.state,
    reason: row.reason,
    alarm: row.alarm,
    refundNo: row.refund_no,
    transactionNo: row.transaction_no,
    askedAt: row.asked_at,
    settledAt: row.settled_at,
  };
}
