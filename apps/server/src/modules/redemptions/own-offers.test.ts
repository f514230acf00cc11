import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { checkoutsJobs } from '../checkouts/index.ts';
import { trialBalance } from '../ledger/index.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

let world: RedemptionsWorld;
let wash: Id<'item'>;

beforeAll(async () => {
  world = await createRedemptionsWorld();
  wash = await world.item();
});
afterAll(() => world?.close());

type Offer = {
  trigger: 'open' | 'coupon' | 'code';
  code?: string;
  fromMinor?: number;
  lessMinor?: number;
  returnPolicy?: 'recalculate';
  gift?: { item: string; quantity: number; worthMinor: number };
  scope?: { itemIds?: Id<'item'>[]; categoryIds?: Id<'category'>[]; levelIds?: Id<'pointsLevel'>[] };
};

let made = 0;

async function campaign({ trigger, code, gift, scope, lessMinor = 10_00, fromMinor = lessMinor, returnPolicy }: Offer): Promise<Id<'campaign'>> {
  const { promotions } = world.finance.client;
  made += 1;
  const { id: campaignId, revision } = await promotions.createCampaign({
    name: { zh: `优惠 ${made}`, en: `Offer ${made}` },
    trigger,
    benefit: gift ? { kind: 'gift', ...gift } : { kind: 'spendLess', tiers: [{ fromMinor, lessMinor }] },
    beginsAt: new Date(world.clock().getTime() - 1_000).toISOString(),
    endsAt: null,
    hours: [],
    scope: { merchantIds: [world.merchant.organizationId], merchantCategories: [], memberKinds: [], departmentIds: [], ...scope },
    minSpendMinor: null,
    budgetMinor: 500_00,
    perMemberMinor: null,
    perMemberCount: null,
    places: null,
    bearer: 'platform',
    bearerId: null,
    priority: 100,
    standing: 'joint',
    ...(returnPolicy && { returnPolicy }),
    code: code ?? null,
    coupon: trigger === 'coupon' ? { validDays: null, issueMax: null, takesPerMember: 0 } : null,
  });
  await promotions.startCampaign({ campaignId, revision });
  return campaignId;
}

async function couponOf(member: MemberPerson, campaignId: Id<'campaign'>): Promise<Id<'coupon'>> {
  await world.finance.client.promotions.issueCoupons({ campaignId, memberNumbers: [member.memberNumber] }, { key: newId() });
  const found = (await member.client.promotions.listOwnCoupons({ limit: 200 })).items.find((one) => one.campaignId === campaignId);
  if (!found) throw new Error('the coupon did not arrive');
  return found.id;
}

const stateOf = async (member: MemberPerson, couponId: string) =>
  (await member.client.promotions.listOwnCoupons({ limit: 200 })).items.find(({ id }) => id === couponId)?.state;
const books = () => world.system(trialBalance);
const sumOf = (kind: string, { lines }: Awaited<ReturnType<typeof books>>) => lines.find((line) => line.kind === kind)?.balanceMinor ?? 0;
/** Accounts that the first booking opened are empty again. */
const heldIn = ({ lines }: Awaited<ReturnType<typeof books>>) => lines.filter(({ balanceMinor }) => balanceMinor !== 0);
/** What a refund sets off, as its job does it. */
const follow = (paymentId: string) =>
  world.system(async (ctx) => {
    for (const job of checkoutsJobs) if (job.mode !== 'direct') await job.run(ctx, { paymentId } as never); // Its only job takes a payment.
  });

