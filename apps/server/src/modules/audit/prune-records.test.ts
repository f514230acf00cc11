import { DAY_MS } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Database } from '../../platform/database.ts';
import { asSystem, headOf, SYSTEM, sealAll, staffOf, tamper, verify, write } from './audit.world.ts';
import { createPruneRecords, pruneStretch } from './prune-records.ts';
import { record } from './record.ts';

const now = new Date();

let database: Database;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.close());

/** Records that were made and sealed so many days ago. The database seals by its own clock, so the owner makes the links again as they would have been. */
async function writeLongAgo(days: readonly number[]): Promise<void> {
  for (const age of days) {
    const at = new Date(now.getTime() - age * DAY_MS);
    await database.transaction(SYSTEM, { now: at }, (ctx) => record(ctx, { action: `day${age}`, targetKind: 'thing', targetId: null }));
  }
  await sealAll(database);
  await tamper(
    database,
    `do $$ declare s record; p bytea := decode(repeat('00', 32), 'hex'); begin
       for s in select seal.seq, seal.content, r.id, r.at from audit.seal join audit.record r on r.id = record_id order by seal.seq loop
         update audit.seal set sealed_at = s.at, previous = p, hash = audit.link_of(p, s.id, s.at, s.content) where seq = s.seq returning hash into p;
       end loop;
       update audit.head set hash = p;
     end $$`,
  );
  expect((await verify(database)).end).toBe('sound');
}

async function kept(): Promise<string[]> {
  const { rows } = await asSystem(database, (ctx) => sql<{ action: string }>`select action from audit.record order by id`.execute(ctx.tx));
  return rows.map(({ action }) => action);
}

const prune = (days: number, limit = 100) => asSystem(database, (ctx) => pruneStretch(ctx, { days, limit }));

test('what is older than the retention goes, oldest first, and the rest of the chain stays sound', async () => {
  await writeLongAgo([900, 800, 400, 300, 10]);
  const anchor = await headOf(database);
  expect(await prune(365)).toBe(3);
  expect(await kept()).toEqual(['day300', 'day10', 'audit.pruneRecords']);
  await sealAll(database);
  expect((await verify(database, anchor)).end).toBe('sound');
  expect(await prune(365)).toBe(0);
});

test('stretch follows stretch, each with its tombstone', async () => {
  await writeLongAgo([900, 890, 880, 870, 10]);
  expect(await prune(365, 3)).toBe(3);
  expect(await prune(365, 3)).toBe(1);
  await sealAll(database);
  const { rows } = await asSystem(database, (ctx) => sql`select first_seq, last_seq from audit.tombstone order by last_seq`.execute(ctx.tx));
  expect(rows).toEqual([
    { first_seq: 1, last_seq: 3 },
    { first_seq: 4, last_seq: 4 },
  ]);
  expect((await verify(database)).end).toBe('sound');
});

test('the job goes by the setting, and never below half a year', async () => {
  await writeLongAgo([400, 200, 170]);
  const errand = { database, requestId: 'test', now };
  await createPruneRecords(async () => 365)(errand);
  expect(await kept()).toEqual(['day200', 'day170', 'audit.pruneRecords']);
  await createPruneRecords(async () => 1)(errand);
  expect(await kept()).toEqual(['day170', 'audit.pruneRecords', 'audit.pruneRecords']);
});

test.each([179, 1, 0, -10])('the database refuses to prune what is %i days old, whoever asks', async (days) => {
  await writeLongAgo([400, 100]);
  const before = new Date(Date.now() - days * DAY_MS);
  const ask = asSystem(database, (ctx) => sql`select * from audit.prune_sealed(${before}, 100)`.execute(ctx.tx));
  await expect(ask).rejects.toThrow('audit records are kept for 180 days at least');
  expect(await kept()).toEqual(['day400', 'day100']);
});

test('what waits to be sealed is not pruned, nor is what was sealed lately whatever date it bears, nor anything for staff', async () => {
  await database.transaction(SYSTEM, { now: new Date(now.getTime() - 900 * DAY_MS) }, (ctx) =>
    record(ctx, { action: 'backdated', targetKind: 'thing', targetId: null }),
  );
  expect(await prune(365)).toBe(0);
  await sealAll(database);
  expect(await prune(365)).toBe(0);
  expect(await kept()).toEqual(['backdated']);
});

test('staff prune nothing', async () => {
  await writeLongAgo([900]);
  const ask = database.transaction(staffOf('operator'), {}, (ctx) => pruneStretch(ctx, { days: 365, limit: 10 }));
  await expect(ask).rejects.toThrow('only the system prunes the audit log');
  expect(await kept()).toEqual(['day900']);
});

test('a tombstone that nobody pruned for, or that was changed, is found', async () => {
  await writeLongAgo([900, 800, 10]);
  await tamper(
    database,
    `insert into audit.tombstone (first_seq, last_seq, pruned_at, before, link, hash)
     select 1, 1, now(), now() - interval '200 days', hash, sha256('') from audit.seal where seq = 1;
     delete from audit.record where action = 'day900'; delete from audit.seal where seq = 1`,
  );
  expect((await verify(database)).end).toMatchObject({ fault: 'tombstone_broken', seq: 1 });
  await tamper(database, "update audit.tombstone t set hash = audit.tombstone_of(decode('', 'hex'), t)");
  expect((await verify(database)).end, 'no record vouches for it').toMatchObject({ fault: 'tombstone_broken', seq: 1 });
});

test('what is recorded stays in order after a pruning', async () => {
  await writeLongAgo([900, 10]);
  await prune(365);
  await write(database, ['later']);
  await sealAll(database);
  expect(await kept()).toEqual(['day10', 'audit.pruneRecords', 'later']);
  expect((await verify(database)).end).toBe('sound');
});
