import { DAY_MS, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { asSystem, sealAll } from './audit.world.ts';
import { getSecurityOverview } from './get-security-overview.ts';
import { type RecordFilter, selectRecords } from './queries.ts';
import { fillLog } from './testing.ts';

const RECORDS = 20_000;

let database: Database;
let some: { actor_id: string; organization_id: string; actor_name: string; target_id: string; request_id: string; address: string; action: string };

beforeAll(async () => {
  database = await cloneDatabase();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1, options: '-c app.actor_kind=system' });
  await fillLog(owner, RECORDS);
  const { rows } = await owner.query("select * from audit.record where actor_kind = 'staff' order by id offset 100 limit 1");
  some = rows[0];
  await owner.end();
  await sealAll(database);
});
afterAll(() => database.close());

/** How often all records were read for it. The database counts on over transactions that it has not reported yet, so the difference is taken. */
function wholeReadsOf(work: (ctx: Ctx) => Promise<unknown>): Promise<number> {
  return asSystem(database, async (ctx) => {
    const count = async () => {
      const { rows } = await sql<{ seq_scan: number }>`
        select seq_scan::int from pg_stat_xact_user_tables where schemaname = 'audit' and relname = 'record'`.execute(ctx.tx);
      return rows[0]?.seq_scan ?? 0;
    };
    const before = await count();
    await work(ctx);
    return (await count()) - before;
  });
}

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS);

const FILTERS: [string, () => RecordFilter][] = [
  ['no filter', () => ({})],
  ['a week', () => ({ from: day(7), to: day(0) })],
  ['the actor', () => ({ actorId: some.actor_id })],
  ['the actor’s name', () => ({ actorName: some.actor_name })],
  ['an actor who never was', () => ({ actorId: newId() })],
  ['the organisation', () => ({ organizationId: some.organization_id })],
  ['the action', () => ({ action: some.action })],
  ['the kind of target', () => ({ targetKind: 'kind3' })],
  ['the target', () => ({ targetId: some.target_id })],
  ['the outcome', () => ({ outcome: 'refused' })],
  ['the request', () => ({ requestId: some.request_id })],
  ['the address', () => ({ address: some.address })],
  ['the actor and the outcome', () => ({ actorId: some.actor_id, outcome: 'refused' })],
  ['an action and an address that never met', () => ({ action: some.action, address: '10.9.9.9' })],
  ['a text', () => ({ q: '员工' })],
  ['a text that is nowhere', () => ({ q: 'nobody like this' })],
  ['a text and the outcome', () => ({ q: '员工', outcome: 'refused' })],
];

test.each(FILTERS)('a list by %s never reads all records', async (_name, filter) => {
  expect(await wholeReadsOf((ctx) => selectRecords(ctx, { ...filter(), limit: 51 }))).toBe(0);
});

test('a list without any index to go by would be found out', async () => {
  expect(await wholeReadsOf((ctx) => sql`select id from audit.record where user_agent = 'none' limit 1`.execute(ctx.tx))).toBe(1);
});

test('the security overview never reads all records', async () => {
  expect(await wholeReadsOf((ctx) => getSecurityOverview(ctx, { days: '1' }))).toBe(0);
});
