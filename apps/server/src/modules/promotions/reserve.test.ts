import { toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { updateCoupons } from './coupon-queries.ts';
import { quote } from './index.ts';
import { createPromotionsWorld, type PromotionsWorld } from './promotions.world.ts';
import { addUse } from './queries.ts';
import { releaseOverdue } from './settle-reservation.ts';

let world: PromotionsWorld;
let member: MemberPerson;
let other: MemberPerson;
beforeAll(async () => {
  world = await createPromotionsWorld();
  member = await world.member(world.admin);
  other = await world.member(world.admin);
});
afterAll(() => world?.close());
/** No campaign of another test counts here. */
beforeEach(async () => {
  const { items } = await world.writer.client.promotions.listCampaigns({ state: 'running', limit: 200 });
  for (const { id: campaignId } of items) await world.writer.client.promotions.pauseCampaign({ campaignId });
});

const read = (campaignId: Parameters<typeof world.writer.client.promotions.getCampaign>[0]['campaignId']) =>
  world.writer.client.promotions.getCampaign({ campaignId });

test('a coupon is used once under twenty orders at the same time', async () => {
  const couponId = await world.couponFor(await world.runCoupons(), member);
  const orders = Array.from({ length: 20 }, () => world.order({ memberId: member.memberId, couponIds: [couponId] }));
  const codes = await Promise.all(orders.map((order) => codeOf(world.reserve(order))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(codes.filter((code) => code === 'promotions.coupon_unavailable')).toHaveLength(19);
});

test('the control of twenty orders: who looks without locking is told that the coupon is free', async () => {
  const couponId = await world.couponFor(await world.runCoupons(), member);
  const orders = Array.from({ length: 20 }, () => world.order({ memberId: member.memberId, couponIds: [couponId] }));
  const quoted = await Promise.all(orders.map((order) => world.inTransaction((ctx) => quote(ctx, order))));
  expect(quoted.every(({ applied }) => applied.length === 1)).toBe(true);
});

test('the first three of twelve orders at once have a place and a fourth never, and the budget holds to the fen', async () => {
  const placesId = await world.run({ places: 3, priority: 1 });
  const budgetId = await world.run({ budgetMinor: 2_50, priority: 2 });
  await Promise.all(Array.from({ length: 12 }, () => world.reserve(world.order())));
  expect(await read(placesId)).toMatchObject({ usedCount: 3, usedMinor: 3_00 });
  expect(await read(budgetId)).toMatchObject({ usedCount: 3, usedMinor: 2_50 });
});

test('the control of twelve orders: without the lock all of them would have a place, and the table still refuses the fourth', async () => {
  const campaignId = await world.run({ places: 3 });
  const quoted = await Promise.all(Array.from({ length: 12 }, () => world.inTransaction((ctx) => quote(ctx, world.order()))));
  expect(quoted.filter(({ applied }) => applied.length === 1)).toHaveLength(12);
  const taking = (count: number) => world.inTransaction((ctx) => addUse(ctx, campaignId, { count, costMinor: 0, members: 0 }));
  await taking(3);
  await expect(taking(1)).rejects.toThrow('campaign_within_places');
});

test('the same order is told the same again, asked twice at once as well; another order under its key is refused', async () => {
  const campaignId = await world.run({ benefit: { kind: 'random', leastMinor: 1, mostMinor: 9_00 }, places: 100 });
  const couponId = await world.couponFor(await world.runCoupons(), member);
  const order = world.order({ memberId: member.memberId, couponIds: [couponId] });
  const [first, again] = await Promise.all([world.reserve(order), world.reserve(order)]);
  expect(again).toEqual(first);
  expect(first.applied).toHaveLength(2);
  expect(await codeOf(world.reserve({ ...order, memberId: null, couponIds: [] }))).toBe('request.key_reused');
  expect(await read(campaignId)).toMatchObject({ usedCount: 1, memberCount: 1 });
});

test('a lucky sum is the same whatever key is asked under and however the lines are cut, so nobody can ask until it suits', async () => {
  await world.run({ benefit: { kind: 'random', leastMinor: 1, mostMinor: 9_00 } });
  const asked = () => world.order({ memberId: member.memberId });
  const [first, cut] = [asked(), asked()];
  const { discountMinor } = await world.inTransaction((ctx) => quote(ctx, first));
  expect((await world.reserve(first)).discountMinor).toBe(discountMinor);
  for (let index = 0; index < 8; index += 1) expect((await world.inTransaction((ctx) => quote(ctx, asked()))).discountMinor).toBe(discountMinor);
  const halves = ['a', 'b'].map((id) => ({ id, productId: null, category: null, quantity: 1, unitMinor: toMinor(5_00) }));
  expect((await world.reserve({ ...cut, lines: halves })).discountMinor).toBe(discountMinor);
  const others = [11_00, 12_00, 13_00, 14_00].map((amount) => world.order({ memberId: member.memberId, amount }));
  const drawn = await Promise.all(others.map((order) => world.inTransaction((ctx) => quote(ctx, order))));
  expect(new Set(drawn.map((one) => one.discountMinor)).size).toBeGreaterThan(1);
});

test('somebody else’s coupon is none, a code counts however it is typed, and one that nobody made is refused', async () => {
  const couponId = await world.couponFor(await world.runCoupons(), other);
  expect(await codeOf(world.reserve(world.order({ memberId: member.memberId, couponIds: [couponId] })))).toBe('promotions.coupon_unavailable');
  const campaignId = await world.run({ trigger: 'code', code: 'NOON2026', benefit: { kind: 'percentage', rateBps: 1_000, capMinor: null } });
  expect((await world.reserve(world.order({ amount: 9_99, codes: [' noon2026 '] }))).applied).toMatchObject([
    { campaignId, discountMinor: toMinor(99), shown: 'NOON2026' },
  ]);
  expect(await codeOf(world.reserve(world.order({ codes: ['NOON2027'] })))).toBe('promotions.code_unknown');
});

test('the table refuses a coupon that is locked by nobody', async () => {
  const couponId = await world.couponFor(await world.runCoupons(), member);
  await expect(world.inTransaction((ctx) => updateCoupons(ctx, [couponId], { state: 'locked', locked_by: null }))).rejects.toThrow(
    'coupon_lock_whole',
  );
});

test('what an order gives up, or does not pay in time, is free again; what is paid stays taken', async () => {
  const campaignId = await world.run({ perMemberCount: 1 });
  const couponId = await world.couponFor(await world.runCoupons(), member);
  const asked = () => world.order({ memberId: member.memberId, couponIds: [couponId] });
  const [given, late, paid] = [asked(), asked(), asked()];
  await world.reserve(given);
  expect(await read(campaignId)).toMatchObject({ usedCount: 1, usedMinor: 1_00, memberCount: 1 });
  await world.release(given.key);
  await world.release(given.key);
  expect(await read(campaignId)).toMatchObject({ usedCount: 0, usedMinor: 0, memberCount: 0 });
  await world.reserve(late);
  // Twice, with a word in between, because whoever sits idle is signed out.
  world.pass(8 * 60);
  await read(campaignId);
  world.pass(8 * 60);
  await world.inTransaction(releaseOverdue);
  expect([await codeOf(world.confirm(late.key)), await codeOf(world.reserve(late))]).toEqual([
    'promotions.reservation_over',
    'promotions.reservation_over',
  ]);
  expect((await world.reserve(paid)).applied).toHaveLength(2);
  await world.confirm(paid.key);
  await world.confirm(paid.key);
  await world.release(paid.key);
  expect(await read(campaignId)).toMatchObject({ usedCount: 1, memberCount: 1 });
  const [coupon] = (await member.client.promotions.listOwnCoupons({ state: 'used' })).items;
  expect(coupon?.id).toBe(couponId);
  expect(await world.reserve(world.order({ memberId: member.memberId }))).toMatchObject({
    applied: [],
    skipped: [{ campaignId, reason: { code: 'member_count_reached' } }],
  });
});
