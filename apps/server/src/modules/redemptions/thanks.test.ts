import type { Id } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type MemberPerson } from '../../../test/world.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';
import { thank } from './thank.ts';

let world: RedemptionsWorld;
let wash: Id<'item'>;
beforeAll(async () => {
  world = await createRedemptionsWorld();
  wash = await world.item({ pointsPrice: 15, moneyPriceMinor: null });
});
afterAll(() => world?.close());

const CAR_WASH = '01936f00-0000-7000-8000-000000000001' as Id<'category'>; // From the catalogue's first migration.
const CINEMA = '01936f00-0000-7000-8000-000000000006' as Id<'category'>; // As above.
let made = 0;

type Offer = { thanks: Id<'category'>[] | null; issueMax?: number; memberKinds?: ('staff' | 'student')[] };

async function campaign({ thanks, issueMax, memberKinds = [] }: Offer): Promise<Id<'campaign'>> {
  const { promotions } = world.finance.client;
  made += 1;
  const { id: campaignId, revision } = await promotions.createCampaign({
    name: { zh: `谢礼 ${made}`, en: `Thanks ${made}` },
    trigger: 'coupon',
    benefit: { kind: 'spendLess', tiers: [{ fromMinor: 5_00, lessMinor: 5_00 }] },
    beginsAt: new Date(world.clock().getTime() - 1_000).toISOString(),
    endsAt: null,
    hours: [],
    scope: { merchantIds: [], merchantCategories: [], memberKinds, departmentIds: [] },
    minSpendMinor: null,
    budgetMinor: 500_00,
    perMemberMinor: null,
    perMemberCount: null,
    places: null,
    bearer: 'platform',
    bearerId: null,
    priority: 100,
    standing: 'joint',
    code: null,
    coupon: { validDays: 7, issueMax: issueMax ?? null, takesPerMember: 0, thanksCategoryIds: thanks },
  });
  await promotions.startCampaign({ campaignId, revision });
  return campaignId;
}

async function redeem(member: MemberPerson): Promise<Id<'redemption'>> {
  world.pass(60);
  const asked = { itemId: wash, parts: [part(world.ours, 15)], cashMinor: 0, pin: PIN };
  const redeemed = await world.till.client.redemptions.redeemAtTill({ ...asked, credential: await world.credential(member) });
  return redeemed.id;
}

/** The worker has thanked for it; doing so again changes nothing. */
async function follow(member: MemberPerson, redemptionId: Id<'redemption'>, count: number): Promise<void> {
  await eventually(async () => expect(await held(member)).toHaveLength(count));
  await world.system((ctx) => thank(ctx, { redemptionId }));
  expect(await held(member)).toHaveLength(count);
}

const held = async (member: MemberPerson) =>
  (await member.client.promotions.listOwnCoupons({ limit: 200 })).items.map(({ campaignId, state }) => ({ campaignId, state }));

test('whoever redeems something is thanked with a coupon once: for what the campaign names, if it is for them, while there are some', async () => {
  const [ours, everything] = [await campaign({ thanks: [CAR_WASH] }), await campaign({ thanks: [], issueMax: 1 })];
  await campaign({ thanks: [CINEMA] });
  await campaign({ thanks: [CAR_WASH], memberKinds: ['staff'] });
  await campaign({ thanks: null });
  const member = await world.member({ ours: 30 });
  await follow(member, await redeem(member), 2);
  expect(await held(member)).toEqual(expect.arrayContaining([ours, everything].map((campaignId) => ({ campaignId, state: 'available' }))));
  const { items } = await member.client.notifications.listOwnNotices({ limit: 20 });
  expect(items.filter(({ kind }) => kind === 'coupon.thanks')).toHaveLength(2);
  // Of the second campaign there was one coupon; the first thanks again.
  await follow(member, await redeem(member), 3);
  expect((await held(member)).map(({ campaignId }) => campaignId).sort()).toEqual([ours, ours, everything].sort());
});

test('what comes back takes its thanks back, and nobody is thanked for what came back', async () => {
  const campaignId = await campaign({ thanks: [CAR_WASH] });
  const member = await world.member({ ours: 30 });
  const states = async () => (await held(member)).filter((one) => one.campaignId === campaignId).map(({ state }) => state);
  const first = await redeem(member);
  await eventually(async () => expect(await states()).toEqual(['available']));
  await world.merchant.client.redemptions.returnRedemption({ redemptionId: first, quantity: 1, reason: 'water was off' });
  expect(await states()).toEqual(['withdrawn']);
  await world.system((ctx) => thank(ctx, { redemptionId: first }));
  expect(await states()).toEqual(['withdrawn']);
});
