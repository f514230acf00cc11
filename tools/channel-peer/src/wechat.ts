import { createHash } from 'node:crypto';
import { type Book, type FaultKind, type FaultPlace, type PayCode, type Refund, refundedMinorOf, type Trade } from './book.ts';
import { rfc3339 } from './clock.ts';
import type { Asked, Reply } from './http.ts';
import type { Notifier } from './notify.ts';
import { wechatBill } from './wechat-bill.ts';
import { seal, signatureFault, signatureHeaders, type WechatHouse } from './wechat-sign.ts';

export type WechatParts = { book: Book; house: WechatHouse; clock: () => Date; origin: () => string; notifier: Notifier };

type Answer = { status: number; content?: unknown };
type Work = (asked: Asked, names: string[]) => Answer | Promise<Answer>;

const refusal = (status: number, code: string, message = code): Answer => ({ status, content: { code, message } });

/** WeChat Pay API v3 as a merchant meets it. Undefined for a path that is not its own. */
export function createWechat(parts: WechatParts) {
  const routes = routesOf(parts);
  return async (asked: Asked): Promise<Reply | undefined> => {
    if (!asked.url.pathname.startsWith('/v3/')) return undefined;
    const fault = signatureFault(parts, asked);
    // As in life: whom WeChat does not know gets no signature.
    if (fault) return { status: 401, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 'SIGN_ERROR', message: fault }) };
    for (const [method, shape, place, work] of routes) {
      const match = asked.method === method ? shape.exec(asked.url.pathname) : null;
      if (match) return answerWith(parts, { asked, names: match.slice(1).map(decodeURIComponent), place, work });
    }
    return signed(parts, refusal(404, 'RESOURCE_NOT_EXISTS'), undefined);
  };
}

async function answerWith(
  parts: WechatParts,
  { asked, names, place, work }: { asked: Asked; names: string[]; place: FaultPlace; work: Work },
): Promise<Reply> {
  const fault = parts.book.takeFault('wechat', place);
  if (fault === 'lost') return 'cut';
  if (fault === 'busy') return signed(parts, refusal(500, 'SYSTEM_ERROR'), undefined);
  if (fault === 'refuse') return signed(parts, refusal(400, place === 'pay' ? 'TRADE_ERROR' : 'INVALID_REQUEST'), undefined);
  if (fault === 'held') return signed(parts, refusal(403, 'NOT_ENOUGH'), undefined);
  const answer = await work(asked, names);
  if (fault === 'noAnswer') return 'silence';
  if (fault === 'unknownResult') return signed(parts, refusal(500, 'SYSTEM_ERROR'), undefined);
  return signed(parts, answer, fault);
}

function signed(parts: WechatParts, answer: Answer, fault: FaultKind | undefined): Reply {
  const body = answer.content === undefined ? '' : JSON.stringify(answer.content);
  const headers = { 'content-type': 'application/json; charset=utf-8', ...signatureHeaders(parts, body, fault) };
  return { status: answer.status, headers, body: fault === 'cutShort' ? body.slice(0, -5) : body };
}

function routesOf(parts: WechatParts): [method: string, shape: RegExp, place: FaultPlace, work: Work][] {
  const { book, house } = parts;
  const trade = (no: string | undefined) => book.find('wechat', no ?? '');
  return [
    ['GET', /^\/v3\/certificates$/, 'certificates', () => ({ status: 200, content: certificatesOf(house) })],
    ['POST', /^\/v3\/pay\/transactions\/(native|h5|jsapi)$/, 'create', (asked, [kind = '']) => create(parts, asked, kind)],
    ['POST', /^\/v3\/pay\/transactions\/codepay$/, 'pay', (asked) => payByCode(parts, asked)],
    [
      'GET',
      /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/,
      'query',
      (_asked, [no]) => {
        const found = trade(no);
        return found ? { status: 200, content: transactionOf(house, found) } : refusal(404, 'ORDER_NOT_EXIST');
      },
    ],
    ['POST', /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/, 'close', (_asked, [no]) => close(parts, trade(no))],
    ['POST', /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/reverse$/, 'reverse', (_asked, [no]) => reverse(parts, trade(no))],
    ['POST', /^\/v3\/refund\/domestic\/refunds$/, 'refund', (asked) => refund(parts, asked)],
    [
      'GET',
      /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
      'queryRefund',
      (_asked, [no = '']) => {
        const found = book.findRefund('wechat', no);
        return found ? { status: 200, content: refundOf(found.trade, found.refund) } : refusal(404, 'RESOURCE_NOT_EXISTS');
      },
    ],
    ['GET', /^\/v3\/bill\/tradebill$/, 'bill', (asked) => bill(parts, asked)],
  ];
}

