import type { ChannelReason } from '@tessera/contract';
import { type Minor, parseAmount } from '@tessera/kernel';
import { z } from 'zod';
import type { AlipayAnswer } from './alipay-client.ts';
import { ChannelFault, type ChannelNotice, type OpenChannel, type PaymentResult, type RefundResult } from './channel.ts';
import { fromChinaTime } from './china-time.ts';

/** Refusals of a payment that say for certain that nothing was paid; any other leaves it unknown. */
const REFUSED: Readonly<Record<string, ChannelReason>> = {
  'ACQ.PAYMENT_AUTH_CODE_INVALID': 'code_invalid',
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': 'insufficient_funds',
  'ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH': 'insufficient_funds',
  'ACQ.ERROR_BALANCE_PAYMENT_DISABLE': 'insufficient_funds',
  'ACQ.TOTAL_FEE_EXCEED': 'over_limit',
  'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR': 'over_limit',
  'ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR': 'over_limit',
  'ACQ.BEYOND_PAY_RESTRICTION': 'over_limit',
  'ACQ.BEYOND_PER_RECEIPT_RESTRICTION': 'over_limit',
  'ACQ.PULL_MOBILE_CASHIER_FAIL': 'payer_refused',
  'ACQ.PAYMENT_FAIL': 'payer_refused',
  'ACQ.PAYMENT_REQUEST_HAS_RISK': 'payer_refused',
  'ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT': 'payer_refused',
  'ACQ.BUYER_ENABLE_STATUS_FORBID': 'payer_refused',
  'ACQ.INVALID_PARAMETER': 'merchant_refused',
  'ACQ.ACCESS_FORBIDDEN': 'not_allowed',
  'ACQ.PARTNER_ERROR': 'merchant_refused',
  'ACQ.SELLER_BEEN_BLOCKED': 'merchant_refused',
};
/** Requests that Alipay did not look into: settings, signatures, rights. */
const NOT_TAKEN: ReadonlySet<string> = new Set(['40001', '40002', '40003', '40006']);

const trade = z.object({
  out_trade_no: z.string().optional(),
  trade_no: z.string().max(64).optional(),
  trade_status: z.string().optional(),
  total_amount: z.string().optional(),
  buyer_logon_id: z.string().optional(),
  send_pay_date: z.string().optional(),
  gmt_payment: z.string().optional(),
});

/**
 * What an answer is about: a `payment` by code, which was paid at once when it is answered without a state; an `order` that is opened; or a `trade`
 * that is asked about, closed or cancelled, where a refusal is about the question alone.
 */
export type About = 'payment' | 'order' | 'trade';

/** What a signed answer says. Only a state of the trade ends an order that was asked about. */
export function paymentOf(about: About, answer: AlipayAnswer): PaymentResult {
  if (answer.kind === 'none') return { state: 'unknown', note: answer.note };
  const { code, sub_code: sub, sub_msg: words } = answer.node;
  const note = `${sub || code} ${words}`.trim().slice(0, 150);
  if (code === '10003') return { state: 'pending' };
  if (sub === 'ACQ.TRADE_NOT_EXIST') return { state: 'absent' };
  if (sub === 'ACQ.TRADE_HAS_CLOSE') return { state: 'closed' };
  const reason = REFUSED[sub] ?? (NOT_TAKEN.has(code) ? 'merchant_refused' : undefined);
  if (reason && about !== 'trade') return { state: 'failed', reason, note };
  if (code !== '10000') return { state: 'unknown', note };
  return stateOf(trade.parse(answer.node), about === 'payment');
}

function stateOf(of: z.output<typeof trade>, isPaidAtOnce: boolean): PaymentResult {
  switch (of.trade_status ?? (isPaidAtOnce ? 'TRADE_SUCCESS' : '')) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return paidOf(of);
    case 'WAIT_BUYER_PAY':
      return { state: 'pending' };
    // Never paid, or paid and given back whole: no money is there.
    case 'TRADE_CLOSED':
      return { state: 'closed' };
    default:
      return { state: 'unknown', note: `state ${of.trade_status ?? 'missing'}` };
  }
}

