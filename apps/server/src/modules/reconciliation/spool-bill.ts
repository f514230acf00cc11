import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf } from '../channels/index.ts';
import { createAlipayBillReader } from './alipay-bill-reader.ts';
import { addLine, type BillLine, type BillReader, BillRefused, type BillTerms, type BillTotals, type LineTrouble, NO_TOTALS } from './bill-line.ts';
import type { BilledKind } from './parts.ts';
import { createTwice } from './twice.ts';
import { createWechatBillReader } from './wechat-bill-reader.ts';

/** So many wrong lines are named; more of them say nothing new. */
const TROUBLES_MAX = 100;
const PIECE_CHARACTERS = 64 * 1024;

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
  const file = await open(path, 'wx', 0o600);
  const kept = createKept(file);
  const twice = createTwice();
  const troubles: LineTrouble[] = [];
  const totals = { ...NO_TOTALS };
  let lineNo = 0;
  try {
    for await (const text of texts) {
      lineNo += 1;
      if (kept.add(text)) await kept.flush();
      const verdict = reader.take(text, lineNo);
      if (verdict && 'trouble' in verdict && troubles.length < TROUBLES_MAX) troubles.push({ line: lineNo, fault: verdict.trouble });
      if (!verdict || !('line' in verdict)) continue;
      addLine(totals, verdict.line);
      twice.add(keyOf(verdict.line));
    }
    await kept.flush();
  } finally {
    await file.close();
  }
  return { digest: kept.digest(), totals, troubles, texts: lineNo, fault: reader.end(), suspects: twice.suspects() };
}

/** Gathers lines into pieces that are worth a write; `add` says when one is due. */
function createKept(file: FileHandle) {
  const digest = createHash('sha256');
  let piece = '';
  return {
    add(text: string): boolean {
      piece += `${text}\n`;
      return piece.length >= PIECE_CHARACTERS;
    },
    async flush(): Promise<void> {
      const bytes = Buffer.from(piece);
      piece = '';
      digest.update(bytes);
      await file.appendFile(bytes);
    },
    digest: () => digest.digest('hex'),
  };
}

async function* movementsOf(path: string, reader: BillReader): AsyncGenerator<BillLine> {
  let lineNo = 0;
  for await (const text of linesOf(createReadStream(path), 'utf-8')) {
    lineNo += 1;
    const verdict = reader.take(text, lineNo);
    if (verdict && 'line' in verdict) yield verdict.line;
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
