import type { ChannelReason } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { ChannelFault, type ChannelNotice, type OpenChannel, type PaymentResult, type RefundResult } from './channel.ts';
import { fromRfc3339 } from './china-time.ts';
import { refusalOf, type WechatAnswer } from './wechat-client.ts';

const minor = z.int().min(0).transform(toMinor);

/** A payment as queries, code payments and notifications tell it. */
export const transaction = z.object({
  appid: z.string().optional(),
  mchid: z.string().optional(),
  out_trade_no: z.string().max(64),
  transaction_id: z.string().max(64).optional(),
  trade_state: z.string().max(30),
  trade_state_desc: z.string().optional(),
  success_time: z.string().optional(),
  payer: z.object({ openid: z.string().optional() }).optional(),
  amount: z.object({ total: minor.optional(), currency: z.string().optional() }).optional(),
});
export type Transaction = z.output<typeof transaction>;

/**
 * What an answer is about. The same code means two things: `INVALID_REQUEST` to a payment says that it was not taken, and to a question about
 * a trade only that the question was not – the trade may be paid meanwhile.
 */
export type About = 'payment' | 'trade';

/** Refusals of a payment that say for certain that nothing was paid; any other leaves it unknown. */
const REFUSED: Readonly<Record<string, ChannelReason>> = {
  AUTH_CODE_EXPIRED: 'code_expired',
  AUTHCODEEXPIRE: 'code_expired',
  AUTH_CODE_INVALID: 'code_invalid',
  AUTH_CODE_ERROR: 'code_invalid',
  NOT_ENOUGH: 'insufficient_funds',
  NOTENOUGH: 'insufficient_funds',
  NOTSUPORTCARD: 'insufficient_funds',
  RULE_LIMIT: 'over_limit',
  RULELIMIT: 'over_limit',
  NO_AUTH: 'not_allowed',
  NOAUTH: 'not_allowed',
  TRADE_ERROR: 'payer_refused',
  MCH_NOT_EXISTS: 'merchant_refused',
  APPID_MCHID_NOT_MATCH: 'merchant_refused',
  PARAM_ERROR: 'merchant_refused',
  INVALID_REQUEST: 'merchant_refused',
};
const WAITING: ReadonlySet<string> = new Set(['USERPAYING', 'USER_PAYING']);
const ABSENT: ReadonlySet<string> = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS']);

/**
 * What a signed answer says: to a payment, or to a question about a trade, its close or its reversal. Only a state of the trade ends an order
 * that was asked about. @throws ChannelFault when it is about another merchant
 */
export function paymentOf(channel: OpenChannel, about: About, answer: WechatAnswer): PaymentResult {
  if (answer.kind === 'none') return { state: 'unknown', note: answer.note };
  const { code, message } = refusalOf(answer);
  if (WAITING.has(code)) return { state: 'pending' };
  if (ABSENT.has(code)) return { state: 'absent' };
  if (code === 'ORDER_CLOSED' || code === 'ORDERCLOSED') return { state: 'closed' };
  const reason = about === 'payment' ? REFUSED[code] : undefined;
  if (reason) return { state: 'failed', reason, note: `${code} ${message}`.trim().slice(0, 150) };
  if (code !== '') return { state: 'unknown', note: `${code} ${message}`.trim().slice(0, 150) };
  const read = transaction.safeParse(answer.body);
  return read.success ? stateOf(channel, read.data) : { state: 'unknown', note: 'an answer of another shape' };
}

export function stateOf(channel: OpenChannel, of: Transaction): PaymentResult {
  refuseForeign(channel, of);
  switch (of.trade_state) {
    case 'SUCCESS':
    case 'REFUND':
      return paidOf(of);
    case 'NOTPAY':
    case 'USERPAYING':
    case 'ACCEPT':
      return { state: 'pending' };
    case 'CLOSED':
      return { state: 'closed' };
    case 'REVOKED':
      return { state: 'reversed' };
    case 'PAYERROR':
      return { state: 'failed', reason: 'payer_refused', note: of.trade_state_desc?.slice(0, 150) ?? 'PAYERROR' };
    default:
      return { state: 'unknown', note: `state ${of.trade_state}` };
  }
}

function paidOf(of: Transaction): PaymentResult {
  const paidAt = of.success_time === undefined ? undefined : fromRfc3339(of.success_time);
  const total = of.amount?.total;
  if (total === undefined || !paidAt || of.transaction_id === undefined) return { state: 'unknown', note: 'paid, without amount, time or number' };
  if ((of.amount?.currency ?? 'CNY') !== 'CNY') return { state: 'unknown', note: 'paid in another currency' };
  const { transaction_id: transactionNo, payer } = of;
  return { state: 'paid', paid: { amountMinor: total, transactionNo, payerMasked: masked(payer?.openid), paidAt } };
}

