/** From a till and a redemption to each party's report, through HTTP. */
import type { ReportDimension } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedemptionsWorld, fen, PIN, part, type RedemptionsWorld } from '../src/modules/redemptions/redemptions.world.ts';
import { makeAllDays } from '../src/modules/reports/index.ts';
import { type Ctx, systemActor } from '../src/platform/ctx.ts';
import { businessDayNow } from '../src/platform/time-zone.ts';
import type { MemberPerson, StaffPerson } from './world.ts';

let world: RedemptionsWorld;
let auditor: StaffPerson;
let often: MemberPerson;
let once: MemberPerson;
let pointsOnly: MemberPerson;
let itemId: Id<'item'>;
let range: { from: string; to: string };
beforeAll(async () => {
  world = await createRedemptionsWorld();
  auditor = await world.staff('auditor');
  [often, once, pointsOnly] = [await world.member({ ours: 100, house: 50 }), await world.member({ ours: 100 }), await world.member({ ours: 100 })];
  itemId = await world.item();
  const today = await world.system(businessDayNow);
  range = { from: today, to: today };
});
afterAll(() => world.close());

const pay = async (member: MemberPerson, amountMinor: number, till = world.till) => {
  const credential = { kind: 'member' as const, memberNumber: member.memberNumber };
  expect(await till.client.payments.charge({ amountMinor: fen(amountMinor), credential })).toMatchObject({ outcome: 'approved' });
};