test('a coupon takes its sum off what money pays of a booking, the merchant has its price, and all of it comes back', async () => {
  const member = await world.member({ ours: 15 });
  const couponId = await couponOf(member, await campaign({ trigger: 'coupon' }));
  const { quoteOwnRedemption, bookRedemption, cancelOwnRedemption } = member.client.redemptions;
  const parts = [part(world.ours, 15)];
  const quote = await quoteOwnRedemption({ itemId: wash, parts });
  expect(quote).toMatchObject({ cashMinor: 750, offers: { grossMinor: 1_750, discountMinor: 1_000, totalMinor: 750, couponIds: [couponId] } });
  expect(await quoteOwnRedemption({ itemId: wash, parts, couponIds: [] })).toMatchObject({ cashMinor: 1_750, offers: { applied: [] } });
  const asked = { itemId: wash, parts, pin: PIN, couponIds: [couponId] };
  expect(await codeOf(bookRedemption({ ...asked, cashMinor: 749 }))).toBe('checkouts.price_changed');
  expect(await codeOf(bookRedemption({ ...asked, couponIds: [], cashMinor: 750 }))).toBe('checkouts.price_changed');
  expect(await world.held(member)).toEqual([15, 0, 10_000]);
  expect(await stateOf(member, couponId)).toBe('available');

  const before = await books();
  const key = newId();
  const booked = await bookRedemption({ ...asked, cashMinor: 750 }, { key });
  expect(booked).toMatchObject({ cashMinor: 750, discountMinor: 1_000, state: 'waiting' });
  expect((await bookRedemption({ ...asked, cashMinor: 750 }, { key })).id).toBe(booked.id);
  const after = await books();
  const change = (kind: string) => sumOf(kind, after) - sumOf(kind, before);
  // Of the points the operator owes the merchant 11.00 and has 14.25 of their issuer.
  expect([change('wallet'), change('merchant'), change('operator')]).toEqual([-750, 1_750 + 1_100, -1_000 + 1_425 - 1_100]);
  expect(await world.held(member)).toEqual([0, 0, 9_250]);
  expect(await stateOf(member, couponId)).toBe('used');
  expect(await world.faults()).toEqual([]);

  await cancelOwnRedemption({ redemptionId: booked.id });
  await follow(booked.id);
  await follow(booked.id);
  expect(heldIn(await books())).toEqual(heldIn(before));
  expect(await world.held(member)).toEqual([15, 0, 10_000]);
  expect(await stateOf(member, couponId)).toBe('available');
  expect(await world.faults()).toEqual([]);
});

test('a coupon worth the whole price pays it alone: the merchant has its price, and by pieces all of it comes back', async () => {
  const member = await world.member();
  const couponId = await couponOf(member, await campaign({ trigger: 'coupon', lessMinor: 70_00 }));
  const asked = { itemId: wash, quantity: 2, parts: [], couponIds: [couponId] };
  expect(await member.client.redemptions.quoteOwnRedemption(asked)).toMatchObject({ cashMinor: 0, offers: { grossMinor: 7_000, totalMinor: 0 } });
  const before = await books();
  const booked = await member.client.redemptions.bookRedemption({ ...asked, cashMinor: 0, pin: PIN });
  expect(booked).toMatchObject({ cashMinor: 0, discountMinor: 7_000, state: 'waiting' });
  const merchantGot = async () => sumOf('merchant', await books()) - sumOf('merchant', before);
  expect([await merchantGot(), await stateOf(member, couponId), (await world.held(member))[2]]).toEqual([7_000, 'used', 10_000]);
  const giveBack = () => world.admin.client.redemptions.returnRedemption({ redemptionId: booked.id, quantity: 1 });
  await giveBack();
  expect([await merchantGot(), await stateOf(member, couponId)]).toEqual([3_500, 'used']);
  await giveBack();
  expect([await merchantGot(), await stateOf(member, couponId)]).toEqual([0, 'available']);
  expect(heldIn(await books())).toEqual(heldIn(before));
  expect(await world.faults()).toEqual([]);
});