function certificatesOf(house: WechatHouse) {
  const { serial, certificate } = house.platform;
  return {
    data: [
      {
        serial_no: serial,
        effective_time: '2024-01-01T08:00:00+08:00',
        expire_time: '2124-01-01T08:00:00+08:00',
        encrypt_certificate: seal(house, certificate, 'certificate'),
      },
    ],
  };
}

type OrderBody = {
  appid: string;
  mchid: string;
  description: string;
  out_trade_no: string;
  time_expire?: string;
  notify_url?: string;
  amount: { total: number; currency?: string };
  payer?: { openid?: string; auth_code?: string };
};

function orderFault({ house }: WechatParts, body: Partial<OrderBody>): Answer | undefined {
  if (body.appid !== house.appId || body.mchid !== house.merchantId) return refusal(400, 'APPID_MCHID_NOT_MATCH');
  const isWhole = Number.isSafeInteger(body.amount?.total) && (body.amount?.total ?? 0) > 0;
  if (!isWhole || !/^[\w\-|*@]{6,32}$/.test(body.out_trade_no ?? '') || !body.description) return refusal(400, 'PARAM_ERROR');
  return undefined;
}

function open({ book, clock }: WechatParts, body: OrderBody, kind: string): Trade {
  return book.open({
    channel: 'wechat',
    outTradeNo: body.out_trade_no,
    kind,
    title: body.description,
    amountMinor: body.amount.total,
    notifyUrl: body.notify_url ?? null,
    returnUrl: null,
    expiresAtMs: body.time_expire ? Date.parse(body.time_expire) : clock().getTime() + 2 * 60 * 60 * 1000,
  });
}

function create(parts: WechatParts, asked: Asked, kind: string): Answer {
  const body = JSON.parse(asked.body) as OrderBody; // Checked by orderFault before anything is done.
  const fault = orderFault(parts, body) ?? (body.notify_url ? undefined : refusal(400, 'PARAM_ERROR', 'notify_url'));
  if (fault) return fault;
  const known = parts.book.find('wechat', body.out_trade_no);
  if (known && (known.state !== 'waiting' || known.amountMinor !== body.amount.total)) return refusal(403, 'OUT_TRADE_NO_USED');
  const trade = known ?? open(parts, body, kind);
  const page = `${parts.origin()}/pay/${trade.token}`;
  if (kind === 'native') return { status: 200, content: { code_url: page } };
  if (kind === 'h5') return { status: 200, content: { h5_url: page } };
  return { status: 200, content: { prepay_id: `wx${trade.token}` } };
}

function payByCode(parts: WechatParts, asked: Asked): Answer {
  const { book, house } = parts;
  const body = JSON.parse(asked.body) as OrderBody; // Checked by orderFault before anything is done.
  const fault = orderFault(parts, body);
  if (fault) return fault;
  const known = book.find('wechat', body.out_trade_no);
  if (known) return answerOfCode(house, known);
  const code = book.findCode(body.payer?.auth_code ?? '');
  if (code?.channel !== 'wechat') return refusal(400, 'AUTH_CODE_INVALID');
  if (code.isSpent) return refusal(400, 'AUTH_CODE_EXPIRED');
  return scan(parts, body, code);
}

function scan(parts: WechatParts, body: OrderBody, code: PayCode): Answer {
  const { book, house } = parts;
  book.spendCode(code);
  if (code.mode === 'insufficient') return refusal(403, 'NOT_ENOUGH');
  const trade = open(parts, body, 'codepay');
  if (code.mode === 'refuse') book.set(trade, 'failed');
  if (code.mode === 'instant') book.set(trade, 'paid');
  return answerOfCode(house, trade);
}

function answerOfCode(house: WechatHouse, trade: Trade): Answer {
  if (trade.state === 'waiting') return refusal(400, 'USERPAYING', 'the payer is asked for the password');
  if (trade.state === 'failed') return refusal(403, 'TRADE_ERROR');
  return { status: 200, content: transactionOf(house, trade) };
}

