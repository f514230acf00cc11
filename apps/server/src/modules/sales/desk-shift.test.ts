import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../../../test/database.ts';
import { codeOf, createWorld, eventually, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { claimCash, insertCashMoves, sumUncounted } from './cash-queries.ts';
import { followCash } from './follow-cash.ts';
import { updateShift } from './shift-queries.ts';

const SYSTEM = systemActor('test');

let world: World;
let admin: StaffPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
});
afterAll(() => world.close());

/** In order of the amounts: the clock stands still meanwhile. */
const amountsOf = (moves: readonly { amountMinor: number }[]) => moves.map(({ amountMinor }) => amountMinor).sort((a, b) => a - b);
const yuan = (count: number) => [{ faceMinor: 100 as const, pieces: count }];
test('a desk’s day: float, top-ups, a withdrawal, cash to the safe, a count that is short, and another person books it', async () => {
  const [cashier, finance] = [await world.staff('cashier'), await world.staff('finance')];
  const member = await world.member(admin);
  const { client } = cashier;
  await client.payments.topUp({ memberId: member.memberId, amountMinor: 30_00 });
  const before = await client.sales.getDeskShift();
  expect(before).toMatchObject({ shift: null, moves: [{ kind: 'topUp', amountMinor: 30_00, isDesk: true }] });
  const { id: shiftId } = await client.sales.openDeskShift({ floatMinor: 200_00 });
  expect(await codeOf(client.sales.openDeskShift({ floatMinor: 0 }))).toBe('sales.shift_open');
  await client.payments.topUp({ memberId: member.memberId, amountMinor: 50_00 });
  await client.funding.createWithdrawal({ memberId: member.memberId, amountMinor: 20_00, way: 'cash', reason: '毕业' });
  const safe = { kind: 'out', amountMinor: 100_00, reason: '送保险柜', witness: '王芳' } as const;
  expect(await codeOf(client.sales.moveDeskCash({ ...safe, amountMinor: 1_000_00 }))).toBe('sales.drawer_exceeds');
  await client.sales.moveDeskCash(safe);
  const open = await client.sales.getDeskShift();
  expect(open.shift).toMatchObject({ merchantId: null, terminalId: null, expectedMinor: 160_00, openedBy: 'cashier' });
  expect(amountsOf(open.moves)).toEqual([-20_00, 30_00, 50_00]);
  const close = { shiftId, counted: yuan(150), reason: '找错零钱' };
  expect(await codeOf(client.sales.closeDeskShift({ ...close, reason: undefined }))).toBe('sales.reason_needed');
  const key = newId();
  const closed = await client.sales.closeDeskShift(close, { key });
  expect(closed).toMatchObject({ expectedMinor: 160_00, countedMinor: 150_00, differenceMinor: -10_00, closedBy: 'cashier' });
  expect(await client.sales.closeDeskShift(close, { key })).toEqual(closed);
  expect(await codeOf(client.sales.closeDeskShift(close))).toBe('sales.shift_closed');
  const found = (await finance.client.sales.listCashMoves({ shiftId })).items;
  expect(amountsOf(found)).toEqual([-20_00, 30_00, 50_00]);
  expect(found.every(({ place }) => place === 'cashier')).toBe(true);
  const day = () => finance.client.reconciliation.getReconciliationDay({ businessOn: closed.businessOn });
  const checkOf = async (name: string) => (await day()).checks.find(({ check }) => check === name);
  expect(await checkOf('cash')).toMatchObject({ isOk: true });
  expect((await day()).cash).toMatchObject({ differenceMinor: 10_00, bookedMinor: 0 });
  expect(await finance.client.sales.bookShiftDifference({ shiftId, note: '短款' })).toMatchObject({ bookedBy: 'finance' });
  expect((await day()).cash).toMatchObject({
    shiftCount: 1,
    bookedMinor: 10_00,
    expectedMinor: 160_00,
    countedMinor: 150_00,
    openCount: 0,
    uncountedCount: 0,
  });
  const acts = (await admin.client.audit.listRecords({ q: shiftId })).items.map(({ action }) => action);
  expect(acts).toEqual(expect.arrayContaining(['sales.openShift', 'sales.moveDrawerCash', 'sales.closeShift', 'sales.bookShiftDifference']));
});

