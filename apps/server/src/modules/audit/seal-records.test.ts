import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { keepUp } from '../../platform/keep-up.ts';
import { asSystem, headOf, idsOf, SYSTEM, sealAll, staffOf, verify, write } from './audit.world.ts';
import { record } from './record.ts';
import { AUDIT_STEPS, sealRecords } from './seal-records.ts';

let database: Database;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.close());

const sealed = async (): Promise<string[]> => {
  const { rows } = await asSystem(database, (ctx) =>
    sql<{ action: string }>`select r.action from audit.seal s join audit.record r on r.id = s.record_id order by s.seq`.execute(ctx.tx),
  );
  return rows.map(({ action }) => action);
};

test('records are sealed in order, each once, and each link names the one before', async () => {
  await write(database, ['one', 'two', 'three']);
  expect(await sealAll(database)).toBe(3);
  expect(await sealed()).toEqual(['one', 'two', 'three']);
  expect(await sealAll(database)).toBe(0);
  expect((await headOf(database)).seq).toBe(3);
  expect(await verify(database)).toMatchObject({ end: 'sound', checked: 6, expected: 6 });
});

/** A transaction that has written its record and does not commit before `release` is called. */
async function holdOpen(action: string): Promise<{ release: () => void; done: Promise<void> }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const done = database.transaction(SYSTEM, {}, async (ctx) => {
    await record(ctx, { action, targetKind: 'thing', targetId: null });
    written();
    await released;
  });
  await isWritten;
  return { release, done };
}

/** What a follower would do that remembers how far it was: seals what comes after the last id. The control of the test below. */
async function sealByPosition(ctx: Ctx, position: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string; action: string }>`
    select id, action from audit.record where id > ${position.id}::uuid order by id`.execute(ctx.tx);
  position.id = rows.at(-1)?.id ?? position.id;
  return rows.map(({ action }) => action);
}

test('a record of a slow transaction is sealed when it commits, though later ones were sealed before; a follower with a position skips it', async () => {
  const position = { id: '00000000-0000-0000-0000-000000000000' };
  const slow = await holdOpen('slow');
  await sleep(2);
  await write(database, ['fast']);
  const byPosition = await asSystem(database, (ctx) => sealByPosition(ctx, position));
  expect(await sealAll(database)).toBe(1);
  expect(await sealed()).toEqual(['fast']);
  slow.release();
  await slow.done;
  const [slowId = '', fastId = ''] = await idsOf(database, ['slow', 'fast']);
  expect(slowId < fastId, 'the race is the one that is meant').toBe(true);
  byPosition.push(...(await asSystem(database, (ctx) => sealByPosition(ctx, position))));
  expect(byPosition, 'the control skips it for ever').toEqual(['fast']);
  expect(await sealAll(database)).toBe(1);
  expect(await sealed()).toEqual(['fast', 'slow']);
  expect((await verify(database)).end).toBe('sound');
});

test('whoever records does not wait while somebody seals, nor do two that record', async () => {
  await write(database, ['before']);
  await asSystem(database, async (ctx) => {
    expect(await sealRecords(ctx)).toBe(1);
    const slow = await holdOpen('first');
    await write(database, ['second']);
    slow.release();
    await slow.done;
  });
  await sealAll(database);
  const [before, ...rest] = await sealed();
  expect([before, ...rest.toSorted()]).toEqual(['before', 'first', 'second']);
});

test('several processes seal at once: nobody waits, nothing is sealed twice', async () => {
  await write(
    database,
    Array.from({ length: 40 }, (_, place) => `act${place}`),
  );
  const faults: unknown[] = [];
  const followers = [1, 2, 3].map(() => keepUp({ database, steps: AUDIT_STEPS, onFault: (error) => faults.push(error) }));
  await write(
    database,
    Array.from({ length: 40 }, (_, place) => `later${place}`),
  );
  await expect.poll(async () => (await headOf(database)).seq, { timeout: 5_000 }).toBe(80);
  await Promise.all(followers.map((follower) => follower.stop()));
  expect(faults).toEqual([]);
  expect(new Set(await sealed()).size).toBe(80);
  expect((await verify(database)).end).toBe('sound');
});

test('a record that is rolled back is neither sealed nor missed', async () => {
  const undone = database.transaction(SYSTEM, {}, async (ctx) => {
    await record(ctx, { action: 'undone', targetKind: 'thing', targetId: null });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await write(database, ['kept']);
  expect(await sealAll(database)).toBe(1);
  expect((await verify(database)).end).toBe('sound');
});

test('only the system has records sealed; staff and members find nothing to seal', async () => {
  await write(database, ['one']);
  expect(await database.transaction(staffOf('operator'), {}, sealRecords)).toBe(0);
  expect(await database.transaction(staffOf('merchant'), {}, sealRecords)).toBe(0);
  expect(await sealAll(database)).toBe(1);
});

test.each([
  "insert into audit.seal values (1, gen_random_uuid(), now(), '\\x00', '\\x00', '\\x00')",
  'update audit.seal set seq = seq',
  'delete from audit.seal',
  'truncate audit.seal',
  'delete from audit.pending',
  'insert into audit.pending values (gen_random_uuid())',
  'update audit.head set seq = 0',
  'delete from audit.tombstone',
  'delete from audit.record',
  'alter table audit.record disable trigger all',
  'alter table audit.seal no force row level security',
])('the application cannot forge the chain: %s', async (statement) => {
  await write(database, ['one']);
  await sealAll(database);
  await expect(asSystem(database, (ctx) => sql.raw(statement).execute(ctx.tx))).rejects.toThrow(/permission denied|must be owner/);
});
