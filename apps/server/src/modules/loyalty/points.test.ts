import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { drawPoints } from './draw-points.ts';
import { expireLots } from './expire-lots.ts';
import { findBreakage } from './find-breakage.ts';

const SYSTEM = systemActor('test');
const DAY_SECONDS = 86_400;
let world: World;
let admin: StaffPerson;
let finance: StaffPerson;
let issuer: StaffPerson;
let member: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  finance = await world.staff('finance');
  issuer = await world.staff('issuerManager');
  member = await memberOf(issuer);
});
afterAll(() => world.close());

async function memberOf(of: StaffPerson): Promise<MemberPerson> {
  const person = await world.member(admin);
  await admin.client.members.updateMember({ memberId: person.memberId, issuerId: of.organizationId });
  return person;
}
const as = <Result>(fn: Parameters<typeof world.database.transaction<Result>>[2]) => world.database.transaction(SYSTEM, {}, fn);

let drawnUp = 0;
async function programme() {
  drawnUp += 1;
  const made = await issuer.client.loyalty.createPointsProgramme({
    name: { zh: `积分 ${drawnUp}`, en: `Points ${drawnUp}` },
    expiry: { kind: 'months', months: 12 },
    pricePerThousandPoints: 95_000,
  });
  if (!made.proposal) throw new Error('a new programme comes with a proposal');
  await finance.client.loyalty.agreePointPrice({ pointPriceId: made.proposal.id });
  return made.id;
}
type ProgrammeId = Awaited<ReturnType<typeof programme>>;
const grant = (pointsProgrammeId: ProgrammeId, points: number, to = member) =>
  issuer.client.loyalty.grantPoints({ pointsProgrammeId, memberId: to.memberId, points });
const held = async (programmeId: ProgrammeId, of = member) =>
  (await of.client.loyalty.listOwnPoints()).items.find((item) => item.programmeId === programmeId);
const draw = (programmeId: ProgrammeId, points: number) =>
  as((ctx) => drawPoints(ctx, { memberId: member.memberId, programmeId, points, key: newId() }));

test('a price proposed by one side is agreed by the other, which opens the programme; a later one touches only what comes later', async () => {
  const made = await issuer.client.loyalty.createPointsProgramme({
    name: { zh: '礼遇', en: 'Courtesy' },
    expiry: { kind: 'year', year: 2_099 },
    pricePerThousandPoints: 95_000,
  });
  expect(made).toMatchObject({ status: 'proposed', pricePerThousandPoints: null, proposal: { mayDecide: false } });
  const pointPriceId = made.proposal?.id ?? newId();
  const pointsProgrammeId = made.id;
  expect(await codeOf(grant(pointsProgrammeId, 10))).toBe('loyalty.programme_not_open');
  expect(await codeOf(issuer.client.loyalty.agreePointPrice({ pointPriceId }))).toBe('loyalty.price_other_side');
  expect(await finance.client.loyalty.agreePointPrice({ pointPriceId })).toMatchObject({ state: 'agreed', decidedByName: 'finance' });
  expect(await codeOf(finance.client.loyalty.agreePointPrice({ pointPriceId }))).toBe('loyalty.price_not_now');
  const second = await finance.client.loyalty.proposePointPrice({ pointsProgrammeId, pricePerThousandPoints: 90_000 });
  expect(await codeOf(issuer.client.loyalty.proposePointPrice({ pointsProgrammeId, pricePerThousandPoints: 1 }))).toBe('loyalty.price_waits');
  expect(await codeOf(admin.client.loyalty.agreePointPrice({ pointPriceId: second.id }))).toBe('loyalty.price_other_side');
  world.pass(60);
  await issuer.client.loyalty.agreePointPrice({ pointPriceId: second.id });
  expect(await issuer.client.loyalty.getPointsProgramme({ pointsProgrammeId })).toMatchObject({
    status: 'open',
    pricePerThousandPoints: 90_000,
    proposal: null,
  });
  expect((await issuer.client.loyalty.listPointPrices({ pointsProgrammeId })).items.map((one) => one.pricePerThousandPoints)).toEqual([
    90_000, 95_000,
  ]);
});

