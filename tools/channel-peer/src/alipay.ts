import { createPublicKey, createVerify } from 'node:crypto';
import { billDays } from './alipay-bill.ts';
import { type AlipayHouse, sign, sortedText, statusOf, yuan } from './alipay-notice.ts';
import { type Book, type FaultKind, type FaultPlace, refundedMinorOf, type Trade } from './book.ts';
import { chinaTime } from './clock.ts';
import type { Asked, Reply } from './http.ts';
import type { Notifier } from './notify.ts';

export type AlipayParts = { book: Book; house: AlipayHouse; clock: () => Date; origin: () => string; notifier: Notifier };
type Content = Record<string, string>;
type Node = Record<string, unknown>;
type Work = (parts: AlipayParts, content: Content, params: Content) => Node;

const OK = { code: '10000', msg: 'Success' };
const fail = (sub: string, words = sub): Node => ({ code: '40004', msg: 'Business Failed', sub_code: `ACQ.${sub}`, sub_msg: words });
const BUSY: Node = { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'isp.unknow-error', sub_msg: 'system busy' };
const SKEW_MAX_MS = 15 * 60 * 1000;

const METHODS: Record<string, [place: FaultPlace, work: Work]> = {
  'alipay.trade.precreate': ['create', (parts, content, params) => precreate(parts, content, params)],
  'alipay.trade.pay': ['pay', (parts, content, params) => payByCode(parts, content, params)],
  'alipay.trade.query': ['query', (parts, content) => query(parts, content)],
  'alipay.trade.close': ['close', (parts, content) => close(parts, content)],
  'alipay.trade.cancel': ['reverse', (parts, content) => cancel(parts, content)],
  'alipay.trade.refund': ['refund', (parts, content) => refund(parts, content)],
  'alipay.trade.fastpay.refund.query': ['queryRefund', (parts, content) => queryRefund(parts, content)],
  'alipay.data.dataservice.bill.downloadurl.query': ['bill', (parts, content) => bill(parts, content)],
};
const PAGES = new Set(['alipay.trade.page.pay', 'alipay.trade.wap.pay']);

