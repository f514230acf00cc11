/** From a till to the risk desk, through HTTP, the journal and the worker. */
import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, eventually, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { followSpending } from './follow-spending.ts';
import { forgetSpendingDays } from './forget-spending-days.ts';
import { alertsPersonal } from './personal-records.ts';
import { beginLowBalances } from './warn-low-balances.ts';

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
});
afterAll(() => world.close());

const system = systemActor('test');
const asSystem = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(system, {}, work);
const follow = async () => {
  let pages = 1;
  for (let round = 0; round < 50 && pages > 0; round += 1) pages = await world.database.transaction(system, {}, followSpending);
};
const kindsOf = async (person: Person) =>
  (await person.client.notifications.listOwnNotices({ limit: 50, language: 'zh-CN' })).items.map(({ kind }) => kind);

/** Below the no-PIN floor, so by the member number. */
const pay = async (till: TillDevice, member: MemberPerson, amountMinor: number) => {
  const charge = { amountMinor: toMinor(amountMinor), credential: { kind: 'member' as const, memberNumber: member.memberNumber } };
  expect(await till.client.payments.charge(charge)).toMatchObject({ outcome: 'approved' });
};

test('a day over the threshold is told once to the holder and the risk desk, and reviewed once', async () => {
  const till = await world.till(admin);
  const desk = await world.staff('riskDesk');
  const clerk = await world.staff('cashier');
  const member = await world.member(admin, { balanceMinor: 200_00 });
  await admin.client.settings.updateSetting({ key: 'alerts.daySpendMinor', value: 50_00 });
  await pay(till, member, 30_00);
  await pay(till, member, 20_00);
  await follow();
  expect((await desk.client.alerts.listAlerts({})).items).toEqual([]);
  await pay(till, member, 1);
  await pay(till, member, 10_00);
  await follow();
  await follow();
  const { items } = await desk.client.alerts.listAlerts({ state: 'open' });
  expect(items).toMatchObject([{ memberId: member.memberId, amountMinor: 50_01, thresholdMinor: 50_00, reviewedAt: null }]);
  expect((await kindsOf(desk)).filter((kind) => kind === 'alert.daySpend')).toHaveLength(1);
  expect((await kindsOf(member)).filter((kind) => kind === 'wallet.daySpend')).toHaveLength(1);
  expect(await kindsOf(clerk)).toEqual([]);

  const [alert] = items;
  if (!alert) throw new Error('there is one');
  const reviewed = await desk.client.alerts.reviewAlert({ alertId: alert.id, note: '已电话核实' });
  expect(reviewed).toMatchObject({ note: '已电话核实', reviewedBy: 'riskDesk' });
  await expect(desk.client.alerts.reviewAlert({ alertId: alert.id })).rejects.toMatchObject({ code: 'alerts.reviewed_already' });
  await expect(desk.client.alerts.reviewAlert({ alertId: newId<'alert'>() })).rejects.toMatchObject({ code: 'alerts.unknown' });
  expect(await desk.client.alerts.countOpenAlerts({})).toEqual({ count: 0 });
});

test('who has less than a usual day hears so once in the evening, unless a top-up came first', async () => {
  const till = await world.till(admin);
  const [short, saved] = [await world.member(admin, { balanceMinor: 30_00 }), await world.member(admin, { balanceMinor: 30_00 })];
  const idle = await world.member(admin, { balanceMinor: 1_00 });
  for (const member of [short, saved]) await pay(till, member, 20_00);
  await admin.client.payments.topUp({ memberId: saved.memberId, amountMinor: 50_00 });
  await follow();
  const round = () => world.database.transaction(system, {}, beginLowBalances);
  await round();
  await eventually(async () => expect(await kindsOf(short)).toContain('wallet.lowBalance'));
  await round();
  await eventually(async () => {
    const { rows } = await world.database.transaction(system, { readOnly: true }, (ctx) =>
      sql`select from graphile_worker.jobs where task_identifier = 'alerts.warnLowBalances'`.execute(ctx.tx),
    );
    expect(rows).toEqual([]);
  });
  expect((await kindsOf(short)).filter((kind) => kind === 'wallet.lowBalance')).toHaveLength(1);
  expect(await kindsOf(saved)).not.toContain('wallet.lowBalance');
  expect(await kindsOf(idle)).not.toContain('wallet.lowBalance');
});

test('somebody who is forgotten leaves an alert without words, and nothing else; before, all of it is in their export', async () => {
  const till = await world.till(admin);
  const desk = await world.staff('riskDesk');
  const [member, other] = [await world.member(admin, { balanceMinor: 200_00 }), await world.member(admin, { balanceMinor: 200_00 })];
  await admin.client.settings.updateSetting({ key: 'alerts.daySpendMinor', value: 10_00 });
  for (const person of [member, other]) await pay(till, person, 20_00);
  await follow();
  const { items } = await desk.client.alerts.listAlerts({ memberId: member.memberId });
  for (const { id: alertId } of items) await desk.client.alerts.reviewAlert({ alertId, note: '李小雨本人已确认' });
  const rowsOf = (memberId: typeof member.memberId) =>
    asSystem((ctx) =>
      Promise.all(alertsPersonal.parts.map(async (part) => (await part.read(ctx, { memberId, userId: newId<'user'>() }, null)).rows)),
    );
  expect(await rowsOf(member.memberId)).toMatchObject([[{ spent_minor: 20_00 }], [{ amount_minor: 20_00, note: '李小雨本人已确认' }]]);

  await asSystem(
    (ctx) => alertsPersonal.erase?.(ctx, { memberId: member.memberId, userId: newId<'user'>() }, { name: 'X', number: 'X' }) ?? expect.unreachable(),
  );
  expect(await rowsOf(member.memberId)).toMatchObject([[], [{ amount_minor: 20_00, note: null }]]);
  expect(await rowsOf(other.memberId)).toMatchObject([[{ spent_minor: 20_00 }], [{ note: null }]]);
  expect((await kindsOf(desk)).filter((kind) => kind === 'alert.daySpend')).toHaveLength(1);

  const forgetAfter = (days: number) => asSystem((ctx) => forgetSpendingDays({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) }, 100));
  expect(await forgetAfter(90)).toBe(0);
  expect(await forgetAfter(91)).toBeGreaterThan(0);
  expect(await rowsOf(other.memberId)).toMatchObject([[], [{}]]);
});