const STATES = { waiting: 'NOTPAY', paid: 'SUCCESS', closed: 'CLOSED', reversed: 'REVOKED', failed: 'PAYERROR' } as const;
const KINDS: Record<string, string> = { native: 'NATIVE', h5: 'MWEB', jsapi: 'JSAPI', codepay: 'MICROPAY' };

export function transactionOf(house: WechatHouse, trade: Trade, amountMinor = trade.amountMinor): Record<string, unknown> {
  const isRefunded = trade.state === 'paid' && trade.refunds.length > 0;
  const state = trade.state === 'waiting' && trade.kind === 'codepay' ? 'USERPAYING' : isRefunded ? 'REFUND' : STATES[trade.state];
  return {
    appid: house.appId,
    mchid: house.merchantId,
    out_trade_no: trade.outTradeNo,
    trade_state: state,
    trade_state_desc: state,
    trade_type: KINDS[trade.kind] ?? 'NATIVE',
    ...(trade.paidAtMs !== null && {
      transaction_id: trade.tradeNo,
      bank_type: 'OTHERS',
      success_time: rfc3339(new Date(trade.paidAtMs)),
      payer: { openid: trade.payer },
    }),
    amount: { total: amountMinor, payer_total: amountMinor, currency: 'CNY', payer_currency: 'CNY' },
  };
}

function close({ book }: WechatParts, trade: Trade | undefined): Answer {
  if (!trade) return refusal(404, 'ORDER_NOT_EXIST');
  if (trade.state === 'paid') return refusal(400, 'ORDERPAID');
  if (trade.state === 'waiting') book.set(trade, 'closed');
  return { status: 204 };
}

/** What was paid goes back; what was not can be paid no more. */
function reverse({ book }: WechatParts, trade: Trade | undefined): Answer {
  if (!trade) return refusal(404, 'ORDER_NOT_EXIST');
  if (trade.kind !== 'codepay') return refusal(400, 'INVALID_REQUEST');
  if (trade.state !== 'reversed') book.set(trade, 'reversed');
  return { status: 200, content: { recall: 'N' } };
}

function refund(parts: WechatParts, asked: Asked): Answer {
  const { book } = parts;
  const body = JSON.parse(asked.body) as {
    out_trade_no: string;
    out_refund_no: string;
    notify_url?: string;
    amount: { refund: number; total: number };
  }; // The merchant's own words; each is compared below.
  const trade = book.find('wechat', body.out_trade_no);
  if (trade?.state !== 'paid') return refusal(404, 'RESOURCE_NOT_EXISTS');
  const known = book.findRefund('wechat', body.out_refund_no);
  if (known)
    return known.refund.amountMinor === body.amount.refund
      ? { status: 200, content: refundOf(trade, known.refund) }
      : refusal(400, 'INVALID_REQUEST');
  const isWrong =
    body.amount.total !== trade.amountMinor || body.amount.refund < 1 || refundedMinorOf(trade) + body.amount.refund > trade.amountMinor;
  if (isWrong) return refusal(400, 'INVALID_REQUEST', 'the sum of refunds exceeds what was paid');
  const entered = book.addRefund(trade, { refundNo: body.out_refund_no, amountMinor: body.amount.refund, state: 'done' });
  if (body.notify_url) parts.notifier.tellRefund(trade, entered, body.notify_url);
  return { status: 200, content: refundOf(trade, entered) };
}

const REFUND_STATES = { done: 'SUCCESS', 'under way': 'PROCESSING', held: 'ABNORMAL', refused: 'CLOSED' } as const;

export function refundOf(trade: Trade, one: Refund): Record<string, unknown> {
  return {
    refund_id: one.refundId,
    out_refund_no: one.refundNo,
    transaction_id: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    status: REFUND_STATES[one.state],
    ...(one.doneAtMs !== null && { success_time: rfc3339(new Date(one.doneAtMs)) }),
    create_time: rfc3339(new Date(one.askedAtMs)),
    amount: { total: trade.amountMinor, refund: one.amountMinor, payer_refund: one.amountMinor, currency: 'CNY' },
  };
}

function bill({ book, house, origin }: WechatParts, { url }: Asked): Answer {
  const day = url.searchParams.get('bill_date') ?? '';
  const text = wechatBill(house, book.list(), day);
  if (text === undefined) return refusal(400, 'NO_STATEMENT_EXIST');
  const hash = createHash('sha1').update(text).digest('hex');
  return { status: 200, content: { hash_type: 'SHA1', hash_value: hash, download_url: `${origin()}/files/wechat/${day}` } };
}