function paidOf(of: z.output<typeof trade>): PaymentResult {
  const amountMinor = fenOf(of.total_amount);
  const paidAt = fromChinaTime(of.gmt_payment ?? of.send_pay_date ?? '');
  if (amountMinor === undefined || !paidAt || of.trade_no === undefined) return { state: 'unknown', note: 'paid, without amount, time or number' };
  return { state: 'paid', paid: { amountMinor, transactionNo: of.trade_no, payerMasked: of.buyer_logon_id?.slice(0, 60) ?? null, paidAt } };
}

/** `12.34` in yuan; undefined for anything else. */
function fenOf(text: string | undefined): Minor | undefined {
  return text !== undefined && /^\d{1,9}(?:\.\d{1,2})?$/.test(text) ? parseAmount(text) : undefined;
}

/** A refund that the seller's balance does not cover waits for the seller: the same number is tried again. */
const HELD: ReadonlySet<string> = new Set(['ACQ.SELLER_BALANCE_NOT_ENOUGH']);
const REFUND_UNKNOWN: ReadonlySet<string> = new Set(['', 'ACQ.SYSTEM_ERROR', 'aop.ACQ.SYSTEM_ERROR', 'isp.unknow-error']);

const refunded = z.object({
  fund_change: z.string().optional(),
  refund_status: z.string().optional(),
  gmt_refund_pay: z.string().optional(),
  trade_no: z.string().optional(),
});

/** What a signed answer to a refund, or to the question about one, says: a refused question says nothing of the refund. `at`: when there is no better instant. */
export function refundOf(about: 'refund' | 'question', answer: AlipayAnswer, at: Date): RefundResult {
  if (answer.kind === 'none') return { state: 'unknown', note: answer.note };
  const { code, sub_code: sub, sub_msg: words } = answer.node;
  const note = `${sub || code} ${words}`.trim().slice(0, 150);
  if (about === 'question' && sub === 'ACQ.TRADE_NOT_EXIST') return { state: 'absent' };
  if (about === 'question' && code !== '10000') return { state: 'unknown', note };
  if (HELD.has(sub)) return { state: 'pending', isHeld: true };
  if (code === '20000' || (code === '40004' && REFUND_UNKNOWN.has(sub))) return { state: 'unknown', note };
  if (code !== '10000') return { state: 'failed', reason: 'refund_refused', note };
  const { fund_change: change, refund_status: status, gmt_refund_pay: paidAt, trade_no: number } = refunded.parse(answer.node);
  // `N`: no money moved just now, since this very number had moved it before, or something holds it; the question about it tells which.
  if (change !== 'Y' && status !== 'REFUND_SUCCESS') return change === 'N' ? { state: 'pending' } : { state: 'absent' };
  return { state: 'refunded', transactionNo: number ?? null, at: fromChinaTime(paidAt ?? '') ?? at };
}

/** A notification whose signature was verified. @throws ChannelFault when it is about another app or seller */
export function noticeOf(channel: OpenChannel, form: ReadonlyMap<string, string>): ChannelNotice {
  if (form.get('app_id') !== channel.app_id) throw new ChannelFault('it is about another app');
  if (channel.merchant_id !== '' && form.get('seller_id') !== channel.merchant_id) throw new ChannelFault('it is about another seller');
  const outTradeNo = form.get('out_trade_no');
  if (outTradeNo === undefined) return { kind: 'other' };
  const refundNo = form.get('out_biz_no');
  const refundedAt = fromChinaTime(form.get('gmt_refund') ?? '');
  if (form.has('refund_fee') && refundNo && refundedAt) {
    const result = { state: 'refunded' as const, transactionNo: form.get('trade_no') ?? null, at: refundedAt };
    return { kind: 'refund', outTradeNo, refundNo, result };
  }
  // A later part refund repeats the payment's state; it says nothing new of the payment.
  return { kind: 'payment', outTradeNo, result: stateOf(trade.parse(Object.fromEntries(form)), false) };
}
