/** Points that spending earns, from the till through the journal to the member's phone. */
import { type BusinessDay, type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type StaffPerson, type TillDevice, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { findTransfers, refund } from '../ledger/index.ts';
import { drawPoints } from './draw-points.ts';
import { earnFrom, followEarning } from './follow-earning.ts';
import { raiseStandings } from './level-queries.ts';
import { renewLevels } from './levels.ts';
import { lowerEarnings } from './lower-earnings.ts';
import { matureLots } from './mature-lots.ts';
import { returnPoints } from './return-points.ts';
import { verifyLots } from './verify-lots.ts';

const SYSTEM = systemActor('test');
const WINDOW_SECONDS = 7 * 86_400;
let world: World;
let admin: StaffPerson;
let finance: StaffPerson;
let till: TillDevice;
let programmeId: Id<'pointsProgramme'>;

beforeAll(async () => {
  world = await createWorld();
});
// Sessions end when the clock moves on.
beforeEach(async () => {
  admin = await world.staff('administrator');
  finance = await world.staff('finance');
  till = await world.till(admin);
});
afterAll(() => world.close());

async function programme(name: string): Promise<Id<'pointsProgramme'>> {
  const terms = { name: { zh: name, en: name }, expiry: { kind: 'months', months: 12 } as const, pricePerThousandPoints: 10_000 };
  const made = await admin.client.loyalty.createPointsProgramme(terms);
  await finance.client.loyalty.agreePointPrice({ pointPriceId: made.proposal?.id ?? newId() });
  return made.id;
}

const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, fn);
async function follow(): Promise<void> {
  for (let round = 0; round < 50; round += 1) if ((await system(followEarning)) === 0) return;
}
const rule = (terms: { points?: number; factorPercent?: number; merchantIds?: Id<'organization'>[]; audience?: { memberKinds?: ['student'] } }) =>
  admin.client.loyalty.createEarningRule({ pointsProgrammeId: programmeId, points: 1, perMinor: 100, audience: {}, ...terms });
async function pay(member: MemberPerson, amountMinor: number): Promise<Id<'payment'>> {
  const paymentId = newId<'payment'>(world.clock().getTime());
  const credential = { kind: 'member' as const, memberNumber: member.memberNumber };
  const charge = () => till.client.payments.charge({ amountMinor: toMinor(amountMinor), credential }, { key: paymentId });
  // The till was cut off, and uploads it again.
  expect([await charge(), await charge()]).toMatchObject([{ outcome: 'approved' }, { outcome: 'approved' }]);
  return paymentId;
}
const giveBack = (paymentId: Id<'payment'>, amountMinor: number) =>
  admin.client.payments.refund({ paymentId, amountMinor }, { key: newId(world.clock().getTime()) });
async function held(member: MemberPerson): Promise<[balance: number, pending: number]> {
  await follow();
  const points = (await member.client.loyalty.listOwnPoints()).items.find((item) => item.programmeId === programmeId);
  return [points?.balance ?? 0, points?.pending ?? 0];
}

test('what is paid earns once and waits for the refund window; a part refund counts from the rest, rounded down', { timeout: 90_000 }, async () => {
  programmeId = await programme('消费积分');
  const early = await world.member(admin, { balanceMinor: 100_00 });
  await pay(early, 10_00);
  world.pass(1);
  const ours = await rule({});
  const member = await world.member(admin, { balanceMinor: 100_00 });
  const paymentId = await pay(member, 19_99);
  expect([await held(early), await held(member)]).toEqual([
    [0, 0],
    [0, 19],
  ]);
  await system(async (ctx) => earnFrom(ctx, await findTransfers(ctx, [paymentId])));
  expect(await held(member)).toEqual([0, 19]);
  await giveBack(paymentId, 5_00);
  expect(await held(member)).toEqual([0, 14]);
  const voided = await pay(member, 8_00);
  await follow();
  await giveBack(voided, 8_00);
  expect(await held(member)).toEqual([0, 14]);
  const both = await pay(member, 3_00);
  await giveBack(both, 3_00);
  expect(await held(member)).toEqual([0, 14]);
  expect(await system(matureLots)).toBe(0);
  await admin.client.loyalty.updateEarningRule({ earningRuleId: ours.id, status: 'paused' });
  await pay(early, 10_00);
  expect(await held(early)).toEqual([0, 0]);
  world.pass(WINDOW_SECONDS);
  await system(matureLots);
  await member.client.identity.signInWithPassword({ userName: member.memberNumber, password: 'correct horse battery' });
  expect(await held(member)).toEqual([14, 0]);
  // Given back later yet: what is spent stays so until it comes back, and goes to the issuer then. Followed twice, it counts once.
  const drawId = newId();
  const { memberId } = member;
  await system((ctx) => drawPoints(ctx, { memberId, programmeId, points: 12, key: drawId }));
  const businessOn = world.clock().toISOString().slice(0, 10);
  await system((ctx) => refund(ctx, { id: newId(), original: paymentId, amountMinor: toMinor(10_00), businessOn }));
  expect(await held(member)).toEqual([0, 0]);
  await system((ctx) => lowerEarnings(ctx, [paymentId]));
  await system((ctx) => returnPoints(ctx, { drawId, points: 12, key: newId() }));
  expect(await held(member)).toEqual([4, 0]);
  expect(await system(verifyLots)).toEqual([]);
});

