import { add, type Minor, toMinor, ZERO } from '@tessera/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Basket, Benefit, Campaign, PricingFacts, Usage } from './campaign.ts';
import { price } from './price.ts';
import { type Order, priceReturn, RETURN_POLICIES, type ReturnPolicy } from './price-return.ts';
import { campaignOf, EVERYWHERE, FACTS } from './pricing.fixtures.ts';

const minor = (max: number, min = 0) => fc.integer({ min, max }).map(toMinor);
const bound = (max: number) => fc.option(minor(max), { nil: null });
const product = fc.constantFrom('tea', 'rice', 'soup', null);
const category = fc.constantFrom('drink', 'food', null);

const basket: fc.Arbitrary<Basket> = fc
  .array(fc.record({ productId: product, category, quantity: fc.integer({ min: 1, max: 7 }), unitMinor: minor(30_000) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((lines) => ({
    merchantId: 'canteen',
    merchantCategory: 'food',
    lines: lines.map((line, index) => ({ ...line, id: `line ${index}` })),
  }));

const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc
    .array(fc.record({ fromMinor: minor(50_000), lessMinor: minor(20_000, 1) }), { minLength: 1, maxLength: 3 })
    .map((tiers) => ({ kind: 'spendLess' as const, tiers })),
  fc.record({ kind: fc.constant('percentage' as const), rateBps: fc.integer({ min: 1, max: 10_000 }), capMinor: bound(5_000) }),
  fc
    .tuple(minor(2_000), minor(2_000))
    .map(([a, b]) => ({ kind: 'random' as const, leastMinor: toMinor(Math.min(a, b)), mostMinor: toMinor(Math.max(a, b)) })),
  fc.record({ kind: fc.constant('gift' as const), item: fc.constant('mug'), quantity: fc.integer({ min: 1, max: 3 }), worthMinor: minor(2_000) }),
  fc.record({ kind: fc.constant('freeItem' as const), quantity: fc.integer({ min: 1, max: 5 }) }),
);

const campaigns: fc.Arbitrary<Campaign[]> = fc
  .array(
    fc.record({
      benefit,
      priority: fc.integer({ min: 1, max: 3 }),
      standing: fc.constantFrom('joint' as const, 'joint' as const, 'exclusive' as const),
      trigger: fc.constantFrom('open' as const, 'open' as const, 'coupon' as const),
      minSpendMinor: minor(20_000),
      budgetMinor: bound(10_000),
      perMemberMinor: bound(10_000),
      perMemberCount: bound(3),
      places: bound(3),
      scope: fc.constantFrom(
        EVERYWHERE,
        EVERYWHERE,
        { ...EVERYWHERE, productIds: ['tea', 'rice'] },
        { ...EVERYWHERE, productIds: ['soup'], productCategories: ['drink'] },
        { ...EVERYWHERE, levelIds: ['gold', 'silver'] },
        { ...EVERYWHERE, levelIds: ['platinum'] },
      ),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((over, index) => campaignOf(`campaign ${index}`, over)));

const usage: fc.Arbitrary<Usage> = fc.record({
  count: fc.integer({ min: 0, max: 4 }),
  minor: minor(12_000),
  memberCount: fc.integer({ min: 0, max: 4 }),
  memberMinor: minor(12_000),
});
const facts: fc.Arbitrary<PricingFacts> = fc
  .tuple(
    fc.dictionary(
      fc.integer({ min: 0, max: 7 }).map((n) => `campaign ${n}`),
      usage,
    ),
    fc.uuid(),
    fc.boolean(),
  )
  .map(([used, drawKey, isKnown]) => ({
    ...FACTS,
    drawKey,
    member: isKnown ? FACTS.member : null,
    usage: new Map(Object.entries(used)),
    shown: new Map([['campaign 1', 'coupon']]),
  }));

const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);

test('sums are exact to the fen, no line falls below nothing, and every share has its campaign', () => {
  fc.assert(
    fc.property(basket, campaigns, facts, (of, all, at) => {
      const priced = price(of, all, at);
      expect(priced.totalMinor).toBe(sum(priced.lines.map(({ netMinor }) => netMinor)));
      expect(priced.grossMinor - priced.discountMinor).toBe(priced.totalMinor);
      expect(sum(priced.applied.map(({ discountMinor }) => discountMinor))).toBe(priced.discountMinor);
      for (const line of priced.lines) {
        expect(line.netMinor).toBeGreaterThanOrEqual(0);
        expect(line.grossMinor - sum(line.shares.map(({ discountMinor }) => discountMinor))).toBe(line.netMinor);
      }
      for (const { campaignId, discountMinor } of priced.applied) {
        const shares = priced.lines.flatMap((line) => line.shares.filter((share) => share.campaignId === campaignId));
        expect(sum(shares.map((share) => share.discountMinor))).toBe(discountMinor);
      }
    }),
    { numRuns: 500 },
  );
});

test('a campaign takes something off the lines in its scope and off no other, and counts only for members on one of its levels', () => {
  fc.assert(
    fc.property(basket, campaigns, facts, (of, all, at) => {
      const priced = price(of, all, at);
      for (const { campaignId } of priced.applied) {
        const scope = all.find(({ id }) => id === campaignId)?.scope ?? EVERYWHERE;
        expect(scope.levelIds.length === 0 || (at.member !== null && scope.levelIds.includes('gold'))).toBe(true);
        const isAnything = scope.productIds.length + scope.productCategories.length === 0;
        for (const [index, { shares }] of priced.lines.entries()) {
          const line = of.lines[index];
          const isMeant = isAnything || scope.productIds.includes(line?.productId ?? '') || scope.productCategories.includes(line?.category ?? '');
          if (shares.some((share) => share.campaignId === campaignId)) expect(isMeant).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('no budget, cap or number of places is ever passed, and the explanation names every campaign once', () => {
  fc.assert(
    fc.property(basket, campaigns, facts, (of, all, at) => {
      const { applied, skipped } = price(of, all, at);
      expect([...applied, ...skipped].map(({ campaignId }) => campaignId).sort()).toEqual(all.map(({ id }) => id).sort());
      for (const { campaignId, costMinor } of applied) {
        const campaign = all.find(({ id }) => id === campaignId);
        const used = at.usage.get(campaignId);
        const within = (limit: number | null | undefined, taken: number) => limit === null || limit === undefined || taken <= limit;
        expect(within(campaign?.budgetMinor, (used?.minor ?? 0) + costMinor)).toBe(true);
        expect(within(campaign?.perMemberMinor, (used?.memberMinor ?? 0) + costMinor)).toBe(true);
        expect(within(campaign?.places, (used?.count ?? 0) + 1)).toBe(true);
        expect(within(campaign?.perMemberCount, (used?.memberCount ?? 0) + 1)).toBe(true);
      }
      const isAlone = applied.some(({ campaignId }) => all.find(({ id }) => id === campaignId)?.standing === 'exclusive');
      if (isAlone) expect(applied).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});

test('the order in which campaigns are named changes nothing', () => {
  fc.assert(
    fc.property(
      basket,
      campaigns.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      facts,
      (of, [all, mixed], at) => {
        expect(price(of, mixed, at)).toEqual(price(of, all, at));
      },
    ),
  );
});

test('returning everything, in whatever steps, each by either policy, pays back what was paid and gives every discount back', () => {
  const policies = fc.constantFrom(...RETURN_POLICIES);
  const steps = fc
    .oneof(policies, fc.constant('recalculate' as const))
    .chain((one) =>
      fc.array(fc.tuple(fc.nat({ max: 7 }), fc.integer({ min: 1, max: 7 }), one === 'keep' ? policies : fc.constant(one)), { maxLength: 12 }),
    );
  fc.assert(
    fc.property(basket, campaigns, facts, steps, policies, (of, all, at, some, last) => {
      const priced = price(of, all, at);
      const returned = new Map<string, number>();
      let refundedMinor = ZERO;
      const discountsBack = new Map<string, Minor>();
      const isRepriced = [...some.map(([, , policy]) => policy), last].every((policy) => policy === 'recalculate');
      const giveBack = (lines: Map<string, number>, policy: ReturnPolicy) => {
        const order = { basket: of, priced, campaigns: all, returned, refundedMinor, discountsBack };
        const { refundMinor, discounts, leftMinor } = priceReturn(order, { lines, policy });
        expect(leftMinor ?? 0).toBeLessThanOrEqual(priced.grossMinor);
        expect(refundMinor).toBeGreaterThanOrEqual(0);
        refundedMinor = add(refundedMinor, refundMinor);
        expect(refundedMinor).toBeLessThanOrEqual(priced.totalMinor);
        for (const { campaignId, discountMinor } of discounts)
          discountsBack.set(campaignId, add(discountsBack.get(campaignId) ?? ZERO, discountMinor));
        for (const [id, quantity] of lines) returned.set(id, (returned.get(id) ?? 0) + quantity);
        // What the seller has of it, from the member and from bearers, is the price of what is left.
        const keptMinor = add(ZERO, ...of.lines.map(({ id, quantity, unitMinor }) => toMinor(unitMinor * (quantity - (returned.get(id) ?? 0)))));
        if (isRepriced) expect(priced.grossMinor - refundedMinor - add(ZERO, ...discountsBack.values())).toBe(keptMinor);
      };
      const openOf = (id: string, quantity: number) => quantity - (returned.get(id) ?? 0);
      for (const [index, wanted, policy] of some) {
        const line = of.lines[index % of.lines.length];
        if (line) giveBack(new Map([[line.id, Math.min(wanted, openOf(line.id, line.quantity))]]), policy);
      }
      giveBack(new Map(of.lines.map(({ id, quantity }) => [id, openOf(id, quantity)])), last);
      expect(refundedMinor).toBe(priced.totalMinor);
      for (const { campaignId, discountMinor } of priced.applied) expect(discountsBack.get(campaignId) ?? 0).toBe(discountMinor);
    }),
    { numRuns: 500 },
  );
});

test('what is left after a return is priced anew: half of 100 less 50 costs what it costs without the campaign', () => {
  const halved = campaignOf('a', { benefit: { kind: 'spendLess', tiers: [{ fromMinor: toMinor(100_00), lessMinor: toMinor(50_00) }] } });
  const of: Basket = {
    merchantId: 'canteen',
    merchantCategory: null,
    lines: [{ id: 'line', productId: null, category: null, quantity: 2, unitMinor: toMinor(50_00) }],
  };
  const order: Order = {
    basket: of,
    priced: price(of, [halved], FACTS),
    campaigns: [halved],
    returned: new Map(),
    refundedMinor: ZERO,
    discountsBack: new Map(),
  };
  const one = new Map([['line', 1]]);
  const back = (policy: ReturnPolicy, after: Order = order) => priceReturn(after, { lines: one, policy });
  expect(back('keep')).toMatchObject({ refundMinor: 25_00, discounts: [{ campaignId: 'a', bearer: 'platform', discountMinor: 25_00 }] });
  expect(back('recalculate')).toMatchObject({ refundMinor: 0, discounts: [{ campaignId: 'a', discountMinor: 50_00 }] });
  const halfBack = { ...order, returned: one, discountsBack: new Map([['a', toMinor(50_00)]]) };
  expect(back('keep', halfBack)).toMatchObject({ refundMinor: 50_00, discounts: [] });
  for (const wrong of [new Map([['line', 3]]), new Map([['another line', 1]]), new Map([['line', -1]])])
    expect(() => priceReturn(order, { lines: wrong, policy: 'keep' })).toThrow(RangeError);
});
