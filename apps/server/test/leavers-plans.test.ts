/** What a leaver bought before leaving: meal plans, and a balance of the old system that is still on its way. */
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../src/modules/funding/funding.world.ts';
import { eraseDue } from '../src/modules/privacy/erase-member.ts';
import { personalRecordsOf } from '../src/personal-records.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { type ClosuresWorld, createClosuresWorld } from './closures.world.ts';
import { legsOf, openPlan, pay } from './meals.world.ts';
import { codeOf, eventually, type MemberPerson, PASSWORD, type TillDevice } from './world.ts';

let world: ClosuresWorld;
let till: TillDevice;
beforeAll(async () => {
  world = await createClosuresWorld();
  till = await world.till(world.admin);
});
afterAll(() => world?.close());

const holdingsOf = async ({ memberId }: MemberPerson) => (await world.admin.client.mealplans.listMealHoldings({ memberId })).items;

async function buy(member: MemberPerson, priceMinor: number) {
  const plan = await openPlan(world.admin, till, { priceMinor });
  return world.cashier.client.mealplans.sellMealPlan({ planId: plan.id, memberId: member.memberId, priceMinor });
}

test('who still has a bought meal plan is not closed; once it is given back, its refund is paid out with the rest', { timeout: 90_000 }, async () => {
  const member = await world.member(world.admin, { balanceMinor: 400_00 });
  const holding = await buy(member, 300_00);
  const blocked = await world.look(member);
  expect(await world.rowsOf(blocked)).toMatchObject([{ state: 'blocked', problem: 'meal_plan', ownMinor: 100_00 }]);
  expect(await codeOf(world.cashier.client.closures.startClosureRound({ closureRoundId: blocked }))).toBe('closures.round_not_now');
  await world.cashier.client.mealplans.endMealHolding({ holdingId: holding.id, reason: '毕业' });
  const row = await world.closeToPayable(member);
  expect(row).toMatchObject({ ownMinor: 400_00, leftMinor: 400_00 });
  const paid = await world.cashier.client.closures.payClosure({ closureId: row.id, way: 'cash', reference: 'V-1' });
  expect(paid).toMatchObject({ state: 'done', paidMinor: 400_00 });
  expect(await world.wallet(member)).toMatchObject({ status: 'closed', balanceMinor: 0 });
});

test('a plan that was given, and one that is used up, stand in nobody’s way and end with the wallet', { timeout: 90_000 }, async () => {
  const member = await world.member(world.admin, { balanceMinor: 50_00 });
  const plan = await openPlan(world.admin, till);
  await world.admin.client.mealplans.grantMealPlan({ planId: plan.id, memberId: member.memberId });
  const lastDay = await openPlan(world.admin, till, { priceMinor: 20_00, term: { kind: 'days', days: 1 } });
  await world.cashier.client.mealplans.sellMealPlan({ planId: lastDay.id, memberId: member.memberId, priceMinor: 20_00 });
  expect(legsOf(await pay(till, member, 800))).toBe('meal 800');
  const row = await world.closeToPayable(member);
  await world.cashier.client.closures.undoClosure({ closureId: row.id });
  expect((await holdingsOf(member)).map(({ status }) => status)).toEqual(['active', 'active']);
  const again = await world.closeToPayable(member);
  await world.cashier.client.closures.payClosure({ closureId: again.id, way: 'cash', reference: 'V-2' });
  expect((await holdingsOf(member)).map(({ status, refundedMinor }) => [status, refundedMinor])).toEqual([
    ['ended', 0],
    ['ended', 0],
  ]);
});

test('a plan that was bought in the moment of closing keeps the wallet from being closed for good until it is given back', {
  timeout: 90_000,
}, async () => {
  const member = await world.member(world.admin, { balanceMinor: 80_00 });
  const holding = await buy(member, 30_00);
  const hide = (endedAt: 'now()' | 'null') =>
    world.database.transaction(SYSTEM, {}, (ctx) =>
      sql`update mealplans.holding set ended_at = ${sql.raw(endedAt)} where id = ${holding.id}`.execute(ctx.tx),
    );
  await hide('now()');
  const { id: closureId } = await world.closeToPayable(member);
  await hide('null');
  const input = { closureId, way: 'cash', reference: 'V-3' } as const;
  const key = newId();
  expect(await codeOf(world.cashier.client.closures.payClosure(input, { key }))).toBe('closures.meal_plan');
  expect(await world.wallet(member)).toMatchObject({ status: 'active', balanceMinor: 50_00 });
  await world.cashier.client.mealplans.endMealHolding({ holdingId: holding.id, reason: '毕业' });
  expect(await codeOf(world.cashier.client.closures.payClosure(input, { key }))).toBe('closures.changed');
  expect(await world.cashier.client.closures.payClosure(input)).toMatchObject({ state: 'done', paidMinor: 80_00 });
});

