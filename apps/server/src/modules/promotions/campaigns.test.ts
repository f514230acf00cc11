import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson } from '../../../test/world.ts';
import { createPromotionsWorld, type PromotionsWorld } from './promotions.world.ts';
import { updateCampaign } from './queries.ts';

let world: PromotionsWorld;
let member: MemberPerson;
beforeAll(async () => {
  world = await createPromotionsWorld();
  member = await world.member(world.admin);
});
afterAll(() => world?.close());

const LARGE = 50_000_00;
const takeable = (takesPerMember: number, issueMax: number | null = null) => ({
  trigger: 'coupon' as const,
  coupon: { validDays: 7, issueMax, takesPerMember },
});

test('a large budget, or none, starts only after another person has approved the revision they read', async () => {
  const { writer, checker } = world;
  const { id: campaignId, revision, needsApproval } = await world.create({ budgetMinor: LARGE });
  expect(needsApproval).toBe(true);
  expect(await codeOf(writer.client.promotions.startCampaign({ campaignId, revision }))).toBe('promotions.needs_approval');
  expect(await codeOf(writer.client.promotions.approveCampaign({ campaignId, revision }))).toBe('promotions.needs_another_person');
  const changed = await writer.client.promotions.updateCampaign({ campaignId, ...world.fields({ budgetMinor: null }) });
  expect(await codeOf(checker.client.promotions.approveCampaign({ campaignId, revision }))).toBe('promotions.rewritten');
  const approved = await checker.client.promotions.approveCampaign({ campaignId, revision: changed.revision });
  expect(approved).toMatchObject({ state: 'approved', approvedByName: 'finance' });
  expect((await writer.client.promotions.startCampaign({ campaignId, revision: changed.revision })).state).toBe('running');
});

test('the table refuses a campaign that one person writes and approves', async () => {
  const { id } = await world.create();
  const alone = { approved_by: world.writer.staffId, approved_by_name: 'finance' };
  await expect(world.inTransaction((ctx) => updateCampaign(ctx, id, alone))).rejects.toThrow('campaign_two_people');
});

test('once it counted it is paused, never edited; after its end nothing brings it back', async () => {
  const { promotions } = world.writer.client;
  const campaignId = await world.run();
  expect(await codeOf(promotions.updateCampaign({ campaignId, ...world.fields() }))).toBe('promotions.not_now');
  await world.reserve(world.order());
  await promotions.pauseCampaign({ campaignId });
  expect(await codeOf(promotions.updateCampaign({ campaignId, ...world.fields() }))).toBe('promotions.applied_already');
  expect((await world.reserve(world.order())).applied.map((one) => one.campaignId)).not.toContain(campaignId);
  const { revision } = await promotions.getCampaign({ campaignId });
  await promotions.startCampaign({ campaignId, revision });
  await promotions.endCampaign({ campaignId });
  expect(await codeOf(promotions.startCampaign({ campaignId, revision }))).toBe('promotions.not_now');
  expect((await promotions.listCampaignDays({ campaignId })).items).toMatchObject([{ count: 1, costMinor: 1_00 }]);
});

test('terms that do not fit each other, and strangers in the scope, are refused', async () => {
  const refused = (over: Parameters<typeof world.create>[0]) => codeOf(world.create(over));
  const falling = [
    { fromMinor: 2_00, lessMinor: 1_00 },
    { fromMinor: 1_00, lessMinor: 50 },
  ];
  expect(await refused({ benefit: { kind: 'spendLess', tiers: falling } })).toBe('promotions.terms_wrong');
  expect(await refused({ benefit: { kind: 'random', leastMinor: 2, mostMinor: 1 } })).toBe('promotions.terms_wrong');
  expect(await refused({ trigger: 'code' })).toBe('promotions.terms_wrong');
  expect(await refused({ endsAt: '2020-01-01T00:00:00Z' })).toBe('promotions.ends_before_it_begins');
  expect(await refused({ bearer: 'merchant', bearerId: world.operatorId })).toBe('promotions.terms_wrong');
  expect(await refused({ bearer: 'issuer', bearerId: world.shopId })).toBe('promotions.bearer_unknown');
  const scope = { merchantIds: [world.operatorId], merchantCategories: [], memberKinds: [], departmentIds: [] };
  expect(await refused({ scope })).toBe('promotions.merchant_unknown');
  const twice = world.fields({ trigger: 'code', code: 'once1' });
  const create = (fields: typeof twice) => world.writer.client.promotions.createCampaign(fields, { key: newId() });
  await create(twice);
  expect(await codeOf(create(twice))).toBe('promotions.name_taken');
  expect(await codeOf(create({ ...twice, name: { zh: '另一个', en: 'Another' } }))).toBe('promotions.code_taken');
});

