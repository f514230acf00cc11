import { toMinor } from '@tessera/kernel';
import { describe, expect, test } from 'vitest';
import type { Benefit, Campaign, Usage } from './campaign.ts';
import { weekdayOf } from './hours.ts';
import { price } from './price.ts';
import { basketOf, campaignOf, EVERYWHERE, FACTS } from './pricing.fixtures.ts';

const less = (from: number, off: number): Benefit => ({ kind: 'spendLess', tiers: [{ fromMinor: toMinor(from), lessMinor: toMinor(off) }] });
const part = (rateBps: number, cap: number | null = null): Benefit => ({ kind: 'percentage', rateBps, capMinor: cap === null ? null : toMinor(cap) });
const used = (over: Partial<Usage>): Usage => ({ count: 0, minor: toMinor(0), memberCount: 0, memberMinor: toMinor(0), ...over });
const total = (...campaigns: Campaign[]) => price(basketOf({ unit: 100_00 }), campaigns, FACTS).totalMinor;
const why = (campaign: Campaign, over: Partial<typeof FACTS> = {}, basket = basketOf({ unit: 100_00 })) =>
  price(basket, [campaign], { ...FACTS, ...over }).skipped[0]?.reason;

describe('each kind', () => {
  test('the highest tier that is reached takes its sum off, and below the lowest it says what is missing', () => {
    const tiers = [less(50_00, 5_00), less(100_00, 15_00)].flatMap((one) => (one.kind === 'spendLess' ? one.tiers : []));
    const campaign = campaignOf('a', { benefit: { kind: 'spendLess', tiers } });
    expect([total(campaign), price(basketOf({ unit: 99_99 }), [campaign], FACTS).totalMinor]).toEqual([85_00, 94_99]);
    expect(why(campaign, {}, basketOf({ unit: 40_00 }))).toEqual({ code: 'below_minimum', params: { missingMinor: 10_00 } });
  });
  test('a percentage is rounded down and ends at its cap', () => {
    expect([total(campaignOf('a', { benefit: part(1_500) })), total(campaignOf('a', { benefit: part(1_500, 10_00) }))]).toEqual([85_00, 90_00]);
    expect(price(basketOf({ unit: 99 }), [campaignOf('a', { benefit: part(1_000) })], FACTS).discountMinor).toBe(9);
  });
  test('a random discount is the same for the same key, and differs between keys', () => {
    const campaign = campaignOf('a', { benefit: { kind: 'random', leastMinor: toMinor(1_00), mostMinor: toMinor(9_99) }, places: 1_000 });
    const of = (drawKey: string) => price(basketOf({ unit: 100_00 }), [campaign], { ...FACTS, drawKey }).discountMinor;
    const drawn = Array.from({ length: 200 }, (_, index) => of(`basket ${index}`));
    expect(drawn).toEqual(Array.from({ length: 200 }, (_, index) => of(`basket ${index}`)));
    expect(new Set(drawn).size).toBeGreaterThan(100);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1_00);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(9_99);
  });
  test('a gift lies beside the basket, costs its bearer what it is worth, and is whole or not at all', () => {
    const gift = campaignOf('a', { benefit: { kind: 'gift', item: 'mug', quantity: 2, worthMinor: toMinor(8_00) }, budgetMinor: toMinor(20_00) });
    const { totalMinor, applied } = price(basketOf({ unit: 100_00 }), [gift], FACTS);
    expect([totalMinor, applied[0]?.gift, applied[0]?.costMinor]).toEqual([100_00, { item: 'mug', quantity: 2 }, 16_00]);
    expect(why(gift, { usage: new Map([['a', used({ minor: toMinor(5_00) })]]) })).toMatchObject({ code: 'budget_spent' });
  });
  test('free units are the cheapest in scope', () => {
    const free = campaignOf('a', { benefit: { kind: 'freeItem', quantity: 3 }, scope: { ...EVERYWHERE, productCategories: ['drink'] } });
    const basket = basketOf({ unit: 1_00 }, { category: 'drink', unit: 6_00, quantity: 2 }, { category: 'drink', unit: 4_00, quantity: 2 });
    expect(price(basket, [free], FACTS).lines.map(({ netMinor }) => netMinor)).toEqual([1_00, 6_00, 0]);
  });
  test('a line that is free as a whole costs nothing, also where its price does not divide by its units', () => {
    const before = campaignOf('a', { priority: 1, benefit: less(0, 1_00) });
    const free = campaignOf('b', { priority: 2, benefit: { kind: 'freeItem', quantity: 3 } });
    expect(price(basketOf({ unit: 1_00, quantity: 3 }), [before, free], FACTS).totalMinor).toBe(0);
    expect(price(basketOf({ unit: 1_00, quantity: 4 }), [campaignOf('a', { priority: 1 }), free], FACTS).totalMinor).toBe(75);
  });
});

