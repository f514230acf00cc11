import { createSign, randomUUID } from 'node:crypto';
import type { FaultKind, Refund, Trade } from './book.ts';
import { refundedMinorOf } from './book.ts';
import type { Identity } from './certificate.ts';
import { chinaTime } from './clock.ts';

/** Who the one seller is at Alipay, and Alipay's own keys. */
export type AlipayHouse = { appId: string; sellerId: string; merchant: Identity; platform: Identity };

export function yuan(minor: number): string {
  const digits = String(minor).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** By name, without empty values: what RSA2 is taken over. */
export function sortedText(params: Record<string, string>): string {
  return Object.keys(params)
    .filter((name) => params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&');
}

export function sign(house: AlipayHouse, text: string, fault?: FaultKind): string {
  return createSign('RSA-SHA256')
    .update(fault === 'wrongSignature' ? `${text} ` : text, 'utf8')
    .sign(house.platform.privateKey, 'base64');
}

export const STATES = {
  waiting: 'WAIT_BUYER_PAY',
  paid: 'TRADE_SUCCESS',
  closed: 'TRADE_CLOSED',
  reversed: 'TRADE_CLOSED',
  failed: 'TRADE_CLOSED',
} as const;

/** What was given back whole is closed at Alipay. */
export function statusOf(trade: Trade): string {
  return trade.state === 'paid' && refundedMinorOf(trade) === trade.amountMinor ? 'TRADE_CLOSED' : STATES[trade.state];
}

type Told = { trade: Trade; amountMinor: number; refund?: Refund; fault: FaultKind | undefined };

/** The form that Alipay posts, signed without `sign` and `sign_type`. */
export function alipayNotice(house: AlipayHouse, now: Date, { trade, amountMinor, refund, fault }: Told) {
  const params: Record<string, string> = {
    notify_time: chinaTime(now),
    notify_type: 'trade_status_sync',
    notify_id: randomUUID().replaceAll('-', ''),
    charset: 'utf-8',
    version: '1.0',
    app_id: house.appId,
    auth_app_id: house.appId,
    seller_id: house.sellerId,
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: refund ? statusOf(trade) : STATES[trade.state],
    subject: trade.title,
    total_amount: yuan(amountMinor),
    receipt_amount: yuan(amountMinor),
    buyer_logon_id: trade.payer,
    gmt_create: chinaTime(new Date(trade.createdAtMs)),
    ...(trade.paidAtMs !== null && { gmt_payment: chinaTime(new Date(trade.paidAtMs)) }),
    ...(refund && {
      refund_fee: yuan(refundedMinorOf(trade)),
      out_biz_no: refund.refundNo,
      gmt_refund: `${chinaTime(new Date(refund.doneAtMs ?? 0))}.000`,
    }),
  };
  const body = new URLSearchParams({ ...params, sign_type: 'RSA2', sign: sign(house, sortedText(params), fault) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return { headers, body: fault === 'cutShort' ? body.slice(0, -40) : body };
}
