/**
 * `npm run verify-audit`: walks over the whole audit log and names the first record that is wrong; with `-- --anchor=NUMBER:HASH`, also whether
 * the chain still has the head that was written down then. Ends with 0 when all is sound, with 1 when not. Changes nothing.
 */
import { parseArgs } from 'node:util';
import { openInstallation, type Stop, stopAll } from './installation.ts';
import { type Anchor, beginWalk, headOf, type Walk, walkOn } from './modules/audit/index.ts';
import { readConfig } from './platform/config.ts';
import { type Ctx, systemActor } from './platform/ctx.ts';
import { createLog } from './platform/log.ts';

const ANCHOR = /^(\d{1,15}):([0-9a-f]{64})$/;
const TOLD_EVERY_MS = 2_000;

async function verifyAudit(stops: Stop[]): Promise<boolean> {
  const { values } = parseArgs({ options: { anchor: { type: 'string' } } });
  const anchor = values.anchor === undefined ? undefined : readAnchor(values.anchor);
  const database = await openInstallation(readConfig(process.env), { log: createLog({ level: 'warn' }), clock: () => new Date(), stops });
  const read = <Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result> =>
    database.transaction(systemActor('verify-audit'), { readOnly: true }, work);
  let walk = await read((ctx) => beginWalk(ctx, anchor));
  let toldAt = performance.now();
  while (walk.end === null) {
    walk = await read((ctx) => walkOn(ctx, walk));
    if (performance.now() - toldAt < TOLD_EVERY_MS) continue;
    toldAt = performance.now();
    console.log(`  ${walk.checked} of about ${walk.expected} looked at`);
  }
  const head = await read(headOf);
  console.log(wordsOf(walk));
  console.log(`  The head of the chain now, to be kept outside: ${head.seq}:${head.hash.toString('hex')}`);
  return walk.end === 'sound';
}

function readAnchor(text: string): Anchor {
  const [, seq, hash] = ANCHOR.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new Error('An anchor is the number of a link and its hash, as it was shown: --anchor=1024:5f3a…');
  return { seq: Number(seq), hash: Buffer.from(hash, 'hex') };
}

function wordsOf({ end, checked }: Walk): string {
  if (end === 'sound' || end === null) return `  The audit log is sound: ${checked} links and records.`;
  const where = [end.seq === null ? '' : ` at link ${end.seq}`, end.recordId === null ? '' : `, record ${end.recordId}`].join('');
  return `  The audit log is BROKEN: ${end.fault}${where}.`;
}

const stops: Stop[] = [];
try {
  process.exitCode = (await verifyAudit(stops)) ? 0 : 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stopAll(stops);
}