describe('whom, where and when', () => {
  const hours = [{ days: [3], from: '11:00', until: '12:00' }];
  test.each([
    ['not_begun', campaignOf('a', { beginsAtMs: FACTS.atMs + 1 })],
    ['over', campaignOf('a', { endsAtMs: FACTS.atMs })],
    ['other_hours', campaignOf('a', { hours })],
    ['other_merchant', campaignOf('a', { scope: { ...EVERYWHERE, merchantIds: ['shop'] } })],
    ['other_member', campaignOf('a', { scope: { ...EVERYWHERE, levelIds: ['silver'] } })],
    ['other_member', campaignOf('a', { scope: { ...EVERYWHERE, groupIds: ['history'] } })],
    ['other_member', campaignOf('a', { bearer: 'issuer', bearerId: 'moon' })],
    ['not_shown', campaignOf('a', { trigger: 'coupon' })],
    ['nothing_in_scope', campaignOf('a', { scope: { ...EVERYWHERE, productIds: ['tea'] } })],
  ])('%s', (code, campaign) => {
    expect(why(campaign)).toMatchObject({ code });
  });
  test('hours are half open and go on past midnight; a Wednesday is a Wednesday', () => {
    const night = campaignOf('a', { hours: [{ days: [2], from: '22:00', until: '02:00' }] });
    const at = (businessOn: string, timeOfDay: string) => why(night, { businessOn, timeOfDay })?.code ?? 'counts';
    expect(weekdayOf('2026-09-30')).toBe(3);
    expect([at('2026-09-29', '22:00'), at('2026-09-30', '01:59'), at('2026-09-30', '02:00'), at('2026-09-29', '01:00')]).toEqual([
      'counts',
      'counts',
      'other_hours',
      'other_hours',
    ]);
    expect(why(campaignOf('a', { hours: [{ days: [3], from: '11:00', until: '12:01' }] }))).toBeUndefined();
  });
  test('who is unknown gets nothing that is bounded by person', () => {
    expect(why(campaignOf('a', { perMemberCount: 1 }), { member: null })).toMatchObject({ code: 'member_unknown' });
    expect(price(basketOf({ unit: 2_00 }), [campaignOf('a')], { ...FACTS, member: null }).totalMinor).toBe(1_00);
  });
  test('what was shown sets off a coupon, and the answer names it', () => {
    const { applied } = price(basketOf({ unit: 2_00 }), [campaignOf('a', { trigger: 'coupon' })], { ...FACTS, shown: new Map([['a', 'coupon 1']]) });
    expect(applied).toMatchObject([{ campaignId: 'a', shown: 'coupon 1', discountMinor: 1_00 }]);
  });
});

describe('bounds and company', () => {
  test('N places, the budget and the caps of a member end it; what is left of a budget is still given', () => {
    const of = (campaign: Campaign, use: Partial<Usage>) =>
      price(basketOf({ unit: 100_00 }), [campaign], { ...FACTS, usage: new Map([['a', used(use)]]) });
    expect(of(campaignOf('a', { places: 3 }), { count: 3 }).skipped[0]?.reason.code).toBe('places_gone');
    for (const none of [{ places: 0 }, { budgetMinor: toMinor(0) }, { perMemberCount: 0 }, { perMemberMinor: toMinor(0) }])
      expect(price(basketOf({ unit: 100_00 }), [campaignOf('a', none)], FACTS).applied).toEqual([]);
    expect(of(campaignOf('a', { perMemberCount: 1 }), { memberCount: 1 }).skipped[0]?.reason.code).toBe('member_count_reached');
    expect(of(campaignOf('a', { budgetMinor: toMinor(5_00) }), { minor: toMinor(5_00) }).skipped[0]?.reason.code).toBe('budget_spent');
    expect(of(campaignOf('a', { budgetMinor: toMinor(5_00) }), { minor: toMinor(4_60) }).applied).toMatchObject([
      { discountMinor: 40, cutBy: 'budget' },
    ]);
    expect(of(campaignOf('a', { perMemberMinor: toMinor(5_00) }), { memberMinor: toMinor(4_50) }).applied).toMatchObject([{ cutBy: 'member' }]);
  });
  test('joint ones add up by priority, each on what the one before left', () => {
    expect(total(campaignOf('a', { priority: 2, benefit: part(5_000) }), campaignOf('b', { priority: 1, benefit: less(0, 20_00) }))).toBe(40_00);
    expect(total(campaignOf('a', { priority: 1, benefit: part(5_000) }), campaignOf('b', { priority: 2, benefit: less(0, 20_00) }))).toBe(30_00);
  });
  test('an exclusive one stands alone: the more important wins, of equal ones the one that gives more', () => {
    const alone = campaignOf('a', { standing: 'exclusive', benefit: less(0, 10_00) });
    const priced = price(basketOf({ unit: 100_00 }), [campaignOf('b', { benefit: less(0, 20_00) }), alone], FACTS);
    expect(priced.skipped).toEqual([{ campaignId: 'a', reason: { code: 'not_together', params: { campaignId: 'b' } } }]);
    expect(total(campaignOf('b', { priority: 200, benefit: less(0, 20_00) }), alone)).toBe(90_00);
  });
});