test('a merchant sees what it bears and nothing else, and changes nothing', async () => {
  const manager = await world.staff('merchantManager', world.shopId);
  const own = await world.create({ bearer: 'merchant', bearerId: world.shopId });
  const foreign = await world.create();
  const { items } = await manager.client.promotions.listCampaigns({});
  expect(items.map(({ id }) => id)).toEqual([own.id]);
  expect(items[0]).toMatchObject({ writtenByName: null, isOwn: false });
  expect(await codeOf(manager.client.promotions.getCampaign({ campaignId: foreign.id }))).toBe('promotions.campaign_unknown');
  expect(await codeOf(manager.client.promotions.pauseCampaign({ campaignId: own.id }))).toBe('request.forbidden');
});

test('coupons reach members by number and by audience, and a number that nobody has is named', async () => {
  const { promotions } = world.writer.client;
  const campaignId = await world.runCoupons();
  const answer = await promotions.issueCoupons({ campaignId, memberNumbers: [member.memberNumber, 'NOBODY'] }, { key: newId() });
  expect(answer).toEqual({ issuedCount: 1, unknownNumbers: ['NOBODY'] });
  const { reachedCount } = await promotions.issueCouponsToAudience({ campaignId, departmentIds: [], memberKinds: ['student'] }, { key: newId() });
  await eventually(async () => expect((await promotions.getCampaign({ campaignId })).issuedCount).toBe(1 + reachedCount));
  const { items } = await promotions.listCoupons({ campaignId, limit: 200 });
  expect(items.filter((coupon) => coupon.memberId === member.memberId).map(({ way }) => way)).toEqual(['audience', 'members']);
  const [coupon] = items;
  if (!coupon) throw new Error('there is one');
  expect((await promotions.withdrawCoupon({ couponId: coupon.id })).state).toBe('withdrawn');
  expect(await codeOf(promotions.withdrawCoupon({ couponId: coupon.id }))).toBe('promotions.coupon_not_now');
  const open = await world.run();
  expect(await codeOf(promotions.issueCoupons({ campaignId: open, memberNumbers: ['X'] }, { key: newId() }))).toBe('promotions.not_a_coupon');
});

