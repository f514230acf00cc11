import { add, type Minor, shareDown, subtract, toMinor, ZERO } from '@tessera/kernel';
import { isLineIn } from './admission.ts';
import { type BasketLine, type Campaign, type PricingFacts, UNUSED } from './campaign.ts';
import { drawSum } from './draw.ts';
import { type Cut, type Skip, skip } from './reasons.ts';

const BPS = 10_000;

/** A line while campaigns are taken off it. */
export type OpenLine = { readonly line: BasketLine; leftMinor: Minor; readonly shares: { campaignId: string; discountMinor: Minor }[] };

/** What a campaign takes off, spread by `weights` (one for each line, none above what is left of it), and what it costs its bearer. */
export type Reduction = { readonly discountMinor: Minor; readonly costMinor: Minor; readonly weights: readonly Minor[]; readonly cutBy: Cut | null };
type Wanted = { readonly wantedMinor: Minor; readonly weights: readonly Minor[] };

/** What the campaign gives on what is still to be paid, within its budget and the member's cap; or why nothing. */
export function reductionOf(campaign: Campaign, lines: readonly OpenLine[], facts: PricingFacts): Reduction | Skip {
  const weights = lines.map(({ line, leftMinor }) => (isLineIn(campaign.scope, line) ? leftMinor : ZERO));
  if (!lines.some(({ line }) => isLineIn(campaign.scope, line))) return skip('nothing_in_scope');
  const baseMinor = add(ZERO, ...weights);
  const missing = missingTo(campaign, baseMinor);
  if (missing > 0) return skip('below_minimum', { missingMinor: missing });
  const room = roomOf(campaign, facts);
  if (campaign.benefit.kind === 'gift') return giftOf(campaign.benefit, weights, room);
  const { wantedMinor, weights: spread } = wantedOf(campaign, { lines, weights, baseMinor }, facts);
  if (wantedMinor === 0) return skip('nothing_left');
  if (wantedMinor <= room.leftMinor) return { discountMinor: wantedMinor, costMinor: wantedMinor, weights: spread, cutBy: null };
  return { discountMinor: room.leftMinor, costMinor: room.leftMinor, weights: spread, cutBy: room.by };
}

/** What is missing to the least spend, and to the lowest tier. */
function missingTo({ minSpendMinor, benefit }: Campaign, baseMinor: Minor): Minor {
  const lowest = benefit.kind === 'spendLess' ? Math.min(...benefit.tiers.map(({ fromMinor }) => fromMinor)) : 0;
  return toMinor(Math.max(0, Math.max(minSpendMinor, lowest) - baseMinor));
}

function roomOf({ id, budgetMinor, perMemberMinor }: Campaign, { usage }: PricingFacts): { leftMinor: Minor; by: Cut } {
  const used = usage.get(id) ?? UNUSED;
  const ofBudget = budgetMinor === null ? Number.MAX_SAFE_INTEGER : subtract(budgetMinor, used.minor);
  const ofMember = perMemberMinor === null ? Number.MAX_SAFE_INTEGER : subtract(perMemberMinor, used.memberMinor);
  return ofMember < ofBudget ? { leftMinor: toMinor(ofMember), by: 'member' } : { leftMinor: toMinor(ofBudget), by: 'budget' };
}

/** A gift is whole or not at all. */
function giftOf(
  gift: Extract<Campaign['benefit'], { kind: 'gift' }>,
  weights: readonly Minor[],
  room: { leftMinor: Minor; by: Cut },
): Reduction | Skip {
  const costMinor = toMinor(gift.worthMinor * gift.quantity);
  if (costMinor > room.leftMinor) return room.by === 'budget' ? skip('budget_spent', {}) : skip('member_sum_reached', {});
  return { discountMinor: ZERO, costMinor, weights, cutBy: null };
}

type Base = { readonly lines: readonly OpenLine[]; readonly weights: readonly Minor[]; readonly baseMinor: Minor };

/** Never more than is still to be paid. A share is rounded down to the fen: the rest stays with the bearer. */
function wantedOf({ benefit, secret }: Campaign, { lines, weights, baseMinor }: Base, { drawKey }: PricingFacts): Wanted {
  const within = (amount: number): Wanted => ({ wantedMinor: toMinor(Math.min(amount, baseMinor)), weights });
  if (benefit.kind === 'spendLess') {
    return within(benefit.tiers.reduce((most, { fromMinor, lessMinor }) => (fromMinor <= baseMinor ? Math.max(most, lessMinor) : most), 0));
  }
  if (benefit.kind === 'percentage') return within(Math.min(shareDown(baseMinor, benefit.rateBps, BPS), benefit.capMinor ?? baseMinor));
  if (benefit.kind === 'random') return within(drawSum(secret, drawKey, benefit));
  if (benefit.kind === 'freeItem') return freeUnits(lines, weights, benefit.quantity);
  return within(0);
}

/** The cheapest units in scope, each at its part of what is left of its line, a whole line at all of it; of equal ones the first named. */
function freeUnits(lines: readonly OpenLine[], weights: readonly Minor[], quantity: number): Wanted {
  const units = lines
    .map(({ line: { quantity: count } }, index) => {
      const leftMinor = weights[index] ?? ZERO;
      return { index, count, leftMinor, eachMinor: shareDown(leftMinor, 1, count) };
    })
    .sort((a, b) => a.eachMinor - b.eachMinor || a.index - b.index);
  const spread = lines.map(() => ZERO);
  let open = quantity;
  for (const unit of units) {
    const taken = Math.min(open, unit.count);
    const givenMinor = taken === unit.count ? unit.leftMinor : toMinor(unit.eachMinor * taken);
    if (givenMinor === 0) continue; // Nothing is left to pay for it: the free units go on to the next.
    spread[unit.index] = givenMinor;
    open -= taken;
  }
  return { wantedMinor: add(ZERO, ...spread), weights: spread };
}
