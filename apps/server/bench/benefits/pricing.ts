import { toMinor } from '@tessera/kernel';
import { type Basket, type Benefit, type Campaign, type PricingFacts, price } from '@tessera/rules';
import { figureOf, type Part } from './part.ts';

const LINES = 30;
const CAMPAIGNS = 50;
const WARM_UP = 500;
const ROUNDS = 5_000;
const WITHIN_MS = 2;

const basket: Basket = {
  merchantId: 'canteen',
  merchantCategory: 'food',
  lines: Array.from({ length: LINES }, (_, index) => ({
    id: `line ${index}`,
    productId: `product ${index}`,
    category: index % 2 === 0 ? 'drink' : 'dish',
    quantity: 1 + (index % 4),
    unitMinor: toMinor(317 + 211 * index),
  })),
};

const tier = (index: number) => ({ fromMinor: toMinor(1_000 + 100 * index), lessMinor: toMinor(20 + index) });
const BENEFITS: readonly ((index: number) => Benefit)[] = [
  (index) => ({ kind: 'spendLess', tiers: [tier(index), tier(index + 10)] }),
  (index) => ({ kind: 'percentage', rateBps: 100 + index, capMinor: toMinor(900) }),
  () => ({ kind: 'random', leastMinor: toMinor(1), mostMinor: toMinor(99) }),
  () => ({ kind: 'gift', item: 'mug', quantity: 1, worthMinor: toMinor(500) }),
  () => ({ kind: 'freeItem', quantity: 1 }),
];

function campaignOf(index: number): Campaign {
  return {
    id: `campaign ${index}`,
    trigger: 'open',
    benefit: BENEFITS[index % BENEFITS.length]?.(index) ?? { kind: 'freeItem', quantity: 1 },
    beginsAtMs: 0,
    endsAtMs: null,
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '06:00', until: '22:00' }],
    scope: {
      merchantIds: ['canteen'],
      merchantCategories: [],
      productIds: [],
      productCategories: index % 3 === 0 ? ['drink'] : [],
      memberKinds: ['student'],
      groupIds: [],
      levelIds: [],
    },
    minSpendMinor: toMinor(500),
    budgetMinor: toMinor(10_000_000),
    perMemberMinor: null,
    perMemberCount: 10,
    places: 1_000,
    bearer: 'platform',
    bearerId: null,
    priority: index % 7,
    standing: 'joint',
    secret: 'a secret of the campaign',
  };
}

const campaigns = Array.from({ length: CAMPAIGNS }, (_, index) => campaignOf(index));
const factsOf = (round: number): PricingFacts => ({
  atMs: 1,
  businessOn: '2026-09-30',
  timeOfDay: '12:00',
  drawKey: `payment ${round}`,
  member: { id: 'li', kind: 'student', groupIds: [], levelIds: [], issuerId: null },
  usage: new Map(campaigns.map(({ id }) => [id, { count: 1, minor: toMinor(1), memberCount: 0, memberMinor: toMinor(0) }])),
  shown: new Map(),
});

function timed(run: () => unknown): number {
  const beganAt = performance.now();
  run();
  return performance.now() - beganAt;
}

/**
 * Pricing one basket of 30 lines under 50 campaigns of every kind, beside a yardstick in the same run: reading the same input from JSON, which a
 * busy machine slows just as much.
 */
export const pricing: Part = async ({ say }) => {
  const text = JSON.stringify({ basket, campaigns });
  const taken: { pricing: number[]; reading: number[] } = { pricing: [], reading: [] };
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const facts = factsOf(round);
    const pricingMs = timed(() => price(basket, campaigns, facts));
    const readingMs = timed(() => JSON.parse(text));
    if (round < WARM_UP) continue;
    taken.pricing.push(pricingMs);
    taken.reading.push(readingMs);
  }
  const { applied, skipped } = price(basket, campaigns, factsOf(0));
  say(`  ${LINES} lines, ${CAMPAIGNS} campaigns: ${applied.length} applied, ${skipped.length} skipped`);
  return [
    figureOf('yardstick: the same basket and campaigns read from JSON', taken.reading),
    figureOf(`pricing ${LINES} lines under ${CAMPAIGNS} campaigns`, taken.pricing, WITHIN_MS),
  ];
};
