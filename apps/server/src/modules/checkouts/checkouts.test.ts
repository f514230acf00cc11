import { businessDayOf, type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { openAccount, post, setAccountStatus, TRANSFER_CODES, trialBalance } from '../ledger/index.ts';
import { findCampaigns } from '../promotions/index.ts';
import { shareBack } from './checkout.ts';
import { giveBackShares } from './give-back-shares.ts';

type World = Awaited<ReturnType<typeof createWorld>>;
type Till = Awaited<ReturnType<World['till']>>;
type Ask = { amountMinor: number; totalMinor: number; couponIds?: Id<'coupon'>[]; codes?: string[]; key?: string };
let world: World;
let writer: Awaited<ReturnType<World['staff']>>;
let admin: Awaited<ReturnType<World['staff']>>;
let till: Till;
let member: MemberPerson;
let merchantId: Id<'organization'>;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  writer = await world.staff('finance');
  merchantId = await world.merchant('优惠食堂');
  till = await world.till(admin, merchantId);
  member = await world.member(admin, { balanceMinor: 100_00 });
});
afterAll(() => world?.close());

const system = systemActor('test');
const books = () => world.database.transaction(system, {}, trialBalance);
const follow = (id: string) => world.database.transaction(system, {}, (ctx) => giveBackShares(ctx, { paymentId: id as Id<'payment'> })); // A checkout is its payment.
const sumOf = (kind: string, { lines }: Awaited<ReturnType<typeof trialBalance>>) => lines.find((line) => line.kind === kind)?.balanceMinor ?? 0;
const shown = async () => ({ kind: 'code' as const, code: await world.payCode(member) });
const couponsOf = async () => (await member.client.promotions.listOwnCoupons({ limit: 200 })).items;

let made = 0;
async function campaign(over: Record<string, unknown> = {}) {
  made += 1;
  const { id: campaignId, revision } = await writer.client.promotions.createCampaign(
    {
      name: { zh: `优惠 ${made}`, en: `Offer ${made}` },
      trigger: 'coupon',
      benefit: { kind: 'spendLess', tiers: [{ fromMinor: 10_00, lessMinor: 3_00 }] },
      beginsAt: new Date(world.clock().getTime() - 1_000).toISOString(),
      endsAt: null,
      hours: [],
      scope: { merchantIds: [merchantId], merchantCategories: [], memberKinds: [], departmentIds: [] },
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
      coupon: { validDays: null, issueMax: null, takesPerMember: 0 },
      ...over,
    } as Parameters<typeof writer.client.promotions.createCampaign>[0], // What is written over is one of its fields.
    { key: newId() },
  );
  await writer.client.promotions.startCampaign({ campaignId, revision });
  return campaignId;
}

async function coupon(campaignId: Id<'campaign'>): Promise<Id<'coupon'>> {
  await writer.client.promotions.issueCoupons({ campaignId, memberNumbers: [member.memberNumber] }, { key: newId() });
  const found = (await couponsOf()).find((one) => one.campaignId === campaignId && one.state === 'available');
  if (!found) throw new Error('the coupon did not arrive');
  return found.id;
}

async function pay({ amountMinor, totalMinor, couponIds = [], codes = [], key = newId() }: Ask) {
  return till.client.checkouts.payCheckout({ credential: await shown(), amountMinor, totalMinor, couponIds, codes }, { key });
}

test('a member is told the price before paying, pays it, and the merchant has its whole price', async () => {
  const campaignId = await campaign();
  const couponId = await coupon(campaignId);
  const quote = await till.client.checkouts.quoteCheckout({ credential: await shown(), amountMinor: 20_00 });
  expect(quote).toMatchObject({
    grossMinor: 20_00,
    discountMinor: 3_00,
    totalMinor: 17_00,
    applied: [{ campaignId, couponId, discountMinor: 3_00 }],
  });
  const before = await books();
  expect(await codeOf(pay({ amountMinor: 20_00, totalMinor: 16_99, couponIds: [couponId] }))).toBe('checkouts.price_changed');
  const key = newId();
  const credential = await shown();
  const asked = { credential, amountMinor: 20_00, totalMinor: 17_00, couponIds: [couponId], codes: [] };
  const paid = await till.client.checkouts.payCheckout(asked, { key });
  expect(await till.client.checkouts.payCheckout(asked, { key })).toEqual(paid);
  const after = await books();
  expect([sumOf('wallet', after) - sumOf('wallet', before), sumOf('merchant', after) - sumOf('merchant', before)]).toEqual([-17_00, 20_00]);
  expect(sumOf('operator', after) - sumOf('operator', before)).toBe(-3_00);
  expect((await couponsOf()).find(({ id }) => id === couponId)?.state).toBe('used');

  const effect = await writer.client.checkouts.getCampaignEffect({ campaignId });
  expect(effect).toMatchObject({ saleCount: 1, memberCount: 1, grossMinor: 20_00, paidMinor: 17_00, discountPerSaleMinor: 3_00 });
  expect(effect.costs).toEqual([{ bearer: 'platform', costMinor: 3_00 }]);
  expect(effect.takings?.before).toMatchObject({ count: 0, minor: 0 });
  const { items } = await writer.client.checkouts.listCampaignPayments({ campaignId });
  expect(items).toMatchObject([{ id: key, memberNumber: member.memberNumber, grossMinor: 20_00, discountMinor: 3_00, totalMinor: 17_00 }]);

  // A part comes back with its part of the discount, the rest with the rest; then the coupon is the member's again.
  await admin.client.payments.refund({ paymentId: key as Id<'payment'>, amountMinor: 5_00 }, { key: newId() }); // As above.
  await follow(key);
  await follow(key);
  expect(sumOf('merchant', await books()) - sumOf('merchant', before)).toBe(20_00 - 5_00 - 88);
  await admin.client.payments.refund({ paymentId: key as Id<'payment'>, amountMinor: 12_00 }, { key: newId() }); // As above.
  await follow(key);
  expect((await books()).lines).toEqual(before.lines);
  expect((await couponsOf()).find(({ id }) => id === couponId)?.state).toBe('available');
  await writer.client.promotions.endCampaign({ campaignId });
});