test('nobody books what their own drawer lacks, closes another’s, or has a desk at a merchant', async () => {
  const [cashier, manager] = [await world.staff('cashier'), await world.staff('merchantManager', await world.merchant())];
  const { id: shiftId } = await admin.client.sales.openDeskShift({ floatMinor: 5_00 });
  expect(await codeOf(cashier.client.sales.closeDeskShift({ shiftId, counted: [] }))).toBe('sales.shift_unknown');
  await admin.client.sales.closeDeskShift({ shiftId, counted: yuan(6) });
  expect(await codeOf(admin.client.sales.bookShiftDifference({ shiftId, note: '我自己' }))).toBe('sales.needs_another_person');
  expect(await codeOf(manager.client.sales.getShift({ shiftId }))).toBe('sales.shift_unknown');
  expect(await codeOf(manager.client.sales.openDeskShift({ floatMinor: 0 }))).toBe('request.forbidden');
  expect((await manager.client.sales.listCashMoves({})).items).toEqual([]);
  expect(await codeOf(cashier.client.sales.moveDeskCash({ kind: 'in', amountMinor: 1, reason: 'x', witness: 'y' }))).toBe('sales.no_shift');
});

test('a desk that a colleague left open is counted by two, with the reason, and a third person books the difference', async () => {
  const [cashier, closer, booker] = [await world.staff('cashier'), await world.staff('finance'), await world.staff('administrator')];
  const member = await world.member(admin);
  const { id: shiftId } = await cashier.client.sales.openDeskShift({ floatMinor: 10_00 });
  await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 30_00 });
  const close = { shiftId, counted: yuan(38), reason: '请病假，忘了结班', witness: '王芳' };
  expect(await codeOf(cashier.client.sales.closeLeftShift(close))).toBe('request.forbidden');
  expect(await codeOf(closer.client.sales.closeLeftShift({ ...close, witness: ' Finance ' }))).toBe('sales.witness_needed');
  expect(await codeOf(closer.client.sales.closeLeftShift({ ...close, reason: ' ' }))).toBe('request.invalid');
  expect((await cashier.client.sales.getDeskShift()).shift).toMatchObject({ id: shiftId, closedAt: null });
  const key = newId();
  const closed = await closer.client.sales.closeLeftShift(close, { key });
  expect(closed).toMatchObject({ expectedMinor: 40_00, differenceMinor: -2_00, openedBy: 'cashier', closedBy: 'finance', witness: '王芳' });
  expect(await closer.client.sales.closeLeftShift(close, { key })).toEqual(closed);
  expect(await codeOf(closer.client.sales.closeLeftShift(close))).toBe('sales.shift_closed');
  expect((await closer.client.sales.listCashMoves({ shiftId })).items).toHaveLength(1);
  expect(await codeOf(closer.client.sales.bookShiftDifference({ shiftId, note: '短款' }))).toBe('sales.needs_another_person');
  const past = world.database.transaction(SYSTEM, {}, (ctx) => updateShift(ctx, shiftId, { booked_by: closer.staffId }));
  await expect(past).rejects.toThrow('shift_booked_by_another');
  expect(await booker.client.sales.bookShiftDifference({ shiftId, note: '短款' })).toMatchObject({ bookedBy: 'administrator' });
  const own = await booker.client.sales.openDeskShift({ floatMinor: 0 });
  expect(await codeOf(booker.client.sales.closeLeftShift({ ...close, shiftId: own.id }))).toBe('sales.own_drawer');
  const [record] = (await admin.client.audit.listRecords({ q: shiftId })).items.filter(({ action }) => action === 'sales.closeShift');
  expect(record).toMatchObject({ targetId: shiftId });
});

test('of the owner and a colleague who count one drawer at once, one closes it', async () => {
  const [cashier, closer] = [await world.staff('cashier'), await world.staff('finance')];
  const { id: shiftId } = await cashier.client.sales.openDeskShift({ floatMinor: 5_00 });
  const counted = yuan(5);
  const codes = await Promise.all([
    codeOf(cashier.client.sales.closeDeskShift({ shiftId, counted })),
    codeOf(closer.client.sales.closeLeftShift({ shiftId, counted, reason: '下班未结', witness: '王芳' })),
  ]);
  expect(codes.sort()).toEqual(['no refusal', 'sales.shift_closed']);
});

test('what is taken while the drawer is counted is in one count, whole', async () => {
  const cashier = await world.staff('cashier');
  const member = await world.member(admin);
  const { client } = cashier;
  const { id: first } = await client.sales.openDeskShift({ floatMinor: 0 });
  const take = () => client.payments.topUp({ memberId: member.memberId, amountMinor: 1_00 });
  const [closed] = await Promise.all([
    client.sales.closeDeskShift({ shiftId: first, counted: [], reason: '边收边点' }),
    ...Array.from({ length: 12 }, take),
  ]);
  const { id: second } = await client.sales.openDeskShift({ floatMinor: 0 });
  const rest = await client.sales.closeDeskShift({ shiftId: second, counted: [], reason: '余下的' });
  expect(closed.expectedMinor + rest.expectedMinor).toBe(12_00);
  const counted = [
    ...(await admin.client.sales.listCashMoves({ shiftId: first })).items,
    ...(await admin.client.sales.listCashMoves({ shiftId: second })).items,
  ];
  expect(counted).toHaveLength(12);
});

