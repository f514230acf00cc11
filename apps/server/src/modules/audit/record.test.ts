import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Actor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { asSystem, SYSTEM, sealAll, staffOf, write } from './audit.world.ts';
import { listRecords } from './list-records.ts';
import { record } from './record.ts';

const nobody: Actor = { kind: 'anonymous', permissions: new Set() };
const auditor = staffOf('operator');
const merchant = staffOf('merchant');
const freeze = { action: 'cards.freeze', targetKind: 'card', targetId: 'card-1', before: { status: 'active' }, after: { status: 'frozen' } };

let database: Database;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const found = async (filter: Omit<Parameters<typeof listRecords>[1], 'limit'>) =>
  (await database.transaction(auditor, {}, (ctx) => listRecords(ctx, { limit: 50, ...filter }))).items;

describe('the audit log', () => {
  it('tells who did what to which thing, from where, as whom and in which session', async () => {
    const departmentId = newId();
    const actor: Actor = { ...auditor, role: '审计', departmentId, sessionId: 'session-one' };
    const options = { requestId: 'request-one', address: '10.0.0.7', userAgent: `Firefox ${'x'.repeat(400)}` };
    await database.transaction(actor, options, (ctx) => record(ctx, freeze));
    const items = await found({ requestId: 'request-one' });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      ...freeze,
      actorKind: 'staff',
      actorId: auditor.staffId,
      actorName: '审计员',
      organizationId: auditor.organizationId,
      departmentId,
      role: '审计',
      sessionId: 'session-one',
      outcome: 'done',
      requestId: 'request-one',
      address: '10.0.0.7',
    });
    expect(items[0]?.userAgent).toHaveLength(300);
  });

  it('names a person who acts without a session of theirs', async () => {
    const by = { kind: 'staff' as const, id: newId(), name: '周明', organizationId: newId(), role: '管理员' };
    const act = { action: 'identity.signIn', targetKind: 'user', targetId: newId(), by };
    await database.transaction(nobody, { requestId: 'request-sign-in' }, (ctx) => record(ctx, act));
    const [item] = await found({ requestId: 'request-sign-in' });
    expect(item).toMatchObject({ actorKind: 'staff', actorId: by.id, actorName: '周明', organizationId: by.organizationId, role: '管理员' });
  });

  it('forgets an act that was undone', async () => {
    const undone = database.transaction(SYSTEM, { requestId: 'request-undone' }, async (ctx) => {
      await record(ctx, freeze);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await found({ requestId: 'request-undone' })).toEqual([]);
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
      await expect(asSystem(database, (ctx) => sql.raw(statement).execute(ctx.tx))).rejects.toThrow(/permission denied/);
    },
  );

  it('is read page by page, newest first, each record once', async () => {
    const acts = ['paging.one', 'paging.two', 'paging.three'];
    await write(database, acts);
    await sealAll(database);
    const page = (cursor?: string) => asSystem(database, (ctx) => listRecords(ctx, { q: 'paging.', limit: 2, cursor }));
    const first = await page();
    const second = await page(first.nextCursor ?? undefined);
    expect([...first.items, ...second.items].map((item) => item.action).toSorted()).toEqual(acts.toSorted());
    expect(second.nextCursor).toBeNull();
  });

  it('refuses a cursor that it did not hand out', async () => {
    const read = asSystem(database, (ctx) => listRecords(ctx, { limit: 2, cursor: 'bm90LWFuLWlk' }));
    await expect(read).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('a search', () => {
  const li = staffOf('operator', '李秀英');
  const from = new Date('2026-03-01T00:00:00.000Z');
  const to = new Date('2026-03-02T00:00:00.000Z');
  const targetId = newId();
  beforeAll(async () => {
    const options = { now: from, requestId: 'request-of-li', address: '10.1.1.1' };
    await database.transaction(li, options, (ctx) =>
      record(ctx, { action: 'members.updateMember', targetKind: 'member', targetId, outcome: 'refused' }),
    );
    await database.transaction(SYSTEM, { now: to }, (ctx) => record(ctx, { action: 'members.100%_sure', targetKind: 'member', targetId: null }));
    await sealAll(database);
  });

  it.each([
    ['an instant on', { from, to }],
    ['whom', { actorId: li.staffId }],
    ['the name', { actorName: '李秀英' }],
    ['the organisation', { organizationId: li.organizationId }],
    ['the action and the kind of target', { action: 'members.updateMember', targetKind: 'member' }],
    ['the target', { targetId }],
    ['the outcome and the address', { outcome: 'refused' as const, address: '10.1.1.1' }],
    ['the request', { requestId: 'request-of-li' }],
    ['a part of the name', { q: '秀' }],
    ['a part of the action, in capitals', { q: 'UPDATEMEMBER' }],
    ['the whole id of the target', { q: targetId }],
    ['the whole id of the request, with other filters', { q: 'request-of-li', outcome: 'refused' as const, from, to }],
  ])('by %s finds that record and no other', async (_what, filter) => {
    expect((await found(filter)).map((item) => item.requestId)).toEqual(['request-of-li']);
  });

  it('takes signs of patterns for themselves', async () => {
    expect((await found({ q: '100%_' })).map((item) => item.action)).toEqual(['members.100%_sure']);
    expect(await found({ q: '秀%英' })).toEqual([]);
    expect(await found({ q: '\\' })).toEqual([]);
  });

  it('excludes the end of the time range', async () => {
    expect(await found({ from: to, to })).toEqual([]);
    expect((await found({ from: to, to: new Date(to.getTime() + 1) })).map((item) => item.action)).toEqual(['members.100%_sure']);
  });
});