/** As a file of old cards does. */
async function enterOpening(member: MemberPerson, amountMinor: number) {
  const [batchId, openingId] = [newId(), newId()];
  await world.database.transaction(SYSTEM, {}, async (ctx) => {
    await sql`insert into migration.batch (id, import_id, source, valid_until, made_by, made_by_name, created_at)
      values (${batchId}, ${newId()}, 'old', '2099-12-31', ${newId()}, 'x', now())`.execute(ctx.tx);
    await sql`insert into migration.opening (id, batch_id, source, member_id, amount_minor)
      values (${openingId}, ${batchId}, 'old', ${member.memberId}, ${amountMinor})`.execute(ctx.tx);
  });
  const put = (state: 'refused') =>
    world.database.transaction(SYSTEM, {}, (ctx) => sql`update migration.opening set state = ${state} where id = ${openingId}`.execute(ctx.tx));
  return { putAside: () => put('refused') };
}

test('whose balance of the old system waits is not closed before it was posted or put aside', { timeout: 90_000 }, async () => {
  const member = await world.member(world.admin, { balanceMinor: 10_00 });
  const opening = await enterOpening(member, 58_60);
  expect(await world.rowsOf(await world.look(member))).toMatchObject([{ state: 'blocked', problem: 'balance_coming' }]);
  await opening.putAside();
  expect(await world.rowsOf(await world.look(member))).toMatchObject([{ state: 'ready', problem: null }]);
});

test('who signed a paper slip that waits is not closed before it was confirmed or refused', { timeout: 90_000 }, async () => {
  const member = await world.member(world.admin, { balanceMinor: 10_00 });
  const paidOn = new Date().toISOString().slice(0, 10);
  const { slips } = world.admin.client;
  await slips.keySlips({ merchantId: till.merchantId, slips: [{ slipNumber: 'L-1', memberNumber: member.memberNumber, amountMinor: 300, paidOn }] });
  expect(await world.rowsOf(await world.look(member))).toMatchObject([{ state: 'blocked', problem: 'slip_waiting' }]);
  const [slip] = (await slips.listSlips({ merchantId: till.merchantId })).items;
  await slips.refuseSlip({ slipId: slip?.id ?? newId<'slip'>(), reason: '重写' });
  expect(await world.rowsOf(await world.look(member))).toMatchObject([{ state: 'ready', problem: null }]);
});

test('nobody is forgotten with a bought plan or a waiting balance; a plan that was given ends', { timeout: 90_000 }, async () => {
  const member = await world.member(world.admin, { balanceMinor: 20_00 });
  const holding = await buy(member, 20_00);
  const opening = await enterOpening(member, 1_00);
  const obstacles = async () => (await member.client.privacy.getOwnPrivacy()).erasureObstacles;
  expect(await obstacles()).toEqual(['mealPlan', 'oldBalance']);
  expect(await codeOf(member.client.privacy.requestOwnErasure({ password: PASSWORD }))).toBe('privacy.erasure_blocked');
  await opening.putAside();
  await world.cashier.client.mealplans.endMealHolding({ holdingId: holding.id, reason: '离校' });
  expect(await obstacles()).toEqual(['balance']);
  const row = await world.closeToPayable(member);
  await world.cashier.client.closures.undoClosure({ closureId: row.id });
  await pay(till, member, 20_00);
  const given = await openPlan(world.admin, till);
  await world.admin.client.mealplans.grantMealPlan({ planId: given.id, memberId: member.memberId });
  await world.admin.client.settings.updateSetting({ key: 'privacy.coolingOffDays', value: 0 });
  const back = world.stranger('member');
  await back.client.identity.signInWithPassword({ userName: member.memberNumber, password: PASSWORD });
  await back.client.privacy.requestOwnErasure({ password: PASSWORD });
  const errand = { database: world.database, requestId: 'erase', now: world.clock() };
  await eventually(async () => {
    await eraseDue(personalRecordsOf(createSecretBox(world.keys)), errand);
    expect((await world.admin.client.members.getMember({ memberId: member.memberId })).memberNumber).toMatch(/^X-/);
  });
  expect(new Set((await holdingsOf(member)).map(({ status }) => status))).toEqual(new Set(['ended']));
});
