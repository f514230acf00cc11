import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_APP_ROLE, TEST_SECRET } from '../../test/database.ts';
import { type Actor, type Ctx, systemActor } from './ctx.ts';
import { afterCommit, type Database, DatabaseUnavailable, openDatabase } from './database.ts';

const SYSTEM = systemActor("the tests' own");
const NOW = new Date('2026-03-02T04:00:00Z');
let database: Database;
const errors: unknown[] = [];

beforeAll(async () => {
  database = await cloneDatabase({ clock: () => NOW, onError: (error) => errors.push(error) });
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
     create table till.drawer (id int primary key, amount bigint not null);
     grant select, insert, update, delete on till.drawer to ${TEST_APP_ROLE};
     insert into till.drawer values (1, 0), (2, 0);
     create table till.note (organization uuid not null, text text not null);
     grant select, insert on till.note to ${TEST_APP_ROLE};
     alter table till.note enable row level security;
     create policy own on till.note using (organization = (select platform.actor_organization()) or (select platform.is_operator()));`,
  );
});
afterAll(() => database.close());

const one = async <Row>(ctx: Ctx, query: ReturnType<typeof sql<Row>>): Promise<Row | undefined> => (await query.execute(ctx.tx)).rows[0];
const drawer = (id: number) =>
  database.transaction(SYSTEM, {}, (ctx) => one(ctx, sql<{ amount: number }>`select amount from till.drawer where id = ${id}`));
const staff = (organizationKind: 'operator' | 'merchant'): Extract<Actor, { kind: 'staff' }> => ({
  kind: 'staff',
  userId: 'user',
  staffId: newId<'staff'>(),
  name: 'Wang',
  organizationId: newId<'organization'>(),
  organizationKind,
  permissions: new Set(),
});

test('a transaction carries its actor, its clock and its request into the database and the use case', async () => {
  const actor = staff('merchant');
  const seen = await database.transaction(actor, { requestId: 'r-1', address: '10.0.0.9' }, async (ctx) => ({
    ctx: { now: ctx.now, requestId: ctx.requestId, address: ctx.address },
    row: await one(
      ctx,
      sql`select platform.actor_kind() as kind, platform.actor_id() as id, platform.actor_organization() as organization,
        platform.is_operator() as operator, platform.is_system() as system, current_setting('TimeZone') as zone`,
    ),
  }));
  expect(seen.ctx).toEqual({ now: NOW, requestId: 'r-1', address: '10.0.0.9' });
  expect(seen.row).toEqual({
    kind: 'staff',
    id: actor.staffId,
    organization: actor.organizationId,
    operator: false,
    system: false,
    zone: 'Asia/Shanghai',
  });
});

test('the actor of one transaction is gone in the next use of the same connection', async () => {
  const alone = await openDatabase({ ownerUrl: database.ownerUrl, appRole: TEST_APP_ROLE, secret: TEST_SECRET, timeZone: 'UTC', poolSize: 1 });
  try {
    await alone.transaction(SYSTEM, {}, async () => undefined);
    const { rows } = await alone.pool.query('select platform.actor_kind() as kind, platform.is_system() as system');
    expect(rows).toEqual([{ kind: null, system: false }]);
  } finally {
    await alone.close();
  }
});

test('the application sees only the rows that its actor may see', async () => {
  const [mine, theirs] = [staff('merchant'), staff('merchant')];
  for (const actor of [mine, theirs]) {
    await database.transaction(actor, {}, (ctx) => sql`insert into till.note values (${actor.organizationId}, 'hello')`.execute(ctx.tx));
  }
  const count = (actor: Actor) => database.transaction(actor, {}, (ctx) => one(ctx, sql<{ count: number }>`select count(*) as count from till.note`));
  expect(await count(mine)).toEqual({ count: 1 });
  expect(await count(staff('operator'))).toEqual({ count: 2 });
  expect(await count({ kind: 'anonymous', permissions: new Set() })).toEqual({ count: 0 });
  const forged = sql`insert into till.note values (${theirs.organizationId}, 'forged')`;
  await expect(database.transaction(mine, {}, (ctx) => forged.execute(ctx.tx))).rejects.toMatchObject({ code: '42501' });
});

test.each([
  'create table till.mine (id int)',
  'create schema mine',
  'create table public.mine (id int)',
  'alter table till.drawer add column x int',
  'drop table till.drawer',
  'truncate till.drawer',
  'alter table till.note disable row level security',
  'alter role current_user bypassrls',
  'create role more login',
  'set role tessera_owner',
  'update platform.migration set checksum = checksum',
])('the application may not: %s', async (statement) => {
  await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('the application owns nothing and cannot bypass row-level security', async () => {
  const { rows } = await database.pool.query(`
    select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) + (select count(*)::int from pg_namespace where nspowner = pg_roles.oid) as owned
    from pg_roles where rolname = current_user`);
  expect(rows).toEqual([{ mighty: false, owned: 0 }]);
});

test('two transactions that lock each other out both finish, because the one that is broken off runs again', async () => {
  let runs = 0;
  const meet = createMeeting();
  const move = (first: number, second: number) =>
    database.transaction(SYSTEM, {}, async (ctx) => {
      runs += 1;
      await sql`update till.drawer set amount = amount + 1 where id = ${first}`.execute(ctx.tx);
      await meet();
      await sql`update till.drawer set amount = amount + 1 where id = ${second}`.execute(ctx.tx);
    });
  await Promise.all([move(1, 2), move(2, 1)]);
  expect(runs).toBe(3);
  expect(await drawer(1)).toEqual({ amount: 2 });
  expect(await drawer(2)).toEqual({ amount: 2 });
});

test('without running again one of the two would fail: the test can tell', async () => {
  const meet = createMeeting();
  const move = async (first: number, second: number) => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('update till.drawer set amount = amount where id = $1', [first]);
      await meet();
      await client.query('update till.drawer set amount = amount where id = $1', [second]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  const outcomes = await Promise.allSettled([move(1, 2), move(2, 1)]);
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(failures).toMatchObject([{ code: '40P01' }]);
});

test('a transaction that is broken off every time gives up after five runs', async () => {
  let runs = 0;
  const work = async (ctx: Ctx) => {
    runs += 1;
    await sql`do $$ begin raise serialization_failure; end $$`.execute(ctx.tx);
  };
  await expect(database.transaction(SYSTEM, {}, work)).rejects.toMatchObject({ code: '40001' });
  expect(runs).toBe(5);
});

test('what a use case throws undoes everything and comes out as it is', async () => {
  const thrown = new Error('refused');
  const work = async (ctx: Ctx) => {
    await sql`update till.drawer set amount = 99 where id = 1`.execute(ctx.tx);
    throw thrown;
  };
  await expect(database.transaction(SYSTEM, {}, work)).rejects.toBe(thrown);
  expect(await drawer(1)).not.toEqual({ amount: 99 });
});

test('a read-only transaction refuses to write', async () => {
  const write = (ctx: Ctx) => sql`update till.drawer set amount = 1`.execute(ctx.tx);
  await expect(database.transaction(SYSTEM, { readOnly: true }, write)).rejects.toMatchObject({ code: '25006' });
});

test('a hook runs after the commit, once, and not after a rollback; one that fails undoes nothing', async () => {
  const seen: unknown[] = [];
  await database.transaction(SYSTEM, {}, async (ctx) => {
    await sql`update till.drawer set amount = 7 where id = 1`.execute(ctx.tx);
    afterCommit({ ...ctx, actor: systemActor('other') }, async () => void seen.push(await drawer(1)));
    afterCommit(ctx, () => {
      throw new Error('a hook failed');
    });
  });
  expect(seen).toEqual([{ amount: 7 }]);
  expect(errors.map(String)).toContain('Error: a hook failed');
  const failing = async (ctx: Ctx) => {
    afterCommit(ctx, () => void seen.push('never'));
    throw new Error('refused');
  };
  await expect(database.transaction(SYSTEM, {}, failing)).rejects.toThrow('refused');
  expect(seen).toHaveLength(1);
});

test('hooks of a run that was broken off are forgotten', async () => {
  let runs = 0;
  const seen: number[] = [];
  await database.transaction(SYSTEM, {}, async (ctx) => {
    const run = ++runs;
    afterCommit(ctx, () => void seen.push(run));
    if (run < 3) await sql`do $$ begin raise serialization_failure; end $$`.execute(ctx.tx);
  });
  expect(seen).toEqual([3]);
});

test('a bigint is a number, a date a text, and an integer that is not exact is an error', async () => {
  const read = (text: string) => database.transaction(SYSTEM, {}, (ctx) => one(ctx, sql<{ value: unknown }>`select ${sql.raw(text)} as value`));
  expect(await read('9007199254740991::bigint')).toEqual({ value: 9007199254740991 });
  expect(await read("'{1,NULL,-3}'::bigint[]")).toEqual({ value: [1, null, -3] });
  expect(await read("date '2026-03-01'")).toEqual({ value: '2026-03-01' });
  await expect(read('9007199254740993::bigint')).rejects.toThrow('beyond 2^53 - 1');
  await expect(read("'{9007199254740993}'::bigint[]")).rejects.toThrow('beyond 2^53 - 1');
  expect(await read('1')).toEqual({ value: 1 });
});

test('a missing file inside a use case is not mistaken for a missing database', async () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' });
  await expect(database.transaction(SYSTEM, {}, () => Promise.reject(missing))).rejects.toBe(missing);
});

test('a database that nobody answers for is DatabaseUnavailable', async () => {
  const options = { appRole: TEST_APP_ROLE, secret: TEST_SECRET, timeZone: 'UTC' };
  await expect(openDatabase({ ownerUrl: 'postgresql://owner:pw@127.0.0.1:1/none', ...options })).rejects.toBeInstanceOf(DatabaseUnavailable);
});

/** A function that returns only once two have called it. Further calls, of a second run, return at once. */
function createMeeting(): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived >= 2) open();
    return gate;
  };
}