test('an issuer that bears a campaign sees the payments behind its figures; what cannot go back to a closed account is left, and said', async () => {
  world.pass(60); // A code of the same moment would be the one that has paid already.
  const issuer = await world.staff('issuerManager');
  await admin.client.members.updateMember({ memberId: member.memberId, issuerId: issuer.organizationId });
  const campaignId = await campaign({ bearer: 'issuer', bearerId: issuer.organizationId });
  const couponId = await coupon(campaignId);
  const { id } = await pay({ amountMinor: 20_00, totalMinor: 17_00, couponIds: [couponId] });
  expect(await issuer.client.checkouts.getCampaignEffect({ campaignId })).toMatchObject({ saleCount: 1, discountMinor: 3_00 });
  const seen = (await issuer.client.checkouts.listCampaignPayments({ campaignId })).items;
  expect(seen).toMatchObject([{ id, merchantName: '优惠食堂', memberNumber: member.memberNumber, discountMinor: 3_00 }]);
  const other = await world.staff('issuerManager');
  expect(await codeOf(other.client.checkouts.listCampaignPayments({ campaignId }))).toBe('promotions.campaign_unknown');
  const close = async (ctx: Ctx) => {
    const account = (await findCampaigns(ctx, [campaignId])).get(campaignId)?.accountId;
    if (account === undefined) throw new Error('the campaign has an account');
    // An account closes when nothing stands on it: somebody has made up for what it bore.
    const debit = (await openAccount(ctx, { owner: newId(), kind: 'operator', hot: true })).id;
    const transfer = { id: newId(ctx.now.getTime()), debit, credit: account, amountMinor: toMinor(3_00), code: TRANSFER_CODES.adjustment };
    await post(ctx, { businessOn: businessDayOf(ctx.now, world.config.timeZone), transfers: [transfer] });
    await setAccountStatus(ctx, { account, status: 'closed' });
  };
  await world.database.transaction(system, {}, close);
  await admin.client.payments.refund({ paymentId: id as Id<string> as Id<'payment'>, amountMinor: 17_00 }, { key: newId() }); // A checkout is its payment.
  await follow(id);
  await follow(id);
  expect((await couponsOf()).find((one) => one.id === couponId)?.state).toBe('available');
  const { items } = await admin.client.audit.listRecords({ action: 'checkouts.leaveShare' });
  expect(items).toMatchObject([{ targetId: id, outcome: 'refused', after: { campaignId, amountMinor: 3_00 } }]);
  await writer.client.promotions.endCampaign({ campaignId });
});

test('of twenty payments at once with one coupon one is paid, and the others take nothing', async () => {
  const campaignId = await campaign({ benefit: { kind: 'spendLess', tiers: [{ fromMinor: 2_00, lessMinor: 1_00 }] } });
  const couponId = await coupon(campaignId);
  const credential = { kind: 'card' as const, uid: '04C0FFEE' };
  await admin.client.cards.issueCard({ memberId: member.memberId, uid: credential.uid });
  const before = (await member.client.wallets.getOwnWallet()).balanceMinor;
  const asked = { credential, amountMinor: 3_00, totalMinor: 2_00, couponIds: [couponId], codes: [] };
  const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(till.client.checkouts.payCheckout(asked, { key: newId() }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['no refusal', 'promotions.coupon_unavailable']));
  expect((await member.client.wallets.getOwnWallet()).balanceMinor).toBe(before - 2_00);
  await writer.client.promotions.endCampaign({ campaignId });
});

test('who cannot pay keeps the coupon', async () => {
  const campaignId = await campaign();
  const couponId = await coupon(campaignId);
  expect(await codeOf(pay({ amountMinor: 900_00, totalMinor: 897_00, couponIds: [couponId] }))).toBe('checkouts.declined');
  expect((await couponsOf()).find(({ id }) => id === couponId)?.state).toBe('available');
  expect((await writer.client.promotions.getCampaign({ campaignId })).usedCount).toBe(0);
  await writer.client.promotions.endCampaign({ campaignId });
});

