import { add, type Minor, shareDown, split, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { Basket, BasketLine, Bearer, Benefit, Campaign, PricingFacts } from './campaign.ts';
import { type Applied, type Priced, type PricedShare, price } from './price.ts';

/** `keep`: the line's net price comes back. `recalculate`: what is left is priced anew, and what was paid beyond it comes back. */
export const RETURN_POLICIES = ['keep', 'recalculate'] as const;
export type ReturnPolicy = (typeof RETURN_POLICIES)[number];

export type Order = {
  readonly basket: Basket;
  readonly priced: Priced;
  /** What the order was priced with. */
  readonly campaigns: readonly Campaign[];
  /** Units that came back before, by line, what was paid back for them, and which discounts went back, by campaign. */
  readonly returned: ReadonlyMap<string, number>;
  readonly refundedMinor: Minor;
  readonly discountsBack: ReadonlyMap<string, Minor>;
};
export type Returning = { readonly lines: ReadonlyMap<string, number>; readonly policy: ReturnPolicy };
export type DiscountBack = { readonly campaignId: string; readonly bearer: Bearer; readonly bearerId: string | null; readonly discountMinor: Minor };
export type PricedReturn = {
  readonly refundMinor: Minor;
  /** What campaigns no longer give: each bearer is owed it back. */
  readonly discounts: readonly DiscountBack[];
  /** By line, what `keep` gives back. */
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly netMinor: Minor }[];
  /** What the rest costs, priced anew; null under `keep`. */
  readonly leftMinor: Minor | null;
};

/**
 * What a return of some units pays back, and which discounts go back to their campaigns. Whatever the steps and whichever policy each of them
 * follows, all units together pay back what was paid, and every discount goes back. What is left is priced anew with the campaigns that were
 * applied, never with others, as they held then: none gives the rest more than it gave the whole. Where the rest costs more than what was paid for
 * it, no money comes back until more is returned, and of the discounts only so much that the seller has the price of what is left.
 * @throws RangeError when more comes back than was bought, or a line that is not in the basket
 */
export function priceReturn(order: Order, { lines, policy }: Returning): PricedReturn {
  const back = linesBack(order, lines);
  const openMinor = subtract(order.priced.totalMinor, order.refundedMinor);
  const kept = keptLines(order, lines);
  const left = policy === 'recalculate' ? priceLeft(order, kept) : null;
  const goBack = order.priced.applied.map((applied) => {
    const open = openOf(order, applied);
    if (kept.length === 0) return open;
    if (!left) return toMinor(Math.min(open, discountOf(back, applied.campaignId)));
    return subtract(open, left.applied.find(({ campaignId }) => campaignId === applied.campaignId)?.discountMinor ?? ZERO);
  });
  const stays = left ? staysOf(left.totalMinor - openMinor, goBack) : [];
  const discounts = order.priced.applied.flatMap(({ campaignId, bearer, bearerId }, index) => {
    const discountMinor = subtract(goBack[index] ?? ZERO, stays[index] ?? ZERO);
    return discountMinor > 0 ? [{ campaignId, bearer, bearerId, discountMinor }] : [];
  });
  const answer = { discounts, lines: back.map(({ id, quantity, netMinor }) => ({ id, quantity, netMinor })), leftMinor: left?.totalMinor ?? null };
  if (kept.length === 0) return { ...answer, refundMinor: openMinor };
  if (left) return { ...answer, refundMinor: toMinor(Math.max(0, openMinor - left.totalMinor)) };
  return { ...answer, refundMinor: toMinor(Math.min(add(ZERO, ...back.map(({ netMinor }) => netMinor)), openMinor)) };
}

/** What was not paid of the rest's price stays out of the discounts, of each in proportion. */
function staysOf(shortMinor: number, goBack: readonly Minor[]): readonly Minor[] {
  const stays = Math.min(shortMinor, add(ZERO, ...goBack));
  return stays > 0 ? split(toMinor(stays), goBack) : [];
}

const openOf = ({ discountsBack }: Order, { campaignId, discountMinor }: Applied): Minor =>
  subtract(discountMinor, discountsBack.get(campaignId) ?? ZERO);

type LineBack = PricedReturn['lines'][number] & { readonly shares: readonly PricedShare[] };

/** Each unit's part is rounded down; the last unit of a line takes what is left of it. */
function linesBack({ basket, priced, returned }: Order, lines: ReadonlyMap<string, number>): LineBack[] {
  const bought = new Set(basket.lines.map(({ id }) => id));
  for (const id of lines.keys()) if (!bought.has(id)) throw new RangeError('a line comes back that is not in the basket');
  return basket.lines.flatMap((line, index) => {
    const quantity = lines.get(line.id) ?? 0;
    const before = returned.get(line.id) ?? 0;
    if (!Number.isInteger(quantity) || quantity < 0 || before + quantity > line.quantity) throw new RangeError('more comes back than was bought');
    if (quantity === 0) return [];
    const partOf = (amount: Minor) => subtract(shareDown(amount, before + quantity, line.quantity), shareDown(amount, before, line.quantity));
    const { netMinor, shares } = priced.lines[index] ?? { netMinor: ZERO, shares: [] };
    const sharesBack = shares.map(({ campaignId, discountMinor }) => ({ campaignId, discountMinor: partOf(discountMinor) }));
    return [{ id: line.id, quantity, netMinor: partOf(netMinor), shares: sharesBack }];
  });
}

const discountOf = (back: readonly LineBack[], campaignId: string): Minor =>
  add(ZERO, ...back.flatMap(({ shares }) => shares.filter((share) => share.campaignId === campaignId).map(({ discountMinor }) => discountMinor)));

function keptLines({ basket, returned }: Order, lines: ReadonlyMap<string, number>): BasketLine[] {
  return basket.lines.flatMap((line) => {
    const quantity = line.quantity - (returned.get(line.id) ?? 0) - (lines.get(line.id) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

function priceLeft(order: Order, kept: readonly BasketLine[]): Priced {
  const asThen = order.priced.applied.flatMap((applied) => {
    const campaign = order.campaigns.find(({ id }) => id === applied.campaignId);
    return campaign ? [asApplied(campaign, { drawnMinor: applied.discountMinor, openMinor: openOf(order, applied) })] : [];
  });
  return price({ ...order.basket, lines: kept }, asThen, SETTLED);
}

/** Whom, when and where a campaign is for was decided when the order was priced. */
const SETTLED: PricingFacts = { atMs: 0, businessOn: '', timeOfDay: '', drawKey: '', member: null, usage: new Map(), shown: new Map() };

function asApplied(campaign: Campaign, { drawnMinor, openMinor }: { drawnMinor: Minor; openMinor: Minor }): Campaign {
  const { productIds, productCategories } = campaign.scope;
  return {
    ...campaign,
    trigger: 'open',
    benefit: asDrawn(campaign.benefit, drawnMinor),
    beginsAtMs: 0,
    endsAtMs: null,
    hours: [],
    scope: { merchantIds: [], merchantCategories: [], productIds, productCategories, memberKinds: [], groupIds: [], levelIds: [] },
    budgetMinor: openMinor,
    perMemberMinor: null,
    perMemberCount: null,
    places: null,
    bearer: 'platform', // Who bears it stands in the order; here it would only ask for a member again.
  };
}

/** What was drawn stays drawn. */
const asDrawn = (benefit: Benefit, drawnMinor: Minor): Benefit =>
  benefit.kind === 'random' ? { kind: 'random', leastMinor: drawnMinor, mostMinor: drawnMinor } : benefit;