test('where a campaign has the rest priced anew, a part gives back what was paid beyond it, once, and all parts give back everything', async () => {
  const member = await world.member();
  const { quoteReturn, returnRedemption } = world.merchant.client.redemptions;
  const merchantGot = async () => sumOf('merchant', await books()) - sumOf('merchant', before);
  const before = await books();
  const book = async (fromMinor: number, lessMinor: number) => {
    const couponId = await couponOf(member, await campaign({ trigger: 'coupon', fromMinor, lessMinor, returnPolicy: 'recalculate' }));
    const asked = { itemId: wash, quantity: 2, parts: [], pin: PIN, couponIds: [couponId], cashMinor: 7_000 - lessMinor };
    return { couponId, redemptionId: (await member.client.redemptions.bookRedemption(asked)).id };
  };
  // One wash alone is not worth half of two: what was paid for two is its price, and the platform has its half back.
  const half = await book(70_00, 35_00);
  expect(await quoteReturn({ redemptionId: half.redemptionId, quantity: 1 })).toEqual({
    quantity: 1,
    points: 0,
    cashMinor: 0,
    policy: 'recalculate',
    discountBackMinor: 3_500,
  });
  const one = { redemptionId: half.redemptionId, quantity: 1, shownMinor: 0 };
  expect(await codeOf(returnRedemption({ ...one, shownMinor: 17_50 }))).toBe('redemptions.return_changed');
  const key = newId();
  await returnRedemption(one, { key });
  await returnRedemption(one, { key });
  expect([await merchantGot(), (await world.held(member))[2], await stateOf(member, half.couponId)]).toEqual([3_500, 6_500, 'used']);
  await returnRedemption({ ...one, shownMinor: 3_500 });
  await follow(half.redemptionId);
  expect([await merchantGot(), (await world.held(member))[2], await stateOf(member, half.couponId)]).toEqual([0, 10_000, 'available']);
  // Twenty off stay twenty off for one wash; two hands at once give back no more than was paid.
  const twenty = await book(20_00, 20_00);
  const of = { redemptionId: twenty.redemptionId, quantity: 1 };
  expect(await quoteReturn(of)).toMatchObject({ cashMinor: 3_500, discountBackMinor: 0 });
  expect(await codeOf(quoteReturn({ ...of, quantity: 3 }))).toBe('redemptions.return_too_much');
  const both = await Promise.all([1, 2].map(() => returnRedemption(of)));
  expect(Math.max(...both.map(({ returns }) => returns.length))).toBe(2);
  await follow(twenty.redemptionId);
  expect([(await world.held(member))[2], await stateOf(member, twenty.couponId)]).toEqual([10_000, 'available']);
  expect(heldIn(await books())).toEqual(heldIn(before));
  expect(await codeOf(quoteReturn(of))).toBe('redemptions.not_now');
  expect(await world.faults()).toEqual([]);
});

test('at a device the same counts as on the phone: the coupon is used, and the price is one', async () => {
  const member = await world.member({ ours: 15 });
  const couponId = await couponOf(member, await campaign({ trigger: 'coupon' }));
  world.pass(60);
  const parts = [part(world.ours, 15)];
  const own = await member.client.redemptions.quoteOwnRedemption({ itemId: wash, parts });
  const { quoteAtTill, redeemAtTill } = world.till.client.redemptions;
  const quote = await quoteAtTill({ itemId: wash, parts, credential: await world.credential(member) });
  expect(quote).toMatchObject({ cashMinor: own.cashMinor, offers: own.offers });
  const asked = { itemId: wash, parts, pin: PIN, credential: await world.credential(member) };
  expect(await codeOf(redeemAtTill({ ...asked, cashMinor: 750 }))).toBe('checkouts.price_changed');
  expect(await redeemAtTill({ ...asked, cashMinor: 750, couponIds: [couponId] })).toMatchObject({ state: 'taken', cashMinor: 750 });
  expect([await stateOf(member, couponId), await world.held(member)]).toEqual(['used', [0, 0, 9_250]]);
  expect(await world.faults()).toEqual([]);
});

test('one coupon pays a part of one booking, however many are made at once; a code is told apart from a wrong one', async () => {
  const member = await world.member({}, 100_000);
  const couponId = await couponOf(member, await campaign({ trigger: 'coupon' }));
  const book = (over = {}) =>
    codeOf(member.client.redemptions.bookRedemption({ itemId: wash, parts: [], pin: PIN, couponIds: [couponId], cashMinor: 2_500, ...over }));
  const codes = await Promise.all(Array.from({ length: 8 }, () => book()));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(codes.filter((code) => code === 'promotions.coupon_unavailable')).toHaveLength(7);
  await campaign({ trigger: 'code', code: 'WASH5', lessMinor: 5_00 });
  const quoted = await member.client.redemptions.quoteOwnRedemption({ itemId: wash, quantity: 2, codes: ['WASH5'] });
  expect(quoted).toMatchObject({ cashMinor: 6_500, offers: { applied: [{ code: 'WASH5', discountMinor: 500 }] } });
  expect(await codeOf(member.client.redemptions.quoteOwnRedemption({ itemId: wash, codes: ['WASH6'] }))).toBe('promotions.code_unknown');
  expect(await book({ couponIds: [], codes: ['WASH5'], quantity: 2, cashMinor: 6_500 })).toBe('no refusal');
  // Nobody hands a mug out on the phone, so nobody pays the merchant for one.
  await campaign({ trigger: 'code', code: 'MUG1', gift: { item: '杯子', quantity: 1, worthMinor: 20_00 } });
  expect(await codeOf(member.client.redemptions.quoteOwnRedemption({ itemId: wash, codes: ['MUG1'] }))).toBe('promotions.gift_at_till');
  expect(await book({ couponIds: [], codes: ['MUG1'] })).toBe('promotions.gift_at_till');
  // A till hands it over.
  const shown = { itemId: wash, parts: [], codes: ['MUG1'] };
  const atTill = world.till.client.redemptions;
  const quotedThere = await atTill.quoteAtTill({ ...shown, credential: await world.credential(member) });
  expect(quotedThere).toMatchObject({
    cashMinor: 3_500,
    offers: { applied: [{ code: 'MUG1', discountMinor: 0, gift: { item: '杯子', quantity: 1 } }] },
  });
  const redeemed = await atTill.redeemAtTill({ ...shown, cashMinor: 3_500, couponIds: [], pin: PIN, credential: await world.credential(member) });
  expect(redeemed).toMatchObject({ state: 'taken', cashMinor: 3_500 });
  expect((await world.held(member))[2]).toBe(100_000 - 2_500 - 6_500 - 3_500);
  expect(await world.faults()).toEqual([]);
});

