import { yuan } from './alipay-notice.ts';
import type { Trade } from './book.ts';
import { chinaTime } from './clock.ts';
import type { WechatHouse } from './wechat-sign.ts';

const HEAD =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUM_HEAD = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const KINDS: Record<string, string> = { native: 'NATIVE', h5: 'MWEB', jsapi: 'JSAPI', codepay: 'MICROPAY' };
/** 0.60 %, in basis points. */
const FEE_BPS = 60;

type Row = { atMs: number; cells: string[]; paidMinor: number; refundMinor: number; feeMinor: number };

/** The trade bill of a day: a row each for what was paid and what was given back, every cell behind a backtick, and a summary. Undefined for a day without any. */
export function wechatBill(house: WechatHouse, trades: readonly Trade[], day: string): string | undefined {
  const rows = trades
    .filter((trade) => trade.channel === 'wechat')
    .flatMap((trade) => rowsOf(house, trade))
    .filter(({ atMs }) => chinaTime(new Date(atMs)).startsWith(day))
    .sort((a, b) => a.atMs - b.atMs);
  if (rows.length === 0) return undefined;
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const paid = yuan(sum((row) => row.paidMinor));
  const back = yuan(sum((row) => row.refundMinor));
  const fee = sum((row) => row.feeMinor);
  const sums = [String(rows.length), paid, back, '0.00', signedFee(fee), paid, back];
  return [HEAD, ...rows.map(({ cells }) => ticked(cells)), SUM_HEAD, ticked(sums), ''].join('\r\n');
}

function rowsOf(house: WechatHouse, trade: Trade): Row[] {
  if (trade.paidAtMs === null) return [];
  const rows: Row[] = [];
  const add = (atMs: number, of: { state: string; paidMinor: number; back: string[]; refundMinor: number }) => {
    const feeMinor = Math.round((trade.amountMinor * FEE_BPS) / 10_000) * (of.refundMinor > 0 ? 0 : 1);
    const head = [chinaTime(new Date(atMs)), house.appId, house.merchantId, '0', '', trade.tradeNo, trade.outTradeNo, trade.payer];
    const paid = yuan(of.paidMinor);
    const cells = [...head, KINDS[trade.kind] ?? 'NATIVE', of.state, 'OTHERS', 'CNY', paid, '0.00', ...of.back];
    cells.push(trade.title, '', signedFee(feeMinor), '0.60%', paid, yuan(of.refundMinor), '');
    rows.push({ atMs, cells, paidMinor: of.paidMinor, refundMinor: of.refundMinor, feeMinor });
  };
  add(trade.paidAtMs, { state: 'SUCCESS', paidMinor: trade.amountMinor, back: ['0', '0', '0.00', '0.00', '', ''], refundMinor: 0 });
  // What was reversed went back whole, under the order's own number.
  if (trade.state === 'reversed') {
    const back = [trade.tradeNo, trade.outTradeNo, yuan(trade.amountMinor), '0.00', 'ORIGINAL', 'SUCCESS'];
    add(trade.paidAtMs, { state: 'REVOKED', paidMinor: 0, back, refundMinor: trade.amountMinor });
  }
  for (const refund of trade.refunds.filter(({ state }) => state === 'done')) {
    const back = [refund.refundId, refund.refundNo, yuan(refund.amountMinor), '0.00', 'ORIGINAL', 'SUCCESS'];
    add(refund.doneAtMs ?? refund.askedAtMs, { state: 'REFUND', paidMinor: 0, back, refundMinor: refund.amountMinor });
  }
  return rows;
}

function ticked(cells: readonly string[]): string {
  return cells.map((cell) => `\`${cell.replaceAll(',', '，')}`).join(',');
}

/** Fees have five decimals in the bill. */
function signedFee(minor: number): string {
  return `${yuan(minor)}000`;
}
