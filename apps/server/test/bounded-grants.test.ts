/** Whom grants of money and meals reach, and what somebody who is bounded to departments sees of meals. */
import { type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMealTotals } from '../src/modules/mealplans/get-meal-totals.ts';
import { grantMealPlan } from '../src/modules/mealplans/grant-meal-plan.ts';
import { grantMealPlanToAudience, previewMealPlanAudience } from '../src/modules/mealplans/grant-to-audience.ts';
import { listMeals } from '../src/modules/mealplans/list-meals.ts';
import { grantToAudience, previewAudience } from '../src/modules/subsidies/grant-to-audience.ts';
import type { Actor, Ctx } from '../src/platform/ctx.ts';
import { connectAs, unguard } from './isolation/tables.ts';
import { openPlan, pay, today } from './meals.world.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson, type TillDevice, type World } from './world.ts';

const STUDENTS = { departmentIds: [], memberKinds: ['student' as const] };
const SUM = toMinor(500);
let world: World;
let admin: StaffPerson;
let till: TillDevice;
let college: Id<'department'>;
let lab: Id<'department'>;
let dean: Id<'department'>;
/** In a department below the college, in one beside it, and in none. */
let inside: MemberPerson;
let beside: MemberPerson;
let nowhere: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  college = await world.department('信息学院');
  dean = await world.department('教务处');
  lab = await world.department('软件实验室', { parentId: college });
  [inside, beside, nowhere] = [await world.member(admin), await world.member(admin), await world.member(admin)];
  await admin.client.members.updateMember({ memberId: inside.memberId, departmentId: lab });
  await admin.client.members.updateMember({ memberId: beside.memberId, departmentId: dean });
});
afterAll(() => world?.close());

/** No role gives these rights for departments yet; whoever is bounded to some is held to them here too. */
function asClerk<Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const { staffId } = admin;
  const person = { userId: newId(), staffId, name: '学院', organizationId: world.operatorId, organizationKind: 'operator' as const };
  const actor: Actor = { kind: 'staff', ...person, permissions: new Set(), departments: [college, lab] };
  return world.database.transaction(actor, {}, work);
}

function openProgramme() {
  const scope = { everywhere: true, merchantIds: [], categories: [] };
  const name = { zh: `项目 ${newId()}`, en: `Programme ${newId()}` };
  return admin.client.subsidies.createProgramme({ name, scope, expiry: { kind: 'never' }, budgetMinor: null });
}
const everybody = () => [inside, beside, nowhere];
const purses = (programmeId: Id<'programme'>) =>
  Promise.all(
    everybody().map(async ({ client }) => {
      const found = (await client.subsidies.listOwnPurses()).purses.find((purse) => purse.programmeId === programmeId);
      return found?.balanceMinor ?? 0;
    }),
  );
const done = (roundId: Id<'round'>, state = 'done') =>
  eventually(async () => expect(await admin.client.subsidies.getRound({ roundId })).toMatchObject({ state }));
const holders = (planId: Id<'mealPlan'>) =>
  Promise.all(
    everybody().map(async ({ client }) => (await client.mealplans.listOwnMealPlans()).holdings.filter((one) => one.planId === planId).length),
  );

test('a narrow grant of a role leaves out what gives money and meals away', async () => {
  const clerk = await world.staff('checker');
  const { grants } = await admin.client.organizations.getStaff({ staffId: clerk.staffId });
  await world.grant(clerk, 'finance', { scope: 'subtree', departmentId: college });
  for (const { id } of grants) await admin.client.organizations.revokeGrant({ grantId: id, reason: '只留学院内的权限' });
  const { id: programmeId } = await openProgramme();
  const asked = { programmeId, audience: STUDENTS, amountMinor: SUM, label: '2026-11' };
  expect(await codeOf(clerk.client.members.listMembers({}))).toBe('no refusal');
  expect(await codeOf(clerk.client.subsidies.grantToAudience(asked))).toBe('request.forbidden');
  expect(await codeOf(clerk.client.mealplans.listMeals({}))).toBe('request.forbidden');
});

test('a subsidy for everybody reaches the members of the giver’s departments alone, who can be counted before', async () => {
  const { id: programmeId } = await openProgramme();
  const asked = { programmeId, audience: STUDENTS, amountMinor: SUM };
  expect(await asClerk((ctx) => previewAudience(ctx, asked))).toMatchObject({ memberCount: 1, sumMinor: SUM });
  const round = await asClerk((ctx) => grantToAudience(ctx, { ...asked, label: '2026-11' }));
  await done(round.id);
  expect(await purses(programmeId)).toEqual([SUM, 0, 0]);
  const ofOthers = { ...asked, audience: { departmentIds: [dean], memberKinds: [] }, label: '2026-12' };
  expect(await codeOf(asClerk((ctx) => grantToAudience(ctx, ofOthers)))).toBe('subsidies.audience_empty');
  const ofAll = await admin.client.subsidies.grantToAudience({ ...asked, label: '2026-12' });
  await done(ofAll.id);
  expect(await purses(programmeId)).toEqual([2 * SUM, SUM, SUM]);
});

