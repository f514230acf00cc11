import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { listRecords } from './list-records.ts';
import { record } from './record.ts';

const nobody: Actor = { kind: 'anonymous', permissions: new Set() };
const system = systemActor('test');
function staffOf(organizationKind: 'operator' | 'merchant'): Actor {
  return {
    kind: 'staff',
    userId: newId<'user'>(),
    staffId: newId<'staff'>(),
    name: '审计员',
    organizationId: newId<'organization'>(),
    organizationKind,
    permissions: new Set(),
  };
}
const auditor = staffOf('operator');
const merchant = staffOf('merchant');
const freeze = { action: 'cards.freeze', targetKind: 'card', targetId: 'card-1', before: { status: 'active' }, after: { status: 'frozen' } };

let database: Database;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

describe('the audit log', () => {
  it('tells who did what to which thing, from where', async () => {
    await database.transaction(auditor, { requestId: 'request-one', address: '10.0.0.7' }, (ctx) => record(ctx, freeze));
    const { items } = await database.transaction(auditor, {}, (ctx) => listRecords(ctx, { q: 'request-one', limit: 10 }));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      ...freeze,
      actorKind: 'staff',
      actorName: '审计员',
      outcome: 'done',
      requestId: 'request-one',
      address: '10.0.0.7',
    });
  });

  it('forgets an act that was undone', async () => {
    const undone = database.transaction(system, { requestId: 'request-undone' }, async (ctx) => {
      await record(ctx, freeze);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const { items } = await database.transaction(system, {}, (ctx) => listRecords(ctx, { q: 'request-undone', limit: 10 }));
    expect(items).toEqual([]);
  });

  it('takes records from anyone and shows them to the operator only', async () => {
    await database.transaction(nobody, {}, (ctx) => record(ctx, { ...freeze, outcome: 'refused' }));
    await database.transaction(merchant, {}, (ctx) => record(ctx, freeze));
    const seenBy = async (actor: Actor) => (await database.transaction(actor, {}, (ctx) => listRecords(ctx, { limit: 10 }))).items.length;
    expect(await seenBy(merchant)).toBe(0);
    expect(await seenBy(nobody)).toBe(0);
    expect(await seenBy(auditor)).toBeGreaterThan(1);
  });

  it.each(['update audit.record set action = action', 'delete from audit.record', 'truncate audit.record'])(
    'cannot be edited: %s',
    async (statement) => {
      await expect(database.transaction(system, {}, (ctx) => sql.raw(statement).execute(ctx.tx))).rejects.toThrow(/permission denied/);
    },
  );

  it('is read page by page, newest first, each record once', async () => {
    const acts = ['paging.one', 'paging.two', 'paging.three'];
    for (const action of acts) await database.transaction(system, {}, (ctx) => record(ctx, { ...freeze, action }));
    const page = (cursor?: string) => database.transaction(system, {}, (ctx) => listRecords(ctx, { q: 'paging.', limit: 2, cursor }));
    const first = await page();
    const second = await page(first.nextCursor ?? undefined);
    expect([...first.items, ...second.items].map((item) => item.action).toSorted()).toEqual(acts.toSorted());
    expect(second.nextCursor).toBeNull();
  });

  it('refuses a cursor that it did not hand out', async () => {
    const read = database.transaction(system, {}, (ctx) => listRecords(ctx, { limit: 2, cursor: 'bm90LWFuLWlk' }));
    await expect(read).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