function refuseForeign(channel: OpenChannel, of: { appid?: string | undefined; mchid?: string | undefined }): void {
  if (of.mchid !== undefined && of.mchid !== channel.merchant_id) throw new ChannelFault('it is about another merchant');
  if (of.appid !== undefined && of.appid !== channel.app_id) throw new ChannelFault('it is about another app');
}

function masked(openid: string | undefined): string | null {
  return openid === undefined || openid.length < 8 ? null : `${openid.slice(0, 3)}***${openid.slice(-4)}`;
}

const refundAnswer = z.object({
  refund_id: z.string().max(64).optional(),
  out_refund_no: z.string().max(64),
  out_trade_no: z.string().max(64).optional(),
  status: z.string().optional(),
  success_time: z.string().optional(),
});

/** A refund that the merchant's balance does not cover waits for the merchant: the same number is tried again. */
const HELD: ReadonlySet<string> = new Set(['NOT_ENOUGH', 'NOTENOUGH']);
const REFUND_REFUSED: ReadonlySet<string> = new Set([
  'INVALID_REQUEST',
  'PARAM_ERROR',
  'MCH_NOT_EXISTS',
  'NO_AUTH',
  'USER_ACCOUNT_ABNORMAL',
  'RULE_LIMIT',
]);

/** `question`: it answers a question about a refund that was sent, whose refusal says nothing of the refund itself. */
export function refundOf(about: 'refund' | 'question', answer: WechatAnswer): RefundResult {
  if (answer.kind === 'none') return { state: 'unknown', note: answer.note };
  const { code, message } = refusalOf(answer);
  const note = `${code} ${message}`.trim().slice(0, 150);
  if (ABSENT.has(code)) return { state: 'absent' };
  if (about === 'refund' && HELD.has(code)) return { state: 'pending', isHeld: true };
  if (about === 'refund' && REFUND_REFUSED.has(code)) return { state: 'failed', reason: 'refund_refused', note };
  if (code !== '') return { state: 'unknown', note };
  const read = refundAnswer.safeParse(answer.body);
  return read.success ? refundStateOf(read.data.status ?? '', read.data) : { state: 'unknown', note: 'an answer of another shape' };
}

export function refundStateOf(status: string, of: { refund_id?: string | undefined; success_time?: string | undefined }): RefundResult {
  switch (status) {
    case 'SUCCESS': {
      const at = of.success_time === undefined ? undefined : fromRfc3339(of.success_time);
      return at ? { state: 'refunded', transactionNo: of.refund_id ?? null, at } : { state: 'unknown', note: 'refunded, without a time' };
    }
    case 'PROCESSING':
      return { state: 'pending' };
    // The payer's card is closed: the merchant decides at WeChat Pay where the money goes.
    case 'ABNORMAL':
      return { state: 'pending', isHeld: true };
    case 'CLOSED':
      return { state: 'failed', reason: 'refund_refused', note: 'closed by WeChat Pay' };
    default:
      return { state: 'unknown', note: `state ${status}` };
  }
}

const refundNotice = z.object({
  mchid: z.string().optional(),
  out_trade_no: z.string().max(64),
  out_refund_no: z.string().max(64),
  refund_id: z.string().optional(),
  refund_status: z.string(),
  success_time: z.string().optional(),
});

/** The opened part of a notification, by the kind of event. @throws ChannelFault when its shape is another or it is about another merchant */
export function noticeOf(channel: OpenChannel, eventType: string, content: unknown): ChannelNotice {
  if (eventType.startsWith('TRANSACTION.')) {
    const read = transaction.safeParse(content);
    if (!read.success) throw new ChannelFault('the notification of a payment has another shape');
    return { kind: 'payment', outTradeNo: read.data.out_trade_no, result: stateOf(channel, read.data) };
  }
  if (eventType.startsWith('REFUND.')) {
    const read = refundNotice.safeParse(content);
    if (!read.success) throw new ChannelFault('the notification of a refund has another shape');
    refuseForeign(channel, read.data);
    const { out_trade_no: outTradeNo, out_refund_no: refundNo, refund_status: status } = read.data;
    return { kind: 'refund', outTradeNo, refundNo, result: refundStateOf(status, read.data) };
  }
  return { kind: 'other' };
}
