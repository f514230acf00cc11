import type { BillFault, BillLineFault } from '@tessera/contract';
import type { Minor } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';

/** One movement on a channel's bill. A payment's number is the order's; a refund's is the refund's, or the order's where all was reversed. */
export type BillLine = {
  lineNo: number;
  kind: 'payment' | 'refund';
  number: string;
  outTradeNo: string;
  transactionNo: string;
  amountMinor: Minor;
  /** In thousandths of a fen, as channels write them; negative where it was given back. */
  feeMilli: number;
  at: Date;
};

export type BillTotals = { paidCount: number; paidMinor: number; refundedCount: number; refundedMinor: number; feeMilli: number };
export type LineTrouble = { line: number; fault: BillLineFault };
/** What the reader makes of one line of the text: a movement, nothing (headings, notes), or what is wrong with it. */
export type LineVerdict = { line: BillLine } | { trouble: BillLineFault } | undefined;

/** Reads the text of one bill, line by line; `end` says what is wrong with the whole. */
export type BillReader = { take: (text: string, lineNo: number) => LineVerdict; end: () => BillFault | undefined };
/** Whose bill is expected, and of which day. */
export type BillTerms = { merchantId: string; day: string };

/** The bill is refused whole. */
export class BillRefused extends Error {
  override name = 'BillRefused';
  readonly fault: BillFault;
  readonly troubles: readonly LineTrouble[];
  constructor(fault: BillFault, troubles: readonly LineTrouble[] = []) {
    super(fault);
    this.fault = fault;
    this.troubles = troubles;
  }
}

export const NO_TOTALS: Readonly<BillTotals> = { paidCount: 0, paidMinor: 0, refundedCount: 0, refundedMinor: 0, feeMilli: 0 };

/** Adds a line to sums that are kept for very many of them. */
export function addLine(totals: BillTotals, line: BillLine): void {
  if (line.kind === 'payment') {
    totals.paidCount += 1;
    totals.paidMinor += line.amountMinor;
  } else {
    totals.refundedCount += 1;
    totals.refundedMinor += line.amountMinor;
  }
  totals.feeMilli += line.feeMilli;
}

/** Thousandths of a fen to fen, half away from zero: a fee of a line is shown in fen, the sum of the bill is exact. */
export function feeMinorOf(feeMilli: number): Minor {
  return toMinor(Math.sign(feeMilli) * Math.round(Math.abs(feeMilli) / 1_000));
}

const NUMBER = /^[A-Za-z0-9_|*@-]{1,64}$/;
const AMOUNT = /^(-?)(\d{1,9})(?:\.(\d{1,5}))?$/;

export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Yuan as text to thousandths of a fen, exactly; undefined for anything else. */
export function milliOf(text: string): number | undefined {
  const match = AMOUNT.exec(text);
  if (!match) return undefined;
  const [, sign = '', yuan = '0', part = ''] = match;
  return (sign === '-' ? -1 : 1) * (Number(yuan) * 100_000 + Number(part.padEnd(5, '0')));
}

/** Yuan as text to fen; undefined for parts of a fen and anything that is no amount. */
export function fenOf(text: string): number | undefined {
  const milli = milliOf(text);
  return milli === undefined || milli % 1_000 !== 0 ? undefined : milli / 1_000;
}