test('the last coupon is taken once by three members at the same time, and by each as often as it is allowed', async () => {
  const members = await Promise.all(Array.from({ length: 3 }, () => world.member(world.admin)));
  const campaignId = await world.runCoupons(takeable(2, 3));
  const takes = members.flatMap((one) => [one, one, one]);
  const codes = await Promise.all(takes.map((one) => codeOf(one.client.promotions.takeCoupon({ campaignId }, { key: newId() }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(3);
  expect((await world.writer.client.promotions.getCampaign({ campaignId })).issuedCount).toBe(3);
  const held = await Promise.all(members.map(async (one) => (await one.client.promotions.listOwnCoupons({})).items.length));
  expect(Math.max(...held)).toBeLessThanOrEqual(2);
});

test('what is on offer is for whom it is meant; it is gone from the list when it is taken', async () => {
  const scope = { merchantIds: [world.shopId], merchantCategories: [], departmentIds: [] };
  const forStaff = await world.runCoupons({ ...takeable(1), scope: { ...scope, memberKinds: ['staff'] } });
  const forAll = await world.runCoupons({ ...takeable(1), scope: { ...scope, memberKinds: ['student'] } });
  const onOffer = async () => (await member.client.promotions.listCouponsOnOffer()).items.map(({ campaignId }) => campaignId);
  expect(await onOffer()).toContain(forAll);
  expect(await onOffer()).not.toContain(forStaff);
  expect(await codeOf(member.client.promotions.takeCoupon({ campaignId: forStaff }, { key: newId() }))).toBe('promotions.campaign_unknown');
  const key = newId();
  const taken = await member.client.promotions.takeCoupon({ campaignId: forAll }, { key });
  expect(await member.client.promotions.takeCoupon({ campaignId: forAll }, { key })).toEqual(taken);
  expect(taken).toMatchObject({ state: 'available', merchantNames: ['促销食堂'] });
  expect(await codeOf(member.client.promotions.takeCoupon({ campaignId: forAll }, { key: newId() }))).toBe('promotions.taken_already');
  expect(await onOffer()).not.toContain(forAll);
});

test('a coupon for a level is offered to whoever stands on it; what does not exist, or is sold elsewhere, is no scope', async () => {
  const { loyalty, catalogue } = world.admin.client;
  const terms = { name: { zh: '校园积分', en: 'Campus points' }, expiry: { kind: 'months', months: 12 } as const, pricePerThousandPoints: 95_000 };
  const { id: pointsProgrammeId } = await loyalty.createPointsProgramme(terms);
  const level = { name: { zh: '金卡', en: 'Gold' }, threshold: 10, factorPercent: 100 };
  await loyalty.setPointsLevels({ pointsProgrammeId, measure: 'points', periodMonths: 12, graceDays: 0, levels: [level] });
  const gold = (await loyalty.listPointsLevels({})).items.find((one) => one.pointsProgrammeId === pointsProgrammeId);
  if (!gold) throw new Error('the level is among those to choose');
  const elsewhere = await world.merchant('别家');
  const [category] = (await catalogue.listCategories({})).items;
  if (!category) throw new Error('there are categories');
  const { id: itemId } = await catalogue.createItem({
    merchantId: elsewhere,
    categoryId: category.id,
    kind: 'product',
    name: '热茶',
    description: '',
    pointsPrice: null,
    moneyPriceMinor: 5_00,
    shopIds: null,
    needsPhoto: false,
    needsBooking: false,
  });
  const { scope } = world.fields();
  const refusalOf = (over: Partial<typeof scope>) => codeOf(world.create({ scope: { ...scope, ...over } }));
  expect(await refusalOf({ itemIds: [newId<'item'>()] })).toBe('promotions.item_unknown');
  expect(await refusalOf({ itemIds: [itemId] })).toBe('promotions.item_elsewhere');
  expect(await refusalOf({ categoryIds: [newId<'category'>()] })).toBe('promotions.category_unknown');
  expect(await refusalOf({ levelIds: [newId<'pointsLevel'>()] })).toBe('promotions.level_unknown');

  const wide = { ...scope, merchantIds: [], itemIds: [itemId], categoryIds: [category.id], levelIds: [gold.id] };
  const campaignId = await world.runCoupons({ ...takeable(1), scope: wide });
  const offer = async () => (await member.client.promotions.listCouponsOnOffer()).items.find((one) => one.campaignId === campaignId);
  expect(await offer()).toBeUndefined();
  expect(await codeOf(member.client.promotions.takeCoupon({ campaignId }, { key: newId() }))).toBe('promotions.campaign_unknown');
  await loyalty.giveMemberLevel({ pointsProgrammeId, memberId: member.memberId, rank: 1, until: '2099-12-31' as never, reason: 'a good customer' }); // A day as it is written.
  expect(await offer()).toMatchObject({ itemNames: ['热茶'], categoryNames: [category.name], levelNames: [{ zh: '金卡', en: 'Gold' }] });
});

test('a code is entered once, however two phones hurry, and the fifth wrong one locks the entry for a quarter of an hour', async () => {
  const campaignId = await world.runCoupons();
  const { codes } = await world.writer.client.promotions.makeCouponCodes({ campaignId, count: 2 }, { key: newId() });
  const [first = '', second = ''] = codes;
  const rival = await world.member(world.admin);
  const enter = (who: MemberPerson, couponCode: string) => codeOf(who.client.promotions.enterCouponCode({ couponCode }));
  const both = await Promise.all([enter(member, first), enter(rival, first)]);
  expect(both.sort()).toEqual(['no refusal', 'promotions.code_unknown']);
  const thief = await world.member(world.admin);
  for (let tries = 0; tries < 5; tries += 1) expect(await enter(thief, `WRONG${tries}`)).toBe('promotions.code_unknown');
  expect(await enter(thief, second)).toBe('promotions.code_locked');
  world.pass(14 * 60);
  expect(await enter(thief, second)).toBe('promotions.code_locked');
  world.pass(2 * 60);
  expect(await enter(thief, second.toLowerCase())).toBe('no refusal');
});