test('an issuer gives to its own members only, and sees nothing of another issuer’s programme', async () => {
  const pointsProgrammeId = await programme();
  const stranger = await world.member(admin);
  expect(await codeOf(grant(pointsProgrammeId, 10, stranger))).toBe('members.unknown');
  expect(await codeOf(admin.client.loyalty.grantPoints({ pointsProgrammeId, memberId: stranger.memberId, points: 10 }))).toBe(
    'loyalty.member_not_yours',
  );
  const other = await world.staff('issuerManager');
  expect(await codeOf(other.client.loyalty.getPointsProgramme({ pointsProgrammeId }))).toBe('loyalty.programme_unknown');
  expect((await other.client.loyalty.listPointsProgrammes({})).items).toEqual([]);
  const clerk = await world.staff('issuerClerk', issuer.organizationId);
  expect(await clerk.client.loyalty.grantPoints({ pointsProgrammeId, memberId: member.memberId, points: 5 })).toMatchObject({ points: 5 });
  expect(await codeOf(clerk.client.loyalty.updatePointsProgramme({ pointsProgrammeId, status: 'closed' }))).toBe('request.forbidden');
  for (const points of [0, -1, 1.5, 100_000_001]) expect(await codeOf(grant(pointsProgrammeId, points))).toBe('request.invalid');
});

test('the same grant sent twice gives once; what is unspent of it can be taken back', async () => {
  const pointsProgrammeId = await programme();
  const key = newId<string>();
  const asked = { pointsProgrammeId, memberId: member.memberId, points: 300, reason: '生日' };
  const round = await issuer.client.loyalty.grantPoints(asked, { key });
  expect(await issuer.client.loyalty.grantPoints(asked, { key })).toEqual(round);
  await draw(pointsProgrammeId, 120);
  await issuer.client.loyalty.takeBackPointsRound({ pointsRoundId: round.id });
  await eventually(async () =>
    expect(await issuer.client.loyalty.getPointsRound({ pointsRoundId: round.id })).toMatchObject({ state: 'taken_back', takenBackPoints: 180 }),
  );
  expect(await held(pointsProgrammeId)).toMatchObject({ balance: 0 });
  expect(await issuer.client.loyalty.getPointsProgramme({ pointsProgrammeId })).toMatchObject({ granted: 120, redeemed: 120, outstanding: 0 });
  expect((await member.client.loyalty.listOwnPointsHistory({ pointsProgrammeId })).items.map(({ kind, points }) => [kind, points])).toEqual(
    expect.arrayContaining([
      ['granted', 300],
      ['redeemed', -120],
      ['taken_back', -180],
    ]),
  );
});

test('what members hold stands by age, and what nobody used by the days on which it ended', async () => {
  const pointsProgrammeId = await programme();
  await grant(pointsProgrammeId, 40);
  const found = async (from: string, to: string) => (await as((ctx) => findBreakage(ctx, { from, to, agesDays: [90, 180] }))).get(pointsProgrammeId);
  expect(await found('2026-01-01', '2027-12-31')).toEqual({ expired: 0, held: [40, 0, 0], pricePerThousand: 95_000 });
  world.pass(100 * DAY_SECONDS);
  expect(await found('2026-01-01', '2027-12-31')).toMatchObject({ held: [0, 40, 0] });
  world.pass(300 * DAY_SECONDS);
  while (await as(expireLots));
  const [from, to] = ['2020-01-01', '2099-12-31'];
  expect(await found(from, to)).toMatchObject({ expired: 40, held: [0, 0, 0] });
  expect(await found(from, '2020-12-31')).toBeUndefined();
});
