import { toMinor } from '@tessera/kernel';
import { fromChinaTime } from '../channels/index.ts';
import { addLine, type BillReader, type BillTerms, fenOf, isNumber, type LineVerdict, milliOf, NO_TOTALS } from './bill-line.ts';

const FIRST_HEADING = '支付宝交易号';
const NEEDED = ['支付宝交易号', '商户订单号', '业务类型', '完成时间', '订单金额（元）', '退款批次号/请求号', '服务费（元）'] as const;
const ACCOUNT = /^#账号：\[(\d+)\]/;
const SPAN = /^#起始日期：\[(\d{4})[-年](\d{2})[-月](\d{2})/;
const PAID_SUM = /^#交易合计：(\d+)笔，商家实收共(-?[\d.]+)元/;
const REFUNDED_SUM = /^#退款合计：(\d+)笔，商家实收退款共(-?[\d.]+)元/;

type Cell = (heading: string) => string;
type Sum = { count: number; minor: number };

/** The details of Alipay's trade bill: notes behind `#` name the account and the day, and hold the sums at the end. */
export function createAlipayBillReader(terms: BillTerms): BillReader {
  let places: Map<string, number> | undefined;
  const totals = { ...NO_TOTALS };
  const receivedMinor = { paid: 0, refunded: 0 };
  const notes: { account?: string; day?: string; paid?: Sum; refunded?: Sum } = {};
  const take = (text: string, lineNo: number): LineVerdict => {
    const line = text.replace(/^\ufeff/, '');
    if (line.trim() === '') return undefined;
    if (line.startsWith('#')) {
      note(notes, line);
      return undefined;
    }
    if (!places) {
      places = placesOf(line);
      return NEEDED.every((heading) => places?.has(heading)) && line.startsWith(FIRST_HEADING) ? undefined : { trouble: 'headings' };
    }
    if (notes.paid) return { trouble: 'after_the_sums' };
    const cell = cellOf(line, places);
    const verdict = parseLine(cell, lineNo, terms);
    if (verdict && 'line' in verdict) {
      addLine(totals, verdict.line);
      const received = fenOf(cell('商家实收（元）')) ?? 0;
      const side = verdict.line.kind === 'payment' ? 'paid' : 'refunded';
      receivedMinor[side] += received;
    }
    return verdict;
  };
  return {
    take,
    end: () => {
      if (!places && notes.account === undefined) return 'empty';
      if (notes.account === undefined) return 'unreadable';
      // The account is the seller's number with four digits of Alipay's own behind it.
      if (!notes.account?.startsWith(terms.merchantId)) return 'other_merchant';
      if (notes.day !== terms.day) return 'other_day';
      const { paid, refunded } = notes;
      if (!places || !paid || !refunded) return 'cut_short';
      const agrees =
        paid.count === totals.paidCount &&
        refunded.count === totals.refundedCount &&
        paid.minor === receivedMinor.paid &&
        refunded.minor === receivedMinor.refunded;
      return agrees ? undefined : 'sums_differ';
    },
  };
}

function note(notes: { account?: string; day?: string; paid?: Sum; refunded?: Sum }, line: string): void {
  const [, account] = ACCOUNT.exec(line) ?? [];
  const [, year, month, day] = SPAN.exec(line) ?? [];
  const paid = sumOf(PAID_SUM.exec(line));
  const refunded = sumOf(REFUNDED_SUM.exec(line));
  if (account !== undefined) notes.account ??= account;
  if (year !== undefined) notes.day ??= `${year}-${month}-${day}`;
  if (paid) notes.paid ??= paid;
  if (refunded) notes.refunded ??= refunded;
}

function sumOf(match: RegExpExecArray | null): Sum | undefined {
  const minor = fenOf(match?.[2] ?? '');
  return match && minor !== undefined ? { count: Number(match[1]), minor } : undefined;
}

function placesOf(headings: string): Map<string, number> {
  return new Map(headings.split(',').map((heading, place): [string, number] => [heading.trim(), place]));
}

function cellOf(text: string, places: ReadonlyMap<string, number>): Cell {
  const cells = text.split(',');
  return (heading) => cells[places.get(heading) ?? -1]?.trim() ?? '';
}

function parseLine(cell: Cell, lineNo: number, terms: BillTerms): LineVerdict {
  const finished = cell('完成时间');
  const at = fromChinaTime(finished);
  const outTradeNo = cell('商户订单号');
  const minor = fenOf(cell('订单金额（元）'));
  const feeMilli = milliOf(cell('服务费（元）'));
  if (!at) return { trouble: 'time' };
  if (!finished.startsWith(terms.day)) return { trouble: 'other_day' };
  if (!isNumber(outTradeNo)) return { trouble: 'number' };
  if (minor === undefined || feeMilli === undefined || minor === 0) return { trouble: 'amount' };
  // What Alipay keeps is written with a minus.
  const of = { lineNo, outTradeNo, transactionNo: cell('支付宝交易号'), at, feeMilli: -feeMilli || 0 };
  const kind = cell('业务类型');
  if (kind === '交易')
    return minor > 0 ? { line: { ...of, kind: 'payment', number: outTradeNo, amountMinor: toMinor(minor) } } : { trouble: 'amount' };
  if (kind !== '退款') return { trouble: 'kind' };
  const number = cell('退款批次号/请求号') || outTradeNo;
  if (!isNumber(number)) return { trouble: 'number' };
  return minor < 0 ? { line: { ...of, kind: 'refund', number, amountMinor: toMinor(-minor) } } : { trouble: 'amount' };
}