test('each party reads its own part, and a day that changes is summed anew', async () => {
  const elsewhere = await world.newTill(world.admin);
  await pay(often, 1_200);
  await pay(often, 800, elsewhere);
  await pay(once, 500);
  const parts = [part(world.ours, 20), part(world.house, 10)];
  await often.client.redemptions.bookRedemption({ itemId, parts, cashMinor: 0, pin: PIN }, { key: newId() });
  const booked = await once.client.redemptions.bookRedemption({ itemId, parts: [part(world.ours, 30)], cashMinor: 0, pin: PIN }, { key: newId() });
  await world.settle();
  expect(await world.system(makeAllDays)).toBe(1);
  expect(await world.system(makeAllDays)).toBe(0);

  const whole = await auditor.client.reports.getReport(range);
  expect(whole.figures).toMatchObject({ paymentCount: 3, paidMinor: 2_500, redemptionCount: 2, points: 60, memberCount: 2, returningCount: 0 });
  expect(whole.before).toMatchObject({ paymentCount: 0, memberCount: 0 });
  const merchant = await world.merchant.client.reports.getReport(range);
  expect(merchant.figures).toMatchObject({ paymentCount: 2, paidMinor: 1_700, redemptionCount: 2, points: 60, memberCount: 2 });
  const issuer = await world.issuer.client.reports.getReport(range);
  expect(issuer.figures).toMatchObject({ paymentCount: 0, paidMinor: 0, redemptionCount: 2, points: 50, memberCount: 2 });
  expect(await auditor.client.reports.getReport({ ...range, merchantId: world.merchant.organizationId })).toMatchObject({
    figures: { paidMinor: 1_700, memberCount: 2 },
  });

  const rows = (by: ReportDimension) => auditor.client.reports.listReportRows({ ...range, by });
  expect((await rows('merchant')).items.map(({ key, netMinor }) => [key, netMinor])).toEqual([
    [world.merchant.organizationId, 1_700],
    [elsewhere.merchantId, 800],
  ]);
  expect((await rows('item')).items).toMatchObject([{ key: itemId, name: '标准洗车', redemptionCount: 2, points: 60 }]);
  // One redemption took points of both programmes: each gets its own, and the issuer reads the same of itself.
  expect((await rows('issuer')).items).toMatchObject([
    { key: world.issuer.organizationId, redemptionCount: 2, points: 50 },
    { key: null, redemptionCount: 1, points: 10 },
  ]);
  expect((await rows('category')).items).toMatchObject([{ redemptionCount: 2, points: 60 }]);
  expect((await rows('way')).items.map(({ key, netMinor, redemptionCount }) => [key, netMinor, redemptionCount])).toEqual([
    ['member', 2_500, 0],
    ['redeemedByPhone', 0, 2],
  ]);
  const hours = (await rows('hour')).items;
  expect(hours.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(2_500);
  expect(hours.reduce((sum, { redemptionCount }) => sum + redemptionCount, 0)).toBe(2);
  await expect(world.merchant.client.reports.listReportRows({ ...range, by: 'department' })).rejects.toMatchObject({
    code: 'reports.dimension_closed',
  });
  await expect(auditor.client.reports.getReport({ from: range.to, to: '2020-01-01' })).rejects.toMatchObject({ code: 'reports.range_invalid' });

  // What is given back changes the day's lists, so the day is summed anew.
  await once.client.redemptions.cancelOwnRedemption({ redemptionId: booked.id }, { key: newId() });
  expect(await world.system(makeAllDays)).toBe(1);
  expect((await auditor.client.reports.getReport(range)).figures).toMatchObject({ paidMinor: 2_500, redemptionCount: 1, points: 30 });
});

test('who is in a segment is open to the operator, masked for a merchant, and closed without the right', async () => {
  const segments = await world.admin.client.reports.getReportSegments(range);
  expect(segments.items.reduce((sum, { memberCount }) => sum + memberCount, 0)).toBe(2);
  expect(segments.items.find(({ segment }) => segment === 'core')).toMatchObject({ memberCount: 1, amount: 4_200 });
  const first = await world.admin.client.reports.listReportMembers({ ...range, limit: 1 });
  expect(first.items).toMatchObject([{ memberId: often.memberId, memberNumber: often.memberNumber, amount: 4_200, segment: 'core' }]);
  const second = await world.admin.client.reports.listReportMembers({ ...range, limit: 1, cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ items: [{ memberId: once.memberId, segment: 'regular' }], nextCursor: null });
  const masked = await world.merchant.client.reports.listReportMembers(range);
  expect(masked.items).toHaveLength(2);
  expect(masked.items.every(({ memberId, memberNumber }) => memberId === null && memberNumber !== often.memberNumber)).toBe(true);
  expect((await world.issuer.client.reports.listReportMembers(range)).unit).toBe('points');
  await expect(auditor.client.reports.listReportMembers(range)).rejects.toMatchObject({ code: 'request.forbidden' });
});

test('what is paid past all wallets counts, with nobody behind it; who gives points alone is a member of the merchant and the house', async () => {
  const { sales } = world.till.client;
  await sales.openShift({ cashier: '赵姐', floatMinor: 20_000 }, { key: newId() });
  const sale = await sales.takeCashSale({ amountMinor: 700, tenderedMinor: 1_000 }, { key: newId() });
  await pointsOnly.client.redemptions.bookRedemption({ itemId, parts: [part(world.ours, 30)], cashMinor: 0, pin: PIN }, { key: newId() });
  expect(await world.system(makeAllDays)).toBe(1);
  const { figures } = await world.merchant.client.reports.getReport(range);
  expect(figures).toMatchObject({ paymentCount: 3, paidMinor: 2_400, redemptionCount: 2, memberCount: 3 });
  const kinds = await auditor.client.reports.listReportRows({ ...range, by: 'memberKind' });
  expect(kinds.items.find(({ key }) => key === null)).toMatchObject({ paymentCount: 1, paidMinor: 700 });
  const ways = await auditor.client.reports.listReportRows({ ...range, by: 'way' });
  expect(ways.items.map(({ key }) => key)).toEqual(['member', 'cash', 'redeemedByPhone']);
  // Worth to the merchant what the operator owes it for the points.
  const { items } = await world.admin.client.reports.listReportMembers(range);
  expect(items.map(({ memberId, visitCount, amount }) => [memberId, visitCount, amount])).toEqual([
    [often.memberId, 3, 4_200],
    [pointsOnly.memberId, 1, 2_200],
    [once.memberId, 1, 500],
  ]);

  await sales.refundTerminalSale({ saleId: sale.id, amountMinor: 200, reason: 'returned' }, { key: newId() });
  expect(await world.system(makeAllDays)).toBe(1);
  expect((await auditor.client.reports.getReport(range)).figures).toMatchObject({ paidMinor: 3_200, refundedMinor: 200, netMinor: 3_000 });
});

test('who came on two days came back, and the table is a file as well', async () => {
  // Another day, so that the mean of days is no whole number.
  world.pass(86_400);
  await pay(often, 100);
  await world.settle();
  await world.system(makeAllDays);
  const twoDays = { from: range.from, to: await world.system(businessDayNow) };
  expect(await world.admin.client.reports.getReportSegments(twoDays)).toMatchObject({ meanDays: 4 / 3 });
  expect((await world.admin.client.reports.getReport(twoDays)).figures).toMatchObject({ memberCount: 3, returningCount: 1 });
  const file = await world.admin.client.reports.exportReport({ ...range, by: 'merchant', language: 'en' });
  expect(await file.text()).toContain('Merchant,Payments,Paid (CNY)');
});

test('what commits while a day is summed has the day summed once more', async () => {
  expect(await world.system(makeAllDays)).toBe(0);
  await world.database.transaction(systemActor('test'), {}, async (ctx) => {
    await sql`update redemptions.redemption set taken_at = ${ctx.now} where business_on = ${range.from}::date and taken_at is null`.execute(ctx.tx);
    expect(await world.system(makeAllDays)).toBe(0);
  });
  expect(await world.system(makeAllDays)).toBe(1);
  expect(await world.system(makeAllDays)).toBe(0);
});

test('a month of a member is the sum of its days, also when a visit comes back', async () => {
  const booked = await pointsOnly.client.redemptions.bookRedemption(
    { itemId, parts: [part(world.ours, 30)], cashMinor: 0, pin: PIN },
    { key: newId() },
  );
  const on = await world.system(businessDayNow);
  const lastVisits = async () => {
    await world.system(makeAllDays);
    expect(await world.system(differences)).toEqual([]);
    const { items } = await world.admin.client.reports.listReportMembers({ from: `${range.from.slice(0, 7)}-01`, to: on });
    expect(items.map(({ memberId, dayCount }) => [memberId, dayCount])).toEqual(
      (await world.admin.client.reports.listReportMembers({ ...range, to: on })).items.map(({ memberId, dayCount }) => [memberId, dayCount]),
    );
    return items.find(({ memberId }) => memberId === pointsOnly.memberId)?.lastOn;
  };
  expect(await lastVisits()).toBe(on);
  await pointsOnly.client.redemptions.cancelOwnRedemption({ redemptionId: booked.id }, { key: newId() });
  expect(await lastVisits()).toBe(range.from);
});

/** Where the months of members are not the sums of their days. */
async function differences(ctx: Ctx): Promise<unknown[]> {
  const { rows } = await sql`
    select m.* from (select month_on, party_id, member_id, day_count, visit_count, amount, last_on from reports.member_month where visit_count > 0) m
    full join (
      select date_trunc('month', business_on)::date as month_on, party_id, member_id, count(*) filter (where visit_count > 0)::int as day_count,
        sum(visit_count)::int as visit_count, sum(amount)::bigint as amount, max(business_on) filter (where visit_count > 0) as last_on
      from reports.member_day group by 1, 2, 3 having sum(visit_count) > 0
    ) d on (m.month_on, m.member_id) = (d.month_on, d.member_id) and coalesce(m.party_id::text, '') = coalesce(d.party_id::text, '')
    where (m.day_count, m.visit_count, m.amount, m.last_on) is distinct from (d.day_count, d.visit_count, d.amount, d.last_on)`.execute(ctx.tx);
  return rows;
}
