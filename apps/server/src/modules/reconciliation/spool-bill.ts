import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlipayBillReader } from './alipay-bill-reader.ts';
import { addLine, type BillLine, type BillReader, BillRefused, type BillTerms, type BillTotals, type LineTrouble, NO_TOTALS } from './bill-line.ts';
import type { BilledKind } from './parts.ts';
import { createTwice } from './twice.ts';
import { createWechatBillReader } from './wechat-bill-reader.ts';

/** So many wrong lines are named; more of them say nothing new. */
const TROUBLES_MAX = 100;

/** A bill on disk that was read to its end and is whole. `movements` gives its lines again, in order. */
export type SpooledBill = {
  digest: string;
  totals: BillTotals;
  movements: () => AsyncGenerator<BillLine>;
  remove: () => Promise<void>;
};

const READERS: Readonly<Record<BilledKind, (terms: BillTerms) => BillReader>> = { wechat: createWechatBillReader, alipay: createAlipayBillReader };

/**
 * Reads a bill to its end before anything of it counts: whose it is, which day, that no line is wrong or there twice, and that its own sums agree.
 * Memory stays small, whatever its length. A text without any line is a day without any movement, where that may be.
 * @throws BillRefused
 */
export async function spoolBill(of: { kind: BilledKind; terms: BillTerms; mayBeEmpty: boolean }, texts: AsyncIterable<string>): Promise<SpooledBill> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-bill-'));
  const path = join(folder, 'lines');
  const remove = () => rm(folder, { recursive: true, force: true });
  const movements = () => movementsOf(path, READERS[of.kind](of.terms));
  try {
    const read = await readThrough(texts, READERS[of.kind](of.terms), path);
    if (read.texts === 0 && of.mayBeEmpty) return { digest: read.digest, totals: NO_TOTALS, movements, remove };
    const troubles = read.troubles.length > 0 ? read.troubles : await findTwice(movements(), read.suspects);
    if (read.fault && read.fault !== 'sums_differ') throw new BillRefused(read.fault, troubles);
    if (troubles.length > 0) throw new BillRefused(read.troubles.length > 0 ? 'lines_wrong' : 'twice_in_file', troubles);
    if (read.fault) throw new BillRefused(read.fault);
    return { digest: read.digest, totals: read.totals, movements, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function readThrough(texts: AsyncIterable<string>, reader: BillReader, path: string) {
  const digest = createHash('sha256');
  const twice = createTwice();
  const troubles: LineTrouble[] = [];
  let totals = NO_TOTALS;
  let lineNo = 0;
  const file = await open(path, 'wx', 0o600);
  const target = file.createWriteStream();
  try {
    for await (const text of texts) {
      lineNo += 1;
      const line = `${text}\n`;
      digest.update(line);
      if (!target.write(line)) await new Promise<void>((resolve) => target.once('drain', () => resolve()));
      const verdict = reader.take(text, lineNo);
      if (verdict && 'trouble' in verdict && troubles.length < TROUBLES_MAX) troubles.push({ line: lineNo, fault: verdict.trouble });
      if (!verdict || !('line' in verdict)) continue;
      totals = addLine(totals, verdict.line);
      twice.add(keyOf(verdict.line));
    }
  } finally {
    await new Promise<void>((resolve) => target.end(() => resolve()));
  }
  return { digest: digest.digest('hex'), totals, troubles, texts: lineNo, fault: reader.end(), suspects: twice.suspects() };
}

async function* movementsOf(path: string, reader: BillReader): AsyncGenerator<BillLine> {
  const file = await open(path);
  try {
    let lineNo = 0;
    for await (const text of file.readLines()) {
      lineNo += 1;
      const verdict = reader.take(text, lineNo);
      if (verdict && 'line' in verdict) yield verdict.line;
    }
  } finally {
    await file.close();
  }
}

/** One movement has one number; looks only at those that seem to be there twice. */
async function findTwice(lines: AsyncIterable<BillLine>, isSuspect: (text: string) => boolean): Promise<LineTrouble[]> {
  const seen = new Set<string>();
  const troubles: LineTrouble[] = [];
  for await (const line of lines) {
    const key = keyOf(line);
    if (!isSuspect(key)) continue;
    if (seen.has(key) && troubles.length < TROUBLES_MAX) troubles.push({ line: line.lineNo, fault: 'twice_in_file' });
    seen.add(key);
  }
  return troubles;
}

function keyOf({ kind, number }: BillLine): string {
  return `${kind} ${number}`;
}