test('a department that does not exist is nobody, not everybody', async () => {
  const { id: programmeId } = await openProgramme();
  const plan = await openPlan(admin, till);
  const audience = { departmentIds: [newId<'department'>()] };
  expect(await admin.client.subsidies.previewAudience({ programmeId, audience, amountMinor: SUM })).toMatchObject({ memberCount: 0 });
  expect(await codeOf(admin.client.subsidies.grantToAudience({ programmeId, audience, amountMinor: SUM, label: 'none' }))).toBe(
    'subsidies.audience_empty',
  );
  expect(await admin.client.mealplans.previewMealPlanAudience({ planId: plan.id, audience })).toEqual({ memberCount: 0 });
  expect(await codeOf(admin.client.mealplans.grantMealPlanToAudience({ planId: plan.id, audience }))).toBe('mealplans.audience_empty');
});

test('a meal plan for everybody reaches the members of the giver’s departments alone', async () => {
  const { id: planId } = await openPlan(admin, till);
  expect(await asClerk((ctx) => previewMealPlanAudience(ctx, { planId, audience: STUDENTS }))).toEqual({ memberCount: 1 });
  await asClerk((ctx) => grantMealPlanToAudience(ctx, { planId, audience: STUDENTS }));
  await eventually(async () => expect(await holders(planId)).toEqual([1, 0, 0]));
  const ofOthers = { planId, audience: { departmentIds: [dean], memberKinds: [] } };
  expect(await codeOf(asClerk((ctx) => grantMealPlanToAudience(ctx, ofOthers)))).toBe('mealplans.audience_empty');
  expect(await codeOf(asClerk((ctx) => grantMealPlan(ctx, { planId, memberId: beside.memberId })))).toBe('members.unknown');
});

test('the meals of others are in no list and no sum of somebody bounded to departments, also without row-level security', async () => {
  // It ends first, so it pays, whatever else somebody holds.
  const { id: planId } = await openPlan(admin, till, { perPeriod: 9, term: { kind: 'days', days: 5 } });
  for (const { memberId } of everybody()) await admin.client.mealplans.grantMealPlan({ planId, memberId });
  for (const [index, member] of everybody().entries()) await pay(till, member, 100 + index);
  const all = await admin.client.mealplans.getMealTotals({ planId });
  expect(all).toMatchObject({ count: 3, coveredMinor: 303, items: [{ count: 3 }] });
  const isBounded = () =>
    asClerk(async (ctx) => {
      expect((await listMeals(ctx, { planId, limit: 9 })).items.map(({ coveredMinor }) => coveredMinor)).toEqual([100]);
      expect(await getMealTotals(ctx, { planId, limit: 9 })).toMatchObject({ count: 1, coveredMinor: 100, items: [{ count: 1, priceMinor: 100 }] });
    });
  await isBounded();
  const owner = await connectAs(world.database.ownerUrl);
  const guard = await unguard(owner, 'mealplans.meal');
  try {
    await isBounded();
  } finally {
    await guard();
    await owner.close();
  }
});

test('sums go over the days that are named, a year at most, and otherwise over the last month', async () => {
  const { client } = admin;
  const day = today(world);
  expect(await client.mealplans.getMealTotals({})).toMatchObject({ to: day });
  expect(await client.mealplans.getMealTotals({ to: '2020-01-31' })).toMatchObject({ from: '2020-01-01', to: '2020-01-31', count: 0, items: [] });
  const tooLong = { from: '2024-01-01', to: '2025-01-01' };
  expect(await codeOf(client.mealplans.getMealTotals(tooLong))).toBe('mealplans.span_too_long');
  expect(await codeOf(client.mealplans.exportMealTotals({ ...tooLong, language: 'en' }))).toBe('mealplans.span_too_long');
});

test('plans on sale are those that are for the member, in whatever department above, and not held yet', async () => {
  const priceMinor = toMinor(100);
  const ofCollege = await openPlan(admin, till, { priceMinor, eligible: { departmentIds: [college] } });
  const ofDean = await openPlan(admin, till, { priceMinor, eligible: { departmentIds: [dean] } });
  const ofStaff = await openPlan(admin, till, { priceMinor, eligible: { memberKinds: ['staff'] } });
  const ofAll = await openPlan(admin, till, { priceMinor });
  const plans = [ofCollege, ofDean, ofStaff, ofAll].map(({ id }) => id);
  const onSale = async ({ client }: MemberPerson) => {
    const found = (await client.mealplans.listMealPlansOnSale()).plans.map(({ id }) => id);
    return plans.map((id) => found.includes(id));
  };
  expect(await onSale(inside)).toEqual([true, false, false, true]);
  expect(await onSale(beside)).toEqual([false, true, false, true]);
  expect(await onSale(nowhere)).toEqual([false, false, false, true]);
  await admin.client.mealplans.grantMealPlan({ planId: ofAll.id, memberId: inside.memberId });
  expect(await onSale(inside)).toEqual([true, false, false, false]);
});