/** Alipay's gateway with RSA2. Undefined for a path that is not its own. */
export function createAlipay(parts: AlipayParts) {
  return (asked: Asked): Reply | undefined => {
    if (asked.url.pathname !== '/gateway.do') return undefined;
    const params = Object.fromEntries([...asked.url.searchParams, ...new URLSearchParams(asked.method === 'POST' ? asked.body : '')]);
    const { method = '' } = params;
    const fault = requestFault(parts, params);
    if (fault)
      return answered(parts, 'error', { node: { code: '40002', msg: 'Invalid Arguments', sub_code: fault, sub_msg: fault }, fault: undefined });
    const content: Content = JSON.parse(params.biz_content ?? '{}');
    if (PAGES.has(method)) return { status: 302, headers: { location: `${parts.origin()}/pay/${open(parts, content, params).token}` } };
    const [place, work] = METHODS[method] ?? [];
    if (!place || !work)
      return answered(parts, 'error', { node: { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-method' }, fault: undefined });
    return faulty(parts, method, { place, work: () => work(parts, content, params) });
  };
}

function faulty(parts: AlipayParts, method: string, { place, work }: { place: FaultPlace; work: () => Node }): Reply {
  const fault = parts.book.takeFault('alipay', place);
  if (fault === 'lost') return 'cut';
  if (fault === 'busy') return answered(parts, method, { node: BUSY, fault: undefined });
  if (fault === 'refuse') return answered(parts, method, { node: fail(place === 'pay' ? 'PAYMENT_FAIL' : 'TRADE_HAS_FINISHED'), fault: undefined });
  if (fault === 'held') return answered(parts, method, { node: fail('SELLER_BALANCE_NOT_ENOUGH'), fault: undefined });
  const node = work();
  if (fault === 'noAnswer') return 'silence';
  return answered(parts, method, fault === 'unknownResult' ? { node: BUSY, fault: undefined } : { node, fault });
}

function requestFault({ house, clock }: AlipayParts, { sign: signature = '', ...params }: Content): string | undefined {
  if (params.app_id !== house.appId) return 'isv.invalid-app-id';
  if (params.sign_type !== 'RSA2') return 'isv.invalid-signature-type';
  const isGood = createVerify('RSA-SHA256').update(sortedText(params), 'utf8').verify(createPublicKey(house.merchant.publicKey), signature, 'base64');
  if (!isGood) return 'isv.invalid-signature';
  const atMs = Date.parse(`${(params.timestamp ?? '').replace(' ', 'T')}+08:00`);
  return Math.abs(clock().getTime() - atMs) <= SKEW_MAX_MS ? undefined : 'isv.invalid-timestamp';
}

/** The signature is over the node's very text, with the strokes that Alipay writes before each slash. */
function answered({ house }: AlipayParts, method: string, { node, fault }: { node: Node; fault: FaultKind | undefined }): Reply {
  const name = method === 'error' ? 'error_response' : `${method.replaceAll('.', '_')}_response`;
  const text = JSON.stringify(node).replaceAll('/', '\\/');
  const body = `{"${name}":${text},"sign":"${sign(house, text, fault)}"}`;
  return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body: fault === 'cutShort' ? body.slice(0, -30) : body };
}

function fen(text: string | undefined): number {
  return /^\d{1,9}\.\d{2}$/.test(text ?? '') ? Number((text ?? '').replace('.', '')) : 0;
}

function open({ book, clock }: AlipayParts, content: Content, params: Content): Trade {
  const { out_trade_no: outTradeNo = '', subject = '', total_amount: total, time_expire: expires } = content;
  const known = book.find('alipay', outTradeNo);
  if (known) return known;
  return book.open({
    channel: 'alipay',
    outTradeNo,
    kind: (params.method ?? '').split('.').slice(2).join('.'),
    title: subject,
    amountMinor: fen(total),
    notifyUrl: params.notify_url ?? null,
    returnUrl: params.return_url ?? null,
    expiresAtMs: expires ? Date.parse(`${expires.replace(' ', 'T')}+08:00`) : clock().getTime() + 2 * 60 * 60 * 1000,
  });
}

function precreate(parts: AlipayParts, content: Content, params: Content): Node {
  if (fen(content.total_amount) < 1 || !content.out_trade_no || !content.subject) return fail('INVALID_PARAMETER');
  const trade = open(parts, content, params);
  if (trade.state !== 'waiting') return fail(trade.state === 'paid' ? 'TRADE_HAS_SUCCESS' : 'TRADE_HAS_CLOSE');
  if (trade.amountMinor !== fen(content.total_amount)) return fail('CONTEXT_INCONSISTENT');
  return { ...OK, out_trade_no: trade.outTradeNo, qr_code: `${parts.origin()}/pay/${trade.token}` };
}

function payByCode(parts: AlipayParts, content: Content, params: Content): Node {
  const { book } = parts;
  const known = book.find('alipay', content.out_trade_no ?? '');
  if (known) return answerOfCode(known);
  if (fen(content.total_amount) < 1 || !content.out_trade_no || !content.subject) return fail('INVALID_PARAMETER');
  const code = book.findCode(content.auth_code ?? '');
  if (code?.channel !== 'alipay' || code.isSpent) return fail('PAYMENT_AUTH_CODE_INVALID');
  book.spendCode(code);
  if (code.mode === 'insufficient') return fail('BUYER_BALANCE_NOT_ENOUGH');
  const trade = open(parts, content, params);
  if (code.mode === 'refuse') book.set(trade, 'failed');
  if (code.mode === 'instant') {
    book.set(trade, 'paid');
    parts.notifier.tellPayment(trade);
  }
  return answerOfCode(trade);
}

function answerOfCode(trade: Trade): Node {
  const named = { trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo };
  if (trade.state === 'waiting') return { code: '10003', msg: ' order success pay inprocess', ...named };
  if (trade.state === 'failed') return fail('PAYMENT_FAIL');
  if (trade.state !== 'paid') return fail('TRADE_HAS_CLOSE');
  const total = yuan(trade.amountMinor);
  const gmt_payment = chinaTime(new Date(trade.paidAtMs ?? 0));
  return { ...OK, ...named, buyer_logon_id: trade.payer, total_amount: total, receipt_amount: total, gmt_payment };
}

function query({ book }: AlipayParts, content: Content): Node {
  const trade = book.find('alipay', content.out_trade_no ?? '');
  // An order that nobody has scanned is no trade yet.
  if (!trade || (trade.state === 'waiting' && trade.kind === 'precreate')) return fail('TRADE_NOT_EXIST');
  return {
    ...OK,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: trade.payer,
    trade_status: statusOf(trade),
    total_amount: yuan(trade.amountMinor),
    ...(trade.paidAtMs !== null && { send_pay_date: chinaTime(new Date(trade.paidAtMs)) }),
  };
}

function close({ book }: AlipayParts, content: Content): Node {
  const trade = book.find('alipay', content.out_trade_no ?? '');
  if (!trade) return fail('TRADE_NOT_EXIST');
  if (trade.state === 'paid') return fail('TRADE_STATUS_ERROR');
  if (trade.state === 'waiting') book.set(trade, 'closed');
  return { ...OK, trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo };
}

/** What was paid goes back, what was not can be paid no more, and what was never heard of is none the less done. */
function cancel({ book }: AlipayParts, content: Content): Node {
  const trade = book.find('alipay', content.out_trade_no ?? '');
  const action = trade?.state === 'paid' ? 'refund' : trade ? 'close' : undefined;
  if (trade && trade.state !== 'reversed') book.set(trade, 'reversed');
  return { ...OK, out_trade_no: content.out_trade_no, retry_flag: 'N', ...(action && { action }) };
}

function refund(parts: AlipayParts, content: Content): Node {
  const { book } = parts;
  const trade = book.find('alipay', content.out_trade_no ?? '');
  const { out_request_no: refundNo = '' } = content;
  if (!trade) return fail('TRADE_NOT_EXIST');
  if (trade.state !== 'paid') return fail('TRADE_STATUS_ERROR');
  const amountMinor = fen(content.refund_amount);
  const known = trade.refunds.find((one) => one.refundNo === refundNo);
  if (known && known.amountMinor !== amountMinor) return fail('DISCORDANT_REPEAT_REQUEST');
  if (!known && (amountMinor < 1 || refundedMinorOf(trade) + amountMinor > trade.amountMinor)) return fail('REFUND_AMT_NOT_EQUAL_TOTAL');
  if (!known) {
    const entered = book.addRefund(trade, { refundNo, amountMinor, state: 'done' });
    if (trade.notifyUrl) parts.notifier.tellRefund(trade, entered, trade.notifyUrl);
  }
  return {
    ...OK,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    fund_change: known ? 'N' : 'Y',
    refund_fee: yuan(refundedMinorOf(trade)),
    buyer_logon_id: trade.payer,
  };
}

function queryRefund({ book }: AlipayParts, content: Content): Node {
  const trade = book.find('alipay', content.out_trade_no ?? '');
  if (!trade) return fail('TRADE_NOT_EXIST');
  const found = trade.refunds.find((one) => one.refundNo === content.out_request_no);
  // Alipay answers an unknown number with success and nothing in it.
  if (found?.state !== 'done') return { ...OK };
  return {
    ...OK,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    out_request_no: found.refundNo,
    refund_amount: yuan(found.amountMinor),
    total_amount: yuan(trade.amountMinor),
    refund_status: 'REFUND_SUCCESS',
    gmt_refund_pay: chinaTime(new Date(found.doneAtMs ?? 0)),
  };
}

function bill({ book, origin }: AlipayParts, content: Content): Node {
  const day = content.bill_date ?? '';
  if (!billDays(book.list()).has(day)) return { code: '40004', msg: 'Business Failed', sub_code: 'isp.bill_not_exist', sub_msg: 'no bill' };
  return { ...OK, bill_download_url: `${origin()}/files/alipay/${day}` };
}
