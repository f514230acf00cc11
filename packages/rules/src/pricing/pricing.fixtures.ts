import { toMinor } from '@tessera/kernel';
import type { Basket, Campaign, CampaignScope, PricingFacts } from './campaign.ts';

/** A campaign, a basket and facts in which everything counts: a test says what it is about. */
export const EVERYWHERE: CampaignScope = {
  merchantIds: [],
  merchantCategories: [],
  productIds: [],
  productCategories: [],
  memberKinds: [],
  groupIds: [],
  levelIds: [],
};
export function campaignOf(id: string, over: Partial<Campaign> = {}): Campaign {
  return {
    id,
    trigger: 'open',
    benefit: { kind: 'spendLess', tiers: [{ fromMinor: toMinor(1), lessMinor: toMinor(1_00) }] },
    beginsAtMs: 0,
    endsAtMs: null,
    hours: [],
    scope: EVERYWHERE,
    minSpendMinor: toMinor(0),
    budgetMinor: null,
    perMemberMinor: null,
    perMemberCount: null,
    places: null,
    bearer: 'platform',
    bearerId: null,
    priority: 100,
    standing: 'joint',
    secret: `secret of ${id}`,
    ...over,
  };
}
export function basketOf(...lines: { productId?: string; category?: string; quantity?: number; unit: number }[]): Basket {
  return {
    merchantId: 'canteen',
    merchantCategory: 'food',
    lines: lines.map(({ productId = null, category = null, quantity = 1, unit }, index) => {
      return { id: `line ${index}`, productId, category, quantity, unitMinor: toMinor(unit) };
    }),
  };
}
export const FACTS: PricingFacts = {
  atMs: Date.parse('2026-09-30T12:00:00+08:00'),
  businessOn: '2026-09-30',
  timeOfDay: '12:00',
  drawKey: 'a member and a basket',
  member: { id: 'li', kind: 'student', groupIds: ['physics'], levelIds: ['gold'], issuerId: 'star' },
  usage: new Map(),
  shown: new Map(),
};