test('a shift that looks first and claims then would close without what came between: the control', async () => {
  const { staffId } = await world.staff('cashier');
  const row = { kind: 'topUp', staff_id: staffId, terminal_id: null, business_on: '2026-03-02', amount_minor: toMinor(1_00) } as const;
  const { id: shiftId } = await admin.client.sales.openDeskShift({ floatMinor: 0 });
  const take = () => world.database.transaction(SYSTEM, {}, (ctx) => insertCashMoves(ctx, [{ ...row, id: newId(), at: ctx.now }]));
  await take();
  const [seen, claimed] = await world.database.transaction(SYSTEM, {}, async (ctx) => {
    const before = (await sumUncounted(ctx, [staffId])).get(staffId);
    await take();
    return [before, await claimCash(ctx, { staffId, shiftId })];
  });
  expect([seen?.inMinor, claimed.inMinor]).toEqual([1_00, 2_00]);
});

test('a count waits for whoever reads the journal just now; one that does not lacks what was taken last', async () => {
  const { client, staffId } = await world.staff('cashier');
  const member = await world.member(admin);
  const { id: shiftId } = await client.sales.openDeskShift({ floatMinor: 0 });
  await client.payments.topUp({ memberId: member.memberId, amountMinor: 40_00 });
  let [hasRead, goOn] = [() => {}, () => {}];
  const read = new Promise<void>((resolve) => {
    hasRead = resolve;
  });
  const end = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const worker = world.database.transaction(SYSTEM, {}, async (ctx) => {
    expect(await followCash(ctx)).toBeGreaterThan(0);
    hasRead();
    await end;
  });
  await read;
  // The control: what does not wait is told that there is nothing to read, and finds nothing.
  expect(await world.database.transaction(SYSTEM, {}, followCash)).toBe(0);
  expect(await world.database.transaction(SYSTEM, {}, (ctx) => sumUncounted(ctx, [staffId]))).toEqual(new Map());
  const closing = client.sales.closeDeskShift({ shiftId, counted: yuan(40) });
  await eventually(async () => expect(await waitingCount()).toBeGreaterThan(0));
  goOn();
  await worker;
  expect(await closing).toMatchObject({ expectedMinor: 40_00, differenceMinor: 0 });
});

/** Statements of this database that wait for a row. */
async function waitingCount(): Promise<number> {
  const { rows } = await world.database.transaction(SYSTEM, {}, (ctx) =>
    sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(ctx.tx),
  );
  return rows[0]?.count ?? 0;
}

// The last: it takes the books back to before desks were counted.
test('after an upgrade the first count begins with the upgrade, and the day’s cash agrees all the same', async () => {
  const [cashier, finance] = [await world.staff('cashier'), await world.staff('finance')];
  const member = await world.member(admin);
  const take = (amountMinor: number) => cashier.client.payments.topUp({ memberId: member.memberId, amountMinor });
  await take(2_000_00);
  world.pass(60);
  const until = (await cashier.client.sales.openDeskShift({ floatMinor: 0 })).openedAt;
  await asOwner(
    world.database.ownerUrl,
    `alter table sales.cash_move drop column predates_counts; drop table sales.count_start;
    update platform.migration set applied_at = '${until}' where module = 'sales' and name = '0004-desks.sql';
    ${readFileSync(join(import.meta.dirname, 'migrations/0005-count-start.sql'), 'utf8')}`,
  );
  await take(5_00);
  const { shift, moves } = await cashier.client.sales.getDeskShift();
  if (!shift) throw new Error('the shift is open');
  expect([shift.expectedMinor, amountsOf(moves)]).toEqual([5_00, [5_00]]);
  expect(await cashier.client.sales.closeDeskShift({ shiftId: shift.id, counted: yuan(5) })).toMatchObject({
    expectedMinor: 5_00,
    differenceMinor: 0,
  });
  const day = await finance.client.reconciliation.getReconciliationDay({ businessOn: shift.businessOn });
  expect(day.checks.find(({ check }) => check === 'cash')).toMatchObject({ isOk: true });
  expect(day.cash).toMatchObject({ uncountedCount: 0 });
});
