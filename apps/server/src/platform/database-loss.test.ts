import { execFileSync } from 'node:child_process';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import { eventually } from '../../test/world.ts';
import { type Ctx, systemActor } from './ctx.ts';
import { type Database, DatabaseUnavailable } from './database.ts';

const SYSTEM = systemActor("the tests' own");
const KILL_ALL = `
  const client = new (await import('pg')).default.Client({ connectionString: process.env.OWNER_URL });
  await client.connect();
  await client.query("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and usename = '${TEST_APP_ROLE}'");
  await client.end();`;
let database: Database;

beforeAll(async () => {
  database = await cloneDatabase();
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
     create table till.drawer (id int primary key, amount bigint not null);
     grant select on till.drawer to ${TEST_APP_ROLE};
     insert into till.drawer values (1, 0), (2, 0);`,
  );
});
afterAll(() => database.close());

/** Until the database works for somebody of this test. */
async function asleep(): Promise<void> {
  await eventually(async () => {
    const { rows } = await database.pool.query(`select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`);
    expect(rows).toHaveLength(1);
  });
}

const drawer = (id: number) =>
  database.transaction(
    SYSTEM,
    {},
    async (ctx) => (await sql<{ amount: number }>`select amount from till.drawer where id = ${id}`.execute(ctx.tx)).rows[0],
  );

test('a connection that is lost inside a transaction is DatabaseUnavailable, and the next transaction works', async () => {
  const dying = (ctx: Ctx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.tx);
  const error = await database.transaction(SYSTEM, {}, dying).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect(error).toMatchObject({ outcomeUnknown: false });
  expect(await drawer(1)).toBeDefined();
});

test('a connection that is lost while committing says that the outcome is unknown', async () => {
  await asOwner(
    database.ownerUrl,
    `create table till.trap (id int); grant insert on till.trap to ${TEST_APP_ROLE};
     create function till.spring() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
     create constraint trigger spring after insert on till.trap deferrable initially deferred for each row execute function till.spring();`,
  );
  const work = (ctx: Ctx) => sql`insert into till.trap values (1)`.execute(ctx.tx);
  await expect(database.transaction(SYSTEM, {}, work)).rejects.toMatchObject({ name: 'DatabaseUnavailable', outcomeUnknown: true });
});

test('connections that die while idle or in use do not end the process', async () => {
  await Promise.all([drawer(1), drawer(2), drawer(1)]);
  const inUse = database.transaction(SYSTEM, {}, (ctx) => sql`select pg_sleep(20)`.execute(ctx.tx)).catch((error: unknown) => error);
  await asleep();
  const kill = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = '${TEST_APP_ROLE}'`;
  await asOwner(database.ownerUrl, kill);
  expect(await inUse).toBeInstanceOf(DatabaseUnavailable);
  expect(await drawer(1)).toBeDefined();
});

test('a connection that died in the pool unnoticed is replaced by another before the transaction begins', async () => {
  await Promise.all([drawer(1), drawer(2), drawer(1)]);
  // This process hears nothing while it waits for the other one, so the pool still gives out what is dead.
  execFileSync(process.execPath, ['--input-type=module', '-e', KILL_ALL], { env: { ...process.env, OWNER_URL: database.ownerUrl } });
  expect(await drawer(1)).toBeDefined();
});
