/**
 * The audit log with a million records: what each filter costs, how fast the chain is sealed, verified and exported.
 * `node --import tsx apps/server/bench/audit-log.ts [records]`, or on the database of BENCH_DATABASE_URL.
 */
import { newId } from '@tessera/kernel';
import { createExportRecords } from '../src/modules/audit/export-records.ts';
import { getSecurityOverview } from '../src/modules/audit/get-security-overview.ts';
import { beginWalk, sealRecords, walkOn } from '../src/modules/audit/index.ts';
import { type RecordFilter, selectRecords } from '../src/modules/audit/queries.ts';
import { fillLog } from '../src/modules/audit/testing.ts';
import { type Ctx, systemActor } from '../src/platform/ctx.ts';
import { type Ground, openGround } from './ground.ts';

const RECORDS_DEFAULT = 1_000_000;
const TIMES = 5;
const PAGE = 51;
const SYSTEM = systemActor('bench');

const read = <Result>({ database }: Ground, work: (ctx: Ctx) => Promise<Result>): Promise<Result> =>
  database.transaction(SYSTEM, { readOnly: true }, work);

async function filtersOf(ground: Ground): Promise<Record<string, RecordFilter>> {
  const { rows } = await ground.owner.query(`
    select actor_id, organization_id, actor_name, target_id, request_id, address, action, at from audit.record
    where actor_kind = 'staff' order by id offset 1000 limit 1`);
  const some = rows[0];
  const to = new Date();
  const from = new Date(to.getTime() - 7 * 86_400_000);
  return {
    'no filter': {},
    'the last week': { from, to },
    'a week a year ago': { from: new Date(from.getTime() - 350 * 86_400_000), to: new Date(to.getTime() - 350 * 86_400_000) },
    actor: { actorId: some.actor_id },
    'actor, by name': { actorName: some.actor_name },
    'unknown actor': { actorId: newId() },
    organisation: { organizationId: some.organization_id },
    action: { action: some.action },
    'kind of target': { targetKind: 'kind3' },
    target: { targetId: some.target_id },
    refused: { outcome: 'refused' },
    reads: { outcome: 'read' },
    request: { requestId: some.request_id },
    address: { address: some.address },
    'actor and refused, a month': { actorId: some.actor_id, outcome: 'refused', from: new Date(to.getTime() - 30 * 86_400_000), to },
    'organisation and another action': { organizationId: some.organization_id, action: 'module1.act1' },
    'action and address that never met': { action: 'module1.act1', address: '10.0.99.99' },
    'text: a name': { q: '员工7' },
    'text: half of all actions': { q: 'module' },
    'text: nothing': { q: 'nobody like this' },
    'text and refused': { q: '员工', outcome: 'refused' },
    'text: one name, and an action': { q: '员工59', action: 'module1.act1' },
    'text: a job, and an organisation': { q: 'job', organizationId: some.organization_id },
  };
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}

async function seal({ database }: Ground): Promise<number> {
  const startedAt = performance.now();
  let sealed = 0;
  for (let more = 1; more > 0; sealed += more) more = await database.transaction(SYSTEM, {}, sealRecords);
  return (sealed / (performance.now() - startedAt)) * 1000;
}

async function verify(ground: Ground): Promise<number> {
  const startedAt = performance.now();
  let walk = await read(ground, (ctx) => beginWalk(ctx));
  while (walk.end === null) walk = await read(ground, (ctx) => walkOn(ctx, walk));
  if (walk.end !== 'sound') throw new Error(`the chain is broken: ${JSON.stringify(walk.end)}`);
  return (performance.now() - startedAt) / 1000;
}

async function exportAll({ database }: Ground): Promise<{ seconds: number; megabytes: number; heapPeakMb: number }> {
  const startedAt = performance.now();
  const call = { actor: SYSTEM, now: new Date(), requestId: 'bench', address: '', headers: new Headers(), setCookies: () => undefined };
  const { pieces } = await createExportRecords(database)(call, { format: 'csv' });
  let bytes = 0;
  let heapPeak = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    heapPeak = Math.max(heapPeak, process.memoryUsage().heapUsed);
  }
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: bytes / 1e6, heapPeakMb: heapPeak / 1e6 };
}

async function main(): Promise<void> {
  const records = Number(process.argv[2] ?? RECORDS_DEFAULT);
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  try {
    console.log(`Writing ${records} records …`);
    await fillLog(ground.owner, records);
    console.log(`sealed: ${Math.round(await seal(ground))} records/s`);
    await ground.owner.query('vacuum analyze audit.record, audit.seal, audit.word');
    const { rows } = await ground.owner.query<{ bytes: number }>(
      "select (pg_total_relation_size('audit.record') + pg_total_relation_size('audit.seal'))::float8 as bytes",
    );
    console.log(`on the disk: ${Math.round((rows[0]?.bytes ?? 0) / records)} bytes per record, with indexes and seals`);
    for (const [name, filter] of Object.entries(await filtersOf(ground))) {
      const ms = await median(() => read(ground, (ctx) => selectRecords(ctx, { ...filter, limit: PAGE })));
      console.log(`list, ${name}: ${ms.toFixed(1)} ms`);
    }
    const overview = await median(() => read(ground, (ctx) => getSecurityOverview(ctx, { days: '30' })));
    console.log(`security overview of 30 days: ${overview.toFixed(0)} ms`);
    console.log(`verified: ${(await verify(ground)).toFixed(1)} s`);
    const { seconds, megabytes, heapPeakMb } = await exportAll(ground);
    console.log(`exported: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, at most ${heapPeakMb.toFixed(0)} MB of memory in use`);
  } finally {
    await ground.close();
  }
}

await main();
