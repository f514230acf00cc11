import { createWriteStream, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@tessera/contract/client';
import { type Id, newId } from '@tessera/kernel';
import { agreePointPrice, createPointsProgramme } from '../../src/modules/loyalty/index.ts';
import { megabytesOf, signInAtDesk } from '../bench-desk.ts';
import { type ServerProcess, type ServerSetting, startServer } from '../children.ts';
import type { Ground } from '../ground.ts';
import { type Figure, type Part, type Stage, same, sized, timed } from './part.ts';
import { operatorOf, personOf, plantMembers } from './parties.ts';

const ROWS = 1_000_000;
const MEMORY_MOST_MB = 300;
const LOOK_EVERY_MS = 500;
const LIMIT_MS = 60 * 60_000;
const PREFIX = 'G';
const LABEL = '年度积分';
const pointsOf = (number: number) => 1 + (number % 997);

type Desk = { client: Client; stage: Stage; programmeId: Id<'pointsProgramme'>; file: File; rows: number };
/** `peakMb` is the most memory that any of them has held; one that is killed is asked while it lives. */
type Workers = { running: ServerProcess; peakMb: number; readonly start: () => Promise<ServerProcess> };

/** Of the operator itself, open for everybody. */
async function openProgramme(ground: Ground): Promise<Id<'pointsProgramme'>> {
  const operatorId = await operatorOf(ground);
  const [maker, checker] = [personOf(operatorId, 'operator'), personOf(operatorId, 'operator')];
  const name = { zh: '一卡通积分', en: 'Card points' };
  const terms = { name, expiry: { kind: 'months', months: 12 }, pendingDays: 0, issuerId: null, wishedOn: null } as const;
  const made = await ground.database.transaction(maker, {}, (ctx) => createPointsProgramme(ctx, { ...terms, pricePerThousandPoints: 95_000 }));
  const pointPriceId = made.proposal?.id ?? newId<'pointPrice'>();
  await ground.database.transaction(checker, {}, (ctx) => agreePointPrice(ctx, { pointPriceId }));
  return made.id;
}

async function writeFile(path: string, rows: number): Promise<File> {
  const target = createWriteStream(path);
  const write = async (text: string) => {
    if (!target.write(text)) await new Promise<void>((resolve) => target.once('drain', () => resolve()));
  };
  await write('编号,积分\n');
  for (let number = 0; number < rows; number += 1) await write(`${PREFIX}${String(number).padStart(7, '0')},${pointsOf(number)}\n`);
  await new Promise<void>((resolve) => target.end(() => resolve()));
  return new File([await openAsBlob(path)], 'points.csv', { type: 'text/csv' });
}

/** Looks as an open page does, until the import is at this point. A busy machine turns a look away; the next one sees more. */
async function reach({ client }: Desk, workers: Workers, at: { importId: Id<'import'>; status: string; done?: number }) {
  const beganAt = performance.now();
  const seen = new Set<number>();
  for (;;) {
    if (performance.now() - beganAt > LIMIT_MS) throw new Error('the import takes too long');
    workers.peakMb = Math.max(workers.peakMb, megabytesOf(workers.running));
    const view = await client.imports.getImport({ importId: at.importId }).catch(() => undefined);
    if (view) {
      seen.add(view.doneCount);
      if (view.status === at.status && view.doneCount >= (at.done ?? 0)) return { view, steps: seen.size };
      if (view.status === 'failed' || view.status === 'paused') throw new Error(`the import is ${view.status}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** Uploaded, read, and every row judged. */
async function check(desk: Desk, workers: Workers): Promise<Id<'import'>> {
  const { client, file, programmeId } = desk;
  const { id: importId } = await client.imports.uploadImport({ kind: 'points', file });
  const { view } = await reach(desk, workers, { importId, status: 'mapping' });
  const options = { pointsProgrammeId: programmeId, label: LABEL };
  await client.imports.checkImport({ importId, mapping: view.mapping ?? {}, options });
  await reach(desk, workers, { importId, status: 'checked' });
  return importId;
}

/** The worker is killed in the middle, once; another one goes on. */
async function applyThroughDeath(desk: Desk, workers: Workers, importId: Id<'import'>): Promise<number> {
  await desk.client.imports.confirmImport({ importId });
  const { view } = await reach(desk, workers, { importId, status: 'applying', done: Math.floor(desk.rows / 2) });
  process.kill(workers.running.pid, 'SIGKILL');
  desk.stage.say(`  the worker was killed after ${view.doneCount} rows`);
  workers.running = await workers.start();
  const { steps } = await reach(desk, workers, { importId, status: 'done' });
  return steps;
}

const GIVEN = `
  select count(*)::int as lots, count(distinct l.member_id)::int as members, sum(l.granted)::bigint as points, sum(l.remaining)::bigint as remaining,
    (select count(*)::int from ledger.transfer t join loyalty.programme p on p.issued_account = t.debit where p.id = $1) as entries,
    (select sum(t.amount)::bigint from ledger.transfer t join loyalty.programme p on p.issued_account = t.debit where p.id = $1) as entered,
    (select sum(a.balance)::bigint from ledger.account a join loyalty.account m on m.account_id = a.id and a.bucket = (a.id & 63)
      where m.programme_id = $1) as held
  from loyalty.lot l where l.programme_id = $1`;

/** Every row exactly once: as many lots, members and entries as rows, and the points of the file to the last one. */
async function holdAgainstFile({ stage, programmeId, rows }: Desk): Promise<void> {
  let points = 0;
  for (let number = 0; number < rows; number += 1) points += pointsOf(number);
  const [sum, count] = [String(points), rows];
  const expected = { lots: count, members: count, points: sum, remaining: sum, entries: count, entered: sum, held: sum };
  same('what was given', (await stage.ground.owner.query(GIVEN, [programmeId])).rows[0], expected);
}

/** The least that it takes to keep as many lots and entries: two copies with their indexes, in one statement each. */
async function copyPlainly({ stage, programmeId }: Desk): Promise<number> {
  const { owner } = stage.ground;
  const { seconds } = await timed(async () => {
    await owner.query(
      'create table public.bench_lot (like loyalty.lot including all); create table public.bench_transfer (like ledger.transfer including all)',
    );
    await owner.query('insert into public.bench_lot select * from loyalty.lot where programme_id = $1', [programmeId]);
    await owner.query(
      'insert into public.bench_transfer select t.* from ledger.transfer t join loyalty.programme p on p.issued_account = t.debit where p.id = $1',
      [programmeId],
    );
    await owner.query('drop table public.bench_lot, public.bench_transfer');
  });
  return seconds;
}

async function measure(desk: Desk, workers: Workers): Promise<Figure[]> {
  const { stage, rows, client } = desk;
  const checked = await timed(() => check(desk, workers));
  stage.say(`  ${rows} rows read and checked in ${checked.seconds.toFixed(0)} s`);
  const applied = await timed(() => applyThroughDeath(desk, workers, checked.result));
  stage.say(`  given in ${applied.seconds.toFixed(0)} s; progress was seen ${applied.result} times after the worker died`);
  await holdAgainstFile(desk);
  const again = await check(desk, workers);
  const { newCount, unchangedCount } = await client.imports.getImport({ importId: again });
  same('the same file again', { newCount, unchangedCount }, { newCount: 0, unchangedCount: rows });
  const plainly = await copyPlainly(desk);
  return [
    { what: `yardstick: ${rows} lots and entries copied by two plain statements`, value: plainly, unit: 's' },
    { what: `a file of ${rows} rows of points read and checked`, value: checked.seconds, unit: 's' },
    { what: 'given, the worker killed in the middle', value: applied.seconds, unit: 's' },
    { what: 'most memory of the worker', value: workers.peakMb, unit: 'MB', most: MEMORY_MOST_MB },
  ];
}

/** Points for a million members from one file, through the real server and its worker. */
export const grants: Part = async (stage) => {
  const { ground, scale } = stage;
  const rows = sized(ROWS, scale);
  await plantMembers(ground, PREFIX, rows);
  const programmeId = await openProgramme(ground);
  const setting = { databaseUrl: ground.database.ownerUrl, secret: ground.secret, dataDir: ground.dataDir };
  const start = (role: ServerSetting['role']) => startServer({ ...setting, role });
  const web = await start('web');
  const workers: Workers = { running: await start('worker'), peakMb: 0, start: () => start('worker') };
  try {
    const client = await signInAtDesk(ground, web.port);
    const file = await writeFile(join(ground.dataDir, 'points.csv'), rows);
    const figures = await measure({ client, stage, programmeId, file, rows }, workers);
    return [...figures, { what: 'most memory of the web process', value: megabytesOf(web), unit: 'MB', most: MEMORY_MOST_MB }];
  } finally {
    await workers.running.stop();
    await web.stop();
  }
};
