import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import { asSystem } from './as-system.ts';
import { type Actor, type Ctx, systemActor } from './ctx.ts';
import type { Database } from './database.ts';

let database: Database;
const member = (): Extract<Actor, { kind: 'member' }> => ({ kind: 'member', userId: 'user', memberId: newId<'member'>(), permissions: new Set() });
const [mine, theirs] = [member(), member()];

beforeAll(async () => {
  database = await cloneDatabase();
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
     create table till.locker (member uuid not null, text text not null);
     grant select, insert, update, delete on till.locker to ${TEST_APP_ROLE};
     alter table till.locker enable row level security;
     create policy own on till.locker to ${TEST_APP_ROLE} using (member = (select platform.actor_id()) or (select platform.is_system()));
     insert into till.locker values ('${mine.memberId}', 'mine'), ('${theirs.memberId}', 'theirs');`,
  );
});
afterAll(() => database.close());

const read = async (ctx: Ctx): Promise<string[]> => {
  const { rows } = await sql<{ text: string }>`select text from till.locker order by text`.execute(ctx.tx);
  return rows.map(({ text }) => text);
};
const act = <Result>(actor: Actor, fn: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, fn);

test('a member sees, changes and removes what is theirs, and nothing of another’s', async () => {
  expect(await act(mine, read)).toEqual(['mine']);
  const touched = await act(mine, async (ctx) => {
    const changed = await sql`update till.locker set text = 'taken' where member = ${theirs.memberId}`.execute(ctx.tx);
    const removed = await sql`delete from till.locker where member = ${theirs.memberId}`.execute(ctx.tx);
    return [changed.numAffectedRows, removed.numAffectedRows];
  });
  expect(touched).toEqual([0n, 0n]);
  expect(await act(theirs, read)).toEqual(['theirs']);
  const forge = act(mine, (ctx) => sql`insert into till.locker values (${theirs.memberId}, 'forged')`.execute(ctx.tx));
  await expect(forge).rejects.toMatchObject({ code: '42501' });
});

test('without the policy a member would see everything: the test can tell', async () => {
  await asOwner(database.ownerUrl, 'alter table till.locker disable row level security');
  expect(await act(mine, read)).toEqual(['mine', 'theirs']);
  await asOwner(database.ownerUrl, 'alter table till.locker enable row level security');
  expect(await act(mine, read)).toEqual(['mine']);
});

test('nobody, and a session that set no actor, see nothing', async () => {
  expect(await act({ kind: 'anonymous', permissions: new Set() }, read)).toEqual([]);
  expect((await database.pool.query('select text from till.locker')).rows).toEqual([]);
});

test('a system whose name is the id of a member is not that member', async () => {
  const { rows } = await act(systemActor(mine.memberId), (ctx) => sql`select platform.actor_id() as id`.execute(ctx.tx));
  expect(rows).toEqual([{ id: null }]);
});

test('for one question the system looks, and after it the member is the member again', async () => {
  const seen = await act(mine, async (ctx) => {
    const all = await asSystem(ctx, (system) => read(system));
    return { all, own: await read(ctx), kind: ctx.actor.kind };
  });
  expect(seen).toEqual({ all: ['mine', 'theirs'], own: ['mine'], kind: 'member' });
});

test('the system may ask as the system, and remains it', async () => {
  const seen = await act(systemActor('test'), async (ctx) => [await asSystem(ctx, (one) => asSystem(one, read)), await read(ctx)]);
  expect(seen).toEqual([
    ['mine', 'theirs'],
    ['mine', 'theirs'],
  ]);
});

test('a question that fails fails the transaction, and the next one on the connection is nobody’s', async () => {
  const work = (ctx: Ctx) => asSystem(ctx, () => Promise.reject(new Error('refused')));
  await expect(act(mine, work)).rejects.toThrow('refused');
  expect((await database.pool.query('select text from till.locker')).rows).toEqual([]);
});

test.each([
  ['read the passwords', 'select rolpassword from pg_authid'],
  ['make itself an owner', 'alter table till.locker owner to current_user'],
  ['make a policy', 'create policy all_of_it on till.locker using (true)'],
  ['drop a policy', 'drop policy own on till.locker'],
  ['switch row-level security off', 'alter table till.locker disable row level security'],
  ['make a function', "create function platform.more() returns int language sql as 'select 1'"],
  ['make a view of what it may not see', 'create view till.all_of_it as select text from till.locker'],
  ['read files of the server', "select pg_read_file('PG_VERSION')"],
  ['run a program on the server', "copy till.locker from program 'true'"],
  ['forge what was migrated', "insert into platform.migration values ('x', 'y', 'z')"],
])('the application may not %s', async (_, statement) => {
  await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('switching row-level security off for its own session is refused as soon as it reads', async () => {
  const client = await database.pool.connect();
  try {
    await client.query('begin; set local row_security = off');
    await expect(client.query('select text from till.locker')).rejects.toMatchObject({ code: '42501' });
  } finally {
    await client.query('rollback');
    client.release();
  }
});