test('a rule earns where and for whom it was made; of two that fit, the one that gives more', { timeout: 90_000 }, async () => {
  const only = { merchantIds: [till.merchantId], factorPercent: 150 };
  await rule(only);
  await rule({ points: 2, audience: { memberKinds: ['student'] } });
  await rule({ points: 9, merchantIds: [(await world.till(admin)).merchantId] });
  const member = await world.member(admin, { balanceMinor: 100_00 });
  const { kind } = await admin.client.members.getMember({ memberId: member.memberId });
  await pay(member, 19_99);
  expect(await held(member)).toEqual([0, kind === 'student' ? 39 : 29]);
  const listed = await admin.client.loyalty.listEarningRules({ pointsProgrammeId: programmeId });
  expect(listed.items.map(({ points, factorPercent, status }) => [points, factorPercent, status])).toEqual([
    [9, 100, 'active'],
    [2, 100, 'active'],
    [1, 150, 'active'],
    [1, 100, 'paused'],
  ]);
  const merchantIds = [newId<'organization'>()];
  expect(await codeOf(rule({ merchantIds }))).toBe('loyalty.merchant_unknown');
});

test('a refund that is read before its payment counts all the same', { timeout: 90_000 }, async () => {
  programmeId = await programme('先退后付');
  await rule({});
  const member = await world.member(admin, { balanceMinor: 100_00 });
  const paymentId = await pay(member, 10_00);
  const refundId = newId<'payment'>(world.clock().getTime());
  await admin.client.payments.refund({ paymentId, amountMinor: 4_00 }, { key: refundId });
  for (const id of [refundId, paymentId, refundId]) await system(async (ctx) => earnFrom(ctx, await findTransfers(ctx, [id])));
  expect(await held(member)).toEqual([0, 6]);
});

test('a level is given by hand until a day, not below what was reached, and ends as any level does', { timeout: 60_000 }, async () => {
  programmeId = await programme('手工等级');
  const { loyalty } = admin.client;
  const level = (en: string, threshold: number) => ({ name: { zh: en, en }, threshold, factorPercent: 100 });
  const member = await world.member(admin);
  const of = { pointsProgrammeId: programmeId, memberId: member.memberId, reason: 'an old customer' };
  const dayIn = (days: number) => new Date(world.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10) as BusinessDay; // As it is written.
  const give = (rank: number | null, until: BusinessDay | null = null) => codeOf(loyalty.giveMemberLevel({ ...of, rank, until }));
  expect(await give(1, dayIn(5))).toBe('loyalty.level_unknown');
  await loyalty.setPointsLevels({ ...of, measure: 'points', periodMonths: 12, graceDays: 0, levels: [level('Silver', 10), level('Gold', 100)] });
  expect(await give(3, dayIn(5))).toBe('loyalty.level_unknown');
  expect(await give(2, dayIn(-3))).toBe('loyalty.level_day_past');
  expect(await loyalty.giveMemberLevel({ ...of, rank: 2, until: dayIn(5) })).toEqual({ rank: 2, until: dayIn(5) });
  const levelNow = async () =>
    (await loyalty.listMemberPoints({ memberId: member.memberId })).items.find((item) => item.programmeId === programmeId)?.level;
  expect(await levelNow()).toMatchObject({ name: { en: 'Gold' }, until: dayIn(5), value: 0 });
  // What is earned meanwhile does not lower it, and bounds what may be given.
  await loyalty.grantPoints({ ...of, points: 20 }, { key: newId(world.clock().getTime()) });
  expect(await levelNow()).toMatchObject({ name: { en: 'Gold' } });
  expect(await loyalty.giveMemberLevel({ ...of, rank: null, until: null })).toMatchObject({ rank: 1 });
  await loyalty.grantPoints({ ...of, points: 90 }, { key: newId(world.clock().getTime()) });
  expect(await give(1, dayIn(5))).toBe('loyalty.level_below_reached');
  const other = await world.member(admin);
  await loyalty.giveMemberLevel({ ...of, memberId: other.memberId, rank: 1, until: dayIn(1) });
  expect(await system((ctx) => renewLevels({ ...ctx, now: new Date(ctx.now.getTime() + 3 * 86_400_000) }))).toBe(1);
  const { items } = await loyalty.listMemberPoints({ memberId: other.memberId });
  expect(items.find((item) => item.programmeId === programmeId)).toBeUndefined();
});

