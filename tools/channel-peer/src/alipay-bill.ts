import { ZipFile } from 'yazl';
import { type AlipayHouse, yuan } from './alipay-notice.ts';
import type { Trade } from './book.ts';
import { chinaTime } from './clock.ts';
import { toGbk } from './gbk.ts';

const HEAD =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const SUM_HEAD =
  '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）';

type Row = { atMs: number; cells: string[]; minor: number };

/** The days with something on their bill. */
export function billDays(trades: readonly Trade[]): Set<string> {
  return new Set(rowsOf(trades).map(({ atMs }) => dayOf(atMs)));
}

/** The trade bill of a day as Alipay hands it out: a ZIP of two GBK texts, details and summary, with notes behind `#`. */
export async function alipayBill(house: AlipayHouse, trades: readonly Trade[], day: string): Promise<Buffer> {
  const rows = rowsOf(trades)
    .filter(({ atMs }) => dayOf(atMs) === day)
    .sort((a, b) => a.atMs - b.atMs);
  const paid = rows.filter(({ minor }) => minor > 0);
  const back = rows.filter(({ minor }) => minor < 0);
  const notes = ['#支付宝业务明细查询', `#账号：[${house.sellerId}]`, `#起始日期：[${day} 00:00:00]   终止日期：[${day} 24:00:00]`];
  const details = [
    ...notes,
    `#${'-'.repeat(41)}业务明细列表${'-'.repeat(40)}`,
    HEAD,
    ...rows.map(({ cells }) => cells.map((cell) => `${cell.replaceAll(',', '，')}\t`).join(',')),
    `#${'-'.repeat(41)}业务明细列表结束${'-'.repeat(36)}`,
    `#交易合计：${paid.length}笔，商家实收共${signedYuan(sumOf(paid))}元，商家优惠共0.00元`,
    `#退款合计：${back.length}笔，商家实收退款共${signedYuan(sumOf(back))}元，商家优惠退款共0.00元`,
    '',
  ];
  const net = signedYuan(sumOf(rows));
  const total = ['合计', '', String(paid.length), String(back.length), net, net, '0.00', '0.00', '0.00', '0.00', '0.00', net];
  const summary = ['#支付宝业务汇总查询', ...notes.slice(1), SUM_HEAD, total.map((cell) => `${cell}\t`).join(','), ''];
  const name = `${house.sellerId}0156_${day.replaceAll('-', '')}_业务明细`;
  return zipped([
    [`${name}.csv`, toGbk(details.join('\r\n'))],
    [`${name}(汇总).csv`, toGbk(summary.join('\r\n'))],
  ]);
}

function rowsOf(trades: readonly Trade[]): Row[] {
  return trades.filter((trade) => trade.channel === 'alipay').flatMap(rowsOfTrade);
}

function rowsOfTrade(trade: Trade): Row[] {
  if (trade.paidAtMs === null) return [];
  const row = (atMs: number, minor: number, requestNo: string): Row => {
    const created = chinaTime(new Date(trade.createdAtMs));
    const head = [
      trade.tradeNo,
      trade.outTradeNo,
      minor > 0 ? '交易' : '退款',
      trade.title,
      created,
      chinaTime(new Date(atMs)),
      '',
      '',
      '',
      '',
      trade.payer,
    ];
    const amount = signedYuan(minor);
    const zeros = ['0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'];
    return { atMs, minor, cells: [...head, amount, amount, ...zeros, requestNo, '0.00', '0.00', trade.title] };
  };
  const rows = [row(trade.paidAtMs, trade.amountMinor, '')];
  if (trade.state === 'reversed') rows.push(row(trade.paidAtMs, -trade.amountMinor, trade.outTradeNo));
  for (const refund of trade.refunds.filter(({ state }) => state === 'done')) {
    rows.push(row(refund.doneAtMs ?? refund.askedAtMs, -refund.amountMinor, refund.refundNo));
  }
  return rows;
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { minor }) => sum + minor, 0);
}

function signedYuan(minor: number): string {
  return minor < 0 ? `-${yuan(-minor)}` : yuan(minor);
}

function dayOf(atMs: number): string {
  return chinaTime(new Date(atMs)).slice(0, 10);
}

async function zipped(files: readonly (readonly [name: string, content: Buffer])[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of files) archive.addBuffer(content, name);
  archive.end();
  const pieces: Buffer[] = [];
  for await (const piece of archive.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