test('what is for a product, a category or a level comes off nothing else and for nobody else', async () => {
  const { ours, admin, issuer } = world;
  const other = await world.item();
  const all = (await admin.client.catalogue.listCategories({})).items;
  const { id: parentId } = await admin.client.catalogue.createCategory({
    code: 'car-care',
    name: { zh: '汽车养护', en: 'Car care' },
    parentId: null,
    place: 90,
    state: 'on',
  });
  const washing = all.find(({ parentId: parent, items }) => parent === null && items > 0);
  if (!washing) throw new Error('the washes are in a category');
  await admin.client.catalogue.updateCategory({ ...washing, categoryId: washing.id, parentId });
  const member = await world.member({}, 100_000);
  const level = { name: { zh: '金卡', en: 'Gold' }, threshold: 1_000, factorPercent: 100 };
  const ladder = { pointsProgrammeId: ours, measure: 'points', periodMonths: 12, graceDays: 0 } as const;
  const levels = async (...wanted: (typeof level)[]) => (await issuer.client.loyalty.setPointsLevels({ ...ladder, levels: wanted })).levels;
  const gold = (await levels(level))[0]?.id;
  if (!gold) throw new Error('there is one level');
  // Whatever else changes, a level by its name stays the same one.
  expect((await levels({ ...level, name: { zh: '银卡', en: 'Silver' }, threshold: 10 }, level))[1]?.id).toBe(gold);

  const ids = {
    product: await campaign({ trigger: 'code', code: 'PRODUCT', lessMinor: 1_00, scope: { itemIds: [wash] } }),
    category: await campaign({ trigger: 'code', code: 'CATEGORY', lessMinor: 2_00, scope: { categoryIds: [parentId] } }),
    gold: await campaign({ trigger: 'code', code: 'GOLD', lessMinor: 4_00, scope: { levelIds: [gold] } }),
  };
  const codes = ['PRODUCT', 'CATEGORY', 'GOLD'];
  const quoted = async (itemId: Id<'item'>) => {
    const { cashMinor, offers } = await member.client.redemptions.quoteOwnRedemption({ itemId, parts: [], codes });
    return { cashMinor, why: offers?.skipped.map(({ reason }) => reason.code) };
  };
  expect(await quoted(wash)).toEqual({ cashMinor: 3_200, why: ['other_member'] });
  expect(await quoted(other)).toEqual({ cashMinor: 3_300, why: ['nothing_in_scope', 'other_member'] });
  await issuer.client.loyalty.grantPoints({ pointsProgrammeId: ours, memberId: member.memberId, points: 1_000 });
  expect(await quoted(other)).toEqual({ cashMinor: 2_900, why: ['nothing_in_scope'] });
  const booked = await member.client.redemptions.bookRedemption({ itemId: wash, parts: [], pin: PIN, couponIds: [], codes, cashMinor: 2_800 });
  expect(booked).toMatchObject({ cashMinor: 2_800, discountMinor: 700 });
  const { promotions } = world.finance.client;
  expect(await promotions.getCampaign({ campaignId: ids.category })).toMatchObject({ categories: [{ name: { en: 'Car care' } }] });
  expect(await promotions.getCampaign({ campaignId: ids.gold })).toMatchObject({ levels: [{ id: gold, name: { en: 'Gold' } }] });
  await levels();
  expect(await promotions.getCampaign({ campaignId: ids.gold })).toMatchObject({ scope: { levelIds: [gold] }, levels: [] });
  expect((await quoted(wash)).why).toEqual(['other_member']);
  expect(await world.faults()).toEqual([]);
});
