import { add, type Minor, split, subtract, toMinor, ZERO } from '@tessera/kernel';
import { refusalOf } from './admission.ts';
import type { Basket, BasketLine, Bearer, Campaign, PricingFacts } from './campaign.ts';
import type { Cut, Skip } from './reasons.ts';
import { type OpenLine, type Reduction, reductionOf } from './reduction.ts';

export type PricedShare = { readonly campaignId: string; readonly discountMinor: Minor };
export type PricedLine = { readonly id: string; readonly grossMinor: Minor; readonly netMinor: Minor; readonly shares: readonly PricedShare[] };
export type Applied = {
  readonly campaignId: string;
  readonly discountMinor: Minor;
  /** What it costs the bearer: the discount, or what a gift is worth. */
  readonly costMinor: Minor;
  readonly bearer: Bearer;
  readonly bearerId: string | null;
  /** The coupon or the code that set it off. */
  readonly shown: string | null;
  readonly gift: { readonly item: string; readonly quantity: number } | null;
  readonly cutBy: Cut | null;
};
export type Skipped = { readonly campaignId: string; readonly reason: Skip };
/** Every campaign that was put in is either applied or skipped with its reason. */
export type Priced = {
  readonly lines: readonly PricedLine[];
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly totalMinor: Minor;
  readonly applied: readonly Applied[];
  readonly skipped: readonly Skipped[];
};

type Candidate = { readonly campaign: Campaign; readonly aloneMinor: Minor };

/**
 * Prices a basket. Campaigns come by priority; of equal ones the one that alone would give most, then by id, so the order of the input never
 * matters. Each counts on what is left to pay after those before it. An exclusive one stands alone: it is skipped when another was applied, and
 * after it nothing is. Pure; integers only.
 */
export function price(basket: Basket, campaigns: readonly Campaign[], facts: PricingFacts): Priced {
  const lines: OpenLine[] = basket.lines.map((line) => ({ line, leftMinor: grossOf(line), shares: [] }));
  const skipped: { campaign: Campaign; reason: Skip }[] = [];
  const applied: Applied[] = [];
  let alone: string | undefined;
  const { candidates, refused } = candidatesOf(campaigns, { basket, lines, facts });
  skipped.push(...refused);
  for (const { campaign } of candidates.sort(compareCandidates)) {
    const inTheWay = alone ?? (campaign.standing === 'exclusive' ? applied[0]?.campaignId : undefined);
    const taken = inTheWay === undefined ? reductionOf(campaign, lines, facts) : { code: 'not_together' as const, params: { campaignId: inTheWay } };
    if ('code' in taken) {
      skipped.push({ campaign, reason: taken });
      continue;
    }
    takeOff(lines, campaign.id, taken);
    applied.push(appliedOf(campaign, taken, facts));
    if (campaign.standing === 'exclusive') alone = campaign.id;
  }
  return {
    ...sumsOf(lines),
    applied,
    skipped: skipped.sort((a, b) => compareCampaigns(a.campaign, b.campaign)).map(({ campaign, reason }) => ({ campaignId: campaign.id, reason })),
  };
}

function candidatesOf(campaigns: readonly Campaign[], at: { basket: Basket; lines: readonly OpenLine[]; facts: PricingFacts }) {
  const candidates: Candidate[] = [];
  const refused: { campaign: Campaign; reason: Skip }[] = [];
  for (const campaign of campaigns) {
    const refusal = refusalOf(campaign, at.basket, at.facts);
    const taken = refusal ?? reductionOf(campaign, at.lines, at.facts);
    if ('code' in taken) refused.push({ campaign, reason: taken });
    else candidates.push({ campaign, aloneMinor: taken.discountMinor });
  }
  return { candidates, refused };
}

const compareCampaigns = (a: Campaign, b: Campaign) => a.priority - b.priority || (a.id < b.id ? -1 : 1);
const compareCandidates = (a: Candidate, b: Candidate) =>
  a.campaign.priority - b.campaign.priority || b.aloneMinor - a.aloneMinor || compareCampaigns(a.campaign, b.campaign);

export const grossOf = ({ unitMinor, quantity }: BasketLine): Minor => toMinor(unitMinor * quantity);

/** By the largest remainder, so that the shares sum to the discount to the fen. */
function takeOff(lines: readonly OpenLine[], campaignId: string, { discountMinor, weights }: Reduction): void {
  if (discountMinor === 0) return;
  for (const [index, shareMinor] of split(discountMinor, weights).entries()) {
    const line = lines[index];
    if (!line || shareMinor === 0) continue;
    line.leftMinor = subtract(line.leftMinor, shareMinor);
    line.shares.push({ campaignId, discountMinor: shareMinor });
  }
}

function appliedOf({ id, bearer, bearerId, benefit }: Campaign, { discountMinor, costMinor, cutBy }: Reduction, { shown }: PricingFacts): Applied {
  const gift = benefit.kind === 'gift' ? { item: benefit.item, quantity: benefit.quantity } : null;
  return { campaignId: id, discountMinor, costMinor, bearer, bearerId, shown: shown.get(id) ?? null, gift, cutBy };
}

function sumsOf(open: readonly OpenLine[]) {
  const lines = open.map(({ line, leftMinor, shares }) => ({ id: line.id, grossMinor: grossOf(line), netMinor: leftMinor, shares }));
  const grossMinor = add(ZERO, ...lines.map((line) => line.grossMinor));
  const totalMinor = add(ZERO, ...lines.map((line) => line.netMinor));
  return { lines, grossMinor, discountMinor: subtract(grossMinor, totalMinor), totalMinor };
}