test('a level that was given by hand is the least level until its day, also for whoever climbed past it', async () => {
  programmeId = await programme('保底等级');
  const { loyalty } = admin.client;
  const level = (en: string, threshold: number) => ({ name: { zh: en, en }, threshold, factorPercent: 100 });
  const ladder = { pointsProgrammeId: programmeId, measure: 'points', periodMonths: 12, graceDays: 0 } as const;
  await loyalty.setPointsLevels({ ...ladder, levels: [level('Silver', 50), level('Gold', 100)] });
  const { memberId } = await world.member(admin);
  const of = { pointsProgrammeId: programmeId, memberId, reason: 'an old customer' };
  const inDays = (days: number) => new Date(world.clock().getTime() + days * 86_400_000);
  const until = inDays(500).toISOString().slice(0, 10) as BusinessDay; // As it is written.
  const levelNow = async () => (await loyalty.listMemberPoints({ memberId })).items.find((item) => item.programmeId === programmeId)?.level;
  await loyalty.giveMemberLevel({ ...of, rank: 1, until });
  await loyalty.grantPoints({ ...of, points: 100 }, { key: newId(world.clock().getTime()) });
  expect(await levelNow()).toMatchObject({ name: { en: 'Gold' } });
  const renewAfter = (days: number) => system((ctx) => renewLevels({ ...ctx, now: inDays(days) }));
  await renewAfter(400);
  expect(await levelNow()).toMatchObject({ name: { en: 'Silver' }, until });
  // Levels that are set anew keep it by its name, however far away its threshold is now.
  await loyalty.setPointsLevels({ ...ladder, levels: [level('Bronze', 500), level('Silver', 1_000)] });
  expect(await levelNow()).toMatchObject({ name: { en: 'Silver' }, until });
  await renewAfter(400);
  expect(await levelNow()).toMatchObject({ name: { en: 'Silver' }, until });
  await renewAfter(505);
  expect(await levelNow()).toMatchObject({ name: null });
});

test('a level is reached at once, makes spending earn more, and is measured anew when its time is over', { timeout: 90_000 }, async () => {
  programmeId = await programme('等级');
  await rule({});
  const level = (en: string, threshold: number, factorPercent: number) => ({ name: { zh: en, en }, threshold, factorPercent });
  const levels = [level('Silver', 10_00, 200), level('Gold', 100_00, 300)];
  const { loyalty } = admin.client;
  await loyalty.setPointsLevels({ pointsProgrammeId: programmeId, measure: 'spending', periodMonths: 1, graceDays: 3, levels });
  const member = await world.member(admin, { balanceMinor: 100_00 });
  const levelNow = async () => (await member.client.loyalty.listOwnPoints()).items.find((item) => item.programmeId === programmeId)?.level;
  await pay(member, 12_00);
  expect(await held(member)).toEqual([0, 12]);
  expect(await levelNow()).toMatchObject({ name: { en: 'Silver' }, value: 12_00, next: { name: { en: 'Gold' }, threshold: 100_00 } });
  await pay(member, 5_00);
  expect(await held(member)).toEqual([0, 22]);
  // Whoever changes the levels is told first whom it moves; who holds a level of the same name keeps it.
  const wish = (...wished: typeof levels) => ({
    pointsProgrammeId: programmeId,
    measure: 'spending' as const,
    periodMonths: 1,
    graceDays: 3,
    levels: wished,
  });
  const [bronze, diamond] = [level('Bronze', 1_00, 100), level('Diamond', 17_00, 100)];
  expect(await loyalty.previewPointsLevels(wish(bronze, level('Silver', 50_00, 200)))).toEqual({ moves: [], stayCount: 1 });
  const move = { from: { zh: 'Silver', en: 'Silver' }, to: { zh: 'Diamond', en: 'Diamond' }, memberCount: 1 };
  expect(await loyalty.previewPointsLevels(wish(bronze, diamond))).toEqual({ moves: [move], stayCount: 0 });
  await loyalty.setPointsLevels(wish(bronze, level('Silver', 50_00, 200)));
  expect(await levelNow()).toMatchObject({ name: { en: 'Silver' } });
  // Of two who raise at once, the one who measured less does not lower.
  const late = { programmeId, memberId: member.memberId, rank: 1, holdsUntil: '2099-01-01' };
  await system((ctx) => raiseStandings(ctx, [late]));
  expect(await levelNow()).toMatchObject({ name: { en: 'Silver' } });
  await loyalty.setPointsLevels(wish(...levels));
  expect(await system(renewLevels)).toBe(0);
  world.pass(40 * 86_400);
  expect(await system(renewLevels)).toBe(1);
  await member.client.identity.signInWithPassword({ userName: member.memberNumber, password: 'correct horse battery' });
  expect(await levelNow()).toMatchObject({ name: null, value: 0, next: { name: { en: 'Silver' } } });
});