test('a paper coupon’s code and a campaign’s code count at the till; a wrong one is told as such, and the fifth locks', async () => {
  const paper = await campaign();
  const [couponCode] = (await writer.client.promotions.makeCouponCodes({ campaignId: paper, count: 1 }, { key: newId() })).codes;
  const shared = await campaign({ trigger: 'code', code: 'TILL2026', coupon: null, benefit: { kind: 'percentage', rateBps: 1_000, capMinor: null } });
  const ask = async (typed: string, codes: string[] = []) =>
    till.client.checkouts.quoteCheckout({ credential: await shown(), amountMinor: 20_00, codes, typed });
  const first = await ask(couponCode ?? '');
  expect(first).toMatchObject({ totalMinor: 17_00, applied: [{ campaignId: paper }] });
  const second = await ask('till2026', first.codes);
  expect(second).toMatchObject({ codes: ['TILL2026'], totalMinor: 15_30 });
  expect(second.applied.map(({ campaignId }) => campaignId).sort()).toEqual([paper, shared].sort());
  for (let wrong = 1; wrong <= 5; wrong += 1) expect(await codeOf(ask('WRONG123'))).toBe('promotions.code_unknown');
  expect(await codeOf(ask('WRONG123'))).toBe('promotions.code_locked');
});

test('portions of a refund bring back exactly what was borne', () => {
  const whole = { totalMinor: toMinor(17_00) };
  let [back, beforeMinor] = [toMinor(0), toMinor(0)];
  for (const returned of [1, 333, 1_000, 1_699, 1_700]) {
    const returnedMinor = toMinor(returned);
    back = toMinor(back + shareBack({ costMinor: toMinor(3_00), returnedMinor: back }, { ...whole, beforeMinor, returnedMinor }));
    beforeMinor = returnedMinor;
    expect(back).toBeLessThanOrEqual((3_00 * returned) / 17_00);
    expect(back).toBeGreaterThan((3_00 * returned) / 17_00 - 2);
  }
  expect(back).toBe(3_00);
  // 35 of 50 came back by pieces while the discount stayed: a fen by hand takes its part of what is left, not of what came back before.
  const stayed = { costMinor: toMinor(20_00), returnedMinor: toMinor(0) };
  expect(shareBack(stayed, { totalMinor: toMinor(50_00), beforeMinor: toMinor(35_00), returnedMinor: toMinor(35_01) })).toBe(1);
  expect(shareBack(stayed, { totalMinor: toMinor(50_00), beforeMinor: toMinor(35_00), returnedMinor: toMinor(50_00) })).toBe(20_00);
});

test('at a till a discount for a level counts for whoever stands on it, and one for a product never does, since a till names none', async () => {
  const { loyalty, catalogue } = admin.client;
  const terms = { name: { zh: '校园积分', en: 'Campus points' }, expiry: { kind: 'months', months: 12 } as const, pricePerThousandPoints: 95_000 };
  const { id: pointsProgrammeId } = await loyalty.createPointsProgramme(terms);
  const level = { name: { zh: '金卡', en: 'Gold' }, threshold: 10, factorPercent: 100 };
  const { levels } = await loyalty.setPointsLevels({ pointsProgrammeId, measure: 'points', periodMonths: 12, graceDays: 0, levels: [level] });
  const categoryIds = (await catalogue.listCategories({})).items.map(({ id }) => id);
  const scope = { merchantIds: [merchantId], merchantCategories: [], memberKinds: [], departmentIds: [] };
  await campaign({ trigger: 'code', code: 'ONLYGOLD', coupon: null, scope: { ...scope, levelIds: levels.map(({ id }) => id) } });
  await campaign({ trigger: 'code', code: 'ONLYITEMS', coupon: null, scope: { ...scope, categoryIds } });
  const person = await world.member(admin, { balanceMinor: 100_00 });
  const shownNow = async () => ({ kind: 'code' as const, code: await world.payCode(person) });
  const quoted = async () => {
    const wanted = { credential: await shownNow(), amountMinor: 20_00, couponIds: [], codes: ['ONLYGOLD', 'ONLYITEMS'] };
    const { totalMinor, skipped } = await till.client.checkouts.quoteCheckout(wanted);
    return { totalMinor, why: skipped.map(({ reason }) => reason.code) };
  };
  expect(await quoted()).toEqual({ totalMinor: 20_00, why: ['other_member', 'nothing_in_scope'] });
  await loyalty.giveMemberLevel({ pointsProgrammeId, memberId: person.memberId, rank: 1, until: '2099-12-31' as never, reason: 'a good customer' }); // A day as it is written.
  expect(await quoted()).toEqual({ totalMinor: 17_00, why: ['nothing_in_scope'] });
  const paid = { credential: await shownNow(), amountMinor: 20_00, totalMinor: 17_00, couponIds: [], codes: ['ONLYGOLD', 'ONLYITEMS'] };
  expect(await till.client.checkouts.payCheckout(paid, { key: newId() })).toMatchObject({ discountMinor: 3_00 });
});
