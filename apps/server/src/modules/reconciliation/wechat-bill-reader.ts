import { toMinor } from '@tessera/kernel';
import { fromChinaTime } from '../channels/index.ts';
import { addLine, type BillReader, type BillTerms, type BillTotals, fenOf, isNumber, type LineVerdict, milliOf, NO_TOTALS } from './bill-line.ts';

const TICK = '`';
const FIRST_HEADING = '交易时间';
const FIRST_SUM_HEADING = '总交易单数';
const NEEDED = ['交易时间', '商户号', '微信订单号', '商户订单号', '交易状态', '货币种类', '商户退款单号', '退款金额', '手续费'] as const;
const NONE = '0';

type Cell = (heading: string) => string;
type Parsed = { verdict: LineVerdict; foreign?: 'other_merchant' | 'other_day' };

/** The trade bill of WeChat Pay, all kinds: every cell behind a backtick, the sums in the last line. */
export function createWechatBillReader(terms: BillTerms): BillReader {
  let places: Map<string, number> | undefined;
  let sumPlaces: Map<string, number> | undefined;
  let sums: Cell | undefined;
  const totals = { ...NO_TOTALS };
  let isBill = false;
  let settledMinor = 0;
  let foreign: 'other_merchant' | 'other_day' | undefined;
  const take = (text: string, lineNo: number): LineVerdict => {
    if (text.trim() === '') return undefined;
    if (!places) {
      places = placesOf(text);
      isBill = text.includes(FIRST_HEADING) && NEEDED.every((heading) => places?.has(heading));
      return isBill ? undefined : { trouble: 'headings' };
    }
    if (text.startsWith(FIRST_SUM_HEADING)) {
      sumPlaces = placesOf(text);
      return undefined;
    }
    if (!text.startsWith(TICK)) return { trouble: 'malformed' };
    if (sums) return { trouble: 'after_the_sums' };
    if (sumPlaces) {
      sums = cellOf(text, sumPlaces);
      return undefined;
    }
    const cell = cellOf(text, places);
    const parsed = parseLine(cell, lineNo, terms);
    foreign ??= parsed.foreign;
    if (parsed.verdict && 'line' in parsed.verdict) {
      addLine(totals, parsed.verdict.line);
      settledMinor += fenOf(cell('应结订单金额')) ?? 0;
    }
    return parsed.verdict;
  };
  return {
    take,
    end: () => {
      if (!places) return 'empty';
      if (!isBill) return 'unreadable';
      if (foreign) return foreign;
      if (!sums) return 'cut_short';
      return agrees(sums, totals) && fenOf(sums('应结订单总金额')) === settledMinor ? undefined : 'sums_differ';
    },
  };
}

function placesOf(headings: string): Map<string, number> {
  return new Map(
    headings
      .replace(/^\ufeff/, '')
      .split(',')
      .map((heading, place): [string, number] => [heading.replace(TICK, '').trim(), place]),
  );
}

/** A comma that is not followed by a backtick belongs to the text of its cell. */
function cellOf(text: string, places: ReadonlyMap<string, number>): Cell {
  const cells = text.slice(1).split(',`');
  return (heading) => cells[places.get(heading) ?? -1]?.trim() ?? '';
}

function parseLine(cell: Cell, lineNo: number, terms: BillTerms): Parsed {
  if (cell('商户号') !== terms.merchantId) return { verdict: { trouble: 'other_merchant' }, foreign: 'other_merchant' };
  if (!cell('交易时间').startsWith(terms.day)) return { verdict: { trouble: 'other_day' }, foreign: 'other_day' };
  const at = fromChinaTime(cell('交易时间'));
  if (!at) return { verdict: { trouble: 'time' } };
  if (cell('货币种类') !== 'CNY') return { verdict: { trouble: 'currency' } };
  const state = cell('交易状态');
  const outTradeNo = cell('商户订单号');
  const feeMilli = milliOf(cell('手续费'));
  if (!isNumber(outTradeNo)) return { verdict: { trouble: 'number' } };
  if (feeMilli === undefined) return { verdict: { trouble: 'amount' } };
  const of = { lineNo, outTradeNo, at, feeMilli };
  if (state === 'SUCCESS') {
    const minor = fenOf(cell('订单金额') || cell('应结订单金额'));
    if (minor === undefined || minor <= 0) return { verdict: { trouble: 'amount' } };
    return { verdict: { line: { ...of, kind: 'payment', number: outTradeNo, transactionNo: cell('微信订单号'), amountMinor: toMinor(minor) } } };
  }
  if (state !== 'REFUND' && state !== 'REVOKED') return { verdict: { trouble: 'kind' } };
  const minor = fenOf(cell('申请退款金额') || cell('退款金额'));
  const number = state === 'REVOKED' ? outTradeNo : cell('商户退款单号');
  if (minor === undefined || minor <= 0) return { verdict: { trouble: 'amount' } };
  if (!isNumber(number) || number === NONE) return { verdict: { trouble: 'number' } };
  return { verdict: { line: { ...of, kind: 'refund', number, transactionNo: cell('微信退款单号'), amountMinor: toMinor(minor) } } };
}

function agrees(sums: Cell, totals: BillTotals): boolean {
  return (
    sums('总交易单数') === String(totals.paidCount + totals.refundedCount) &&
    fenOf(sums('订单总金额') || sums('应结订单总金额')) === totals.paidMinor &&
    fenOf(sums('申请退款总金额') || sums('退款总金额')) === totals.refundedMinor &&
    milliOf(sums('手续费总金额')) === totals.feeMilli
  );
}
