import type { Permission } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { createLiveHub } from '../../platform/live.ts';
import { createSettingsBook, readSetting, updateSetting } from './index.ts';
import { listSettings } from './list-settings.ts';
import { resetSetting } from './reset-setting.ts';

function staffOf(organizationKind: 'operator' | 'merchant', ...permissions: Permission[]): Extract<Actor, { kind: 'staff' }> {
  const ids = { userId: newId<'user'>(), staffId: newId<'staff'>(), organizationId: newId<'organization'>() };
  return { kind: 'staff', ...ids, name: '周明', organizationKind, permissions: new Set(permissions) };
}
const keeper = staffOf('operator', 'settings.read', 'backup.write');

let database: Database;
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => database.transaction(actor, {}, work);
const change = (value: unknown, key = 'backup.keepCount', actor = keeper) => as(actor, (ctx) => updateSetting(ctx, { key, value: value as never })); // What a client may send is not typed.
const keepCount = () => as(keeper, (ctx) => readSetting(ctx, 'backup.keepCount'));
type Change = { target: string; actor: string; before: { value: unknown }; after: { value: unknown } };
const records = async () => {
  const read = sql<Change>`select target_id as target, actor_name as actor, before, after from audit.record where action = 'settings.updateSetting' order by id desc`;
  return (await as(staffOf('operator'), (ctx) => read.execute(ctx.tx))).rows;
};

beforeAll(async () => {
  database = await cloneDatabase();
});
beforeEach(() => as(keeper, (ctx) => resetSetting(ctx, { key: 'backup.keepCount' })));
afterAll(() => database.close());

describe('a setting', () => {
  it('holds its initial value until somebody changes it, then theirs, and says who and when', async () => {
    expect(await keepCount()).toBe(7);
    expect(await change(12)).toMatchObject({ value: 12, initial: 7, changedBy: '周明', mayChange: true });
    expect(await keepCount()).toBe(12);
    const { items } = await as(keeper, listSettings);
    expect(items.find((item) => item.key === 'backup.keepCount')).toMatchObject({ value: 12, changedBy: '周明', changedAt: expect.any(Date) });
  });

  it('is put back to its initial value', async () => {
    await change(12);
    expect(await as(keeper, (ctx) => resetSetting(ctx, { key: 'backup.keepCount' }))).toMatchObject({ value: 7, changedAt: null, changedBy: null });
    expect(await keepCount()).toBe(7);
  });

  it('is recorded with before and after, once, and not when nothing changes', async () => {
    const before = (await records()).length;
    await change(12);
    await change(12);
    const after = await records();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({ target: 'backup.keepCount', before: { value: 7 }, after: { value: 12 }, actor: '周明' });
  });

  it.each([0, 367, 1.5, '12', null, [12]])('refuses what its registry does not allow: %j', async (value) => {
    await expect(change(value)).rejects.toMatchObject({ code: 'settings.value_wrong' });
    expect(await keepCount()).toBe(7);
  });

  it.each(['30 3 * * *', '*/15 0-6 1,15 * 1-5', ''])('takes the schedule %j', async (schedule) => {
    expect(await change(schedule, 'backup.schedule')).toMatchObject({ value: schedule });
  });

  it.each(['61 * * * *', '* * * *', '30 3 * * 7', '*/0 * * * *', 'at noon', '1-99 * * * *'])('refuses the schedule %j', async (schedule) => {
    await expect(change(schedule, 'backup.schedule')).rejects.toMatchObject({ code: 'settings.value_wrong' });
  });

  it('that no version knows is answered as unknown', async () => {
    await expect(change(1, 'backup.colour')).rejects.toMatchObject({ code: 'settings.unknown', status: 404 });
    await expect(change(1, 'constructor')).rejects.toMatchObject({ code: 'settings.unknown' });
  });

  it('is changed only with its own right, whatever other right of the kind a person holds', async () => {
    const reader = staffOf('operator', 'settings.read', 'settings.write');
    await expect(change(12, 'backup.keepCount', reader)).rejects.toMatchObject({ code: 'request.forbidden' });
    await expect(as(reader, (ctx) => resetSetting(ctx, { key: 'backup.keepCount' }))).rejects.toMatchObject({ code: 'request.forbidden' });
    const { items } = await as(reader, listSettings);
    expect(items.filter((item) => item.group === 'backup').map((item) => item.mayChange)).toEqual([false, false, false, false]);
  });

  it('that asks roles for a second factor is not loosened by who holds one of them', async () => {
    const key = 'identity.secondFactorRoles';
    const guard: Actor = { ...staffOf('operator', 'settings.read', 'security.write'), role: 'securityAdministrator, Night guard' };
    const colleague: Actor = { ...guard, role: 'Nobody in particular' };
    await change(['securityAdministrator', 'finance'], key, guard);
    const own = { code: 'settings.not_on_oneself', status: 403 };
    await expect(change(['finance'], key, guard)).rejects.toMatchObject(own);
    await expect(as(guard, (ctx) => resetSetting(ctx, { key }))).rejects.toMatchObject(own);
    expect(await change(['securityAdministrator', 'auditor'], key, guard)).toMatchObject({ value: ['securityAdministrator', 'auditor'] });
    expect(await change(['auditor'], key, colleague)).toMatchObject({ value: ['auditor'] });
    expect(await as(guard, (ctx) => resetSetting(ctx, { key }))).toMatchObject({ value: [] });
  });

  it('is held back from a merchant by the database itself', async () => {
    await expect(change(12, 'backup.keepCount', staffOf('merchant', 'backup.write'))).rejects.toThrow(/row-level security/);
  });

  it('falls back to its initial value when a later version no longer allows what is stored', async () => {
    await asOwner(database.ownerUrl, 'alter table settings.setting no force row level security');
    await asOwner(database.ownerUrl, `insert into settings.setting values ('backup.keepCount', '5000', now(), 'somebody')`);
    expect(await keepCount()).toBe(7);
  });

  it('that two people change at once has one order, and both are recorded', async () => {
    const before = (await records()).length;
    await Promise.all([change(20), change(21)]);
    const made = (await records()).slice(0, 2);
    expect(await records()).toHaveLength(before + 2);
    const first = made.find((one) => one.before.value === 7);
    const last = made.find((one) => one !== first);
    expect(last?.before).toEqual(first?.after);
    expect(last?.after).toEqual({ value: await keepCount() });
  });
});

describe('the book of a server', () => {
  it('hears of a change when it commits, and not of one that is undone', async () => {
    const hub = await createLiveHub({ appUrl: database.appUrl });
    const book = await createSettingsBook({ database, hub, onFault: () => undefined });
    expect(book.get('backup.keepCount')).toBe(7);
    const undone = as(systemActor('test'), async (ctx) => {
      await updateSetting({ ...ctx, actor: keeper }, { key: 'backup.keepCount', value: 50 });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await change(12);
    await expect.poll(() => book.get('backup.keepCount')).toBe(12);
    book.close();
    await change(13);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(book.get('backup.keepCount')).toBe(12);
    await hub.close();
  });
});
