import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importsParts } from '../src/import-kinds.ts';
import { workOnImport } from '../src/modules/imports/work-on-import.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { check, csv, reach } from './import.world.ts';
import { createWorld, type Person, type World } from './world.ts';

let world: World;
let admin: Person;

const asSystem = <T>(work: Parameters<Database['transaction']>[2]) => world.database.transaction(systemActor('test'), {}, work) as Promise<T>; // What `work` answers.

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
});
afterAll(() => world.close());

describe('several runs', () => {
  const many = (prefix: string, count: number) => csv(...Array.from({ length: count }, (_, at) => `${prefix}${10_000 + at},同学${at},学生,,`));
  const total = async (prefix: string) =>
    asSystem<number>(async (ctx) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from members.member where starts_with(search_number, ${prefix})`.execute(ctx.tx);
      return rows[0]?.count ?? 0;
    });
  const parts = () => importsParts(createSecretBox(world.keys));
  const errand = (database: Database) => ({ database, requestId: 'test', now: world.clock() });

  it('of two imports of the same file at once enter everybody once', async () => {
    const views = await Promise.all([check(admin, many('L', 1_200)), check(admin, many('L', 1_200))]);
    await Promise.all(views.map(({ id }) => admin.client.imports.confirmImport({ importId: id })));
    const done = await Promise.all(views.map(({ id }) => reach(admin, id, 'done')));
    expect(done.reduce((sum, view) => sum + view.newCount, 0)).toBe(1_200);
    expect(done.reduce((sum, view) => sum + view.unchangedCount, 0)).toBe(1_200);
    expect(await total('l1')).toBe(1_200);
  }, 30_000);

  it('when one dies in the middle of a batch, another goes on, and every row is applied once', async () => {
    const lone = await createWorld({ withWorker: false });
    try {
      const person = await lone.staff('administrator');
      const view = await person.client.imports.uploadImport({ kind: 'members', file: many('N', 1_700) });
      const kinds = importsParts(createSecretBox(lone.keys));
      const work = (database: Database) => workOnImport({ database, requestId: 'test', now: lone.clock() }, view.id, kinds);
      await work(lone.database);
      await person.client.imports.checkImport({ importId: view.id, mapping: { memberNumber: 0, name: 1 } });
      await work(lone.database);
      await person.client.imports.confirmImport({ importId: view.id });
      await expect(work(dyingAfter(lone.database, 4))).rejects.toThrow('killed');
      expect(await person.client.imports.getImport({ importId: view.id })).toMatchObject({ status: 'applying', doneCount: 1_000 });
      await work(lone.database);
      expect(await person.client.imports.getImport({ importId: view.id })).toMatchObject({ status: 'done', newCount: 1_700, doneCount: 1_700 });
      expect((await person.client.members.listMembers({ q: 'N', limit: 200 })).items).toHaveLength(200);
    } finally {
      await lone.close();
    }
  }, 30_000);

  it('stop at the next batch when somebody pauses, and go on where they stopped', async () => {
    const view = await check(admin, many('P', 1_500));
    const database = pausingAfter(world.database, 1, () => admin.client.imports.pauseImport({ importId: view.id }));
    await asSystem(async (ctx) => {
      await sql`update imports.import set status = 'applying', confirmed_at = now(), new_count = 0, claim = null where id = ${view.id}`.execute(
        ctx.tx,
      );
    });
    await workOnImport(errand(database), view.id, parts());
    expect(await admin.client.imports.getImport({ importId: view.id })).toMatchObject({ status: 'paused', doneCount: 500 });
    await admin.client.imports.resumeImport({ importId: view.id });
    expect(await reach(admin, view.id, 'done')).toMatchObject({ newCount: 1_500 });
  }, 30_000);
});

/** A database that is lost with its process in the middle of the transaction after so many. */
function dyingAfter(database: Database, transactions: number): Database {
  let count = 0;
  return {
    ...database,
    transaction: (actor, options, work) => {
      count += 1;
      if (count > transactions + 1) throw new Error('killed');
      return database.transaction(actor, options, async (ctx) => {
        const result = await work(ctx);
        if (count > transactions) throw new Error('killed');
        return result;
      });
    },
  };
}

/** Somebody acts after so many batches. */
function pausingAfter(database: Database, batches: number, act: () => Promise<unknown>): Database {
  let count = 0;
  return {
    ...database,
    transaction: async (actor, options, work) => {
      const result = await database.transaction(actor, options, work);
      if (actor.kind === 'staff') count += 1;
      if (actor.kind === 'staff' && count === batches) await act();
      return result;
    },
  };
}
