/** What an organizer offers of one session, and who may buy what of it now. Times are milliseconds since 1970, prices whole minor units. */
export type OfferWindow = {
  readonly kind: 'general' | 'presale' | 'member' | 'group' | 'vip';
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
  readonly channels: readonly string[];
  /** None: all kinds. */
  readonly kindIds: readonly string[];
  /** None: everybody. */
  readonly levelIds: readonly string[];
  readonly reductionBps: number;
};
export type OfferKind = {
  readonly id: string;
  readonly prices: readonly { readonly category: string | null; readonly priceMinor: number }[];
  readonly variations: readonly { readonly code: string; readonly differenceMinor: number }[];
  readonly maxPerBuyer: number | null;
  readonly groupMinimum: number;
  readonly audience: 'everybody' | 'members' | 'levels';
  readonly levelIds: readonly string[];
  readonly addOnTo: readonly string[];
  readonly isRetired: boolean;
};
export type Offer = {
  readonly startsAtMs: number;
  readonly isOnSale: boolean;
  /** Negative: until so long after the beginning. */
  readonly salesEndMinutesBefore: number;
  readonly windows: readonly OfferWindow[];
  readonly kinds: readonly OfferKind[];
};
export type OfferBuyer = {
  readonly isMember: boolean;
  readonly levelIds: ReadonlySet<string>;
  /** How many they have already, by kind. */
  readonly owned: ReadonlyMap<string, number>;
};
export type OfferMoment = { readonly atMs: number; readonly channel: string };

export type OfferRefusal = 'not_yet' | 'over' | 'not_here' | 'not_for_you' | 'paused';
export type OfferedPrice = {
  readonly category: string | null;
  readonly variation: string | null;
  readonly priceMinor: number;
  readonly normalMinor: number;
};
export type OfferedKind = {
  readonly id: string;
  readonly refusal: OfferRefusal | null;
  /** The window through which it is sold: of several that are open, the cheapest. */
  readonly window: OfferWindow | null;
  readonly prices: readonly OfferedPrice[];
  readonly atLeast: number;
  /** Null: as many as there are. */
  readonly atMost: number | null;
  /** When the answer becomes another one by itself. */
  readonly changesAtMs: number | null;
};

const MINUTE_MS = 60_000;
const WHOLE_BPS = 10_000;

/** Every kind that is not retired, with what it costs this buyer at this moment, or why they cannot have it. */
export function offerTo(offer: Offer, buyer: OfferBuyer, moment: OfferMoment): OfferedKind[] {
  const endsAtMs = offer.startsAtMs - offer.salesEndMinutesBefore * MINUTE_MS;
  return offer.kinds
    .filter(({ isRetired }) => !isRetired)
    .map((kind) => {
      const sale = saleOf(offer, kind, { buyer, moment, endsAtMs });
      const atMost = kind.maxPerBuyer === null ? null : Math.max(0, kind.maxPerBuyer - (buyer.owned.get(kind.id) ?? 0));
      return { id: kind.id, ...sale, prices: pricesOf(kind, sale.window?.reductionBps ?? 0), atLeast: kind.groupMinimum, atMost };
    });
}

type Sale = Pick<OfferedKind, 'refusal' | 'window' | 'changesAtMs'>;
type Asked = { readonly buyer: OfferBuyer; readonly moment: OfferMoment; readonly endsAtMs: number };

function saleOf(offer: Offer, kind: OfferKind, { buyer, moment, endsAtMs }: Asked): Sale {
  const refuse = (refusal: OfferRefusal, changesAtMs: number | null = null): Sale => ({ refusal, window: null, changesAtMs });
  if (moment.atMs >= endsAtMs) return refuse('over');
  if (!offer.isOnSale) return refuse('paused');
  if (!isFor(kind, buyer)) return refuse('not_for_you');
  const ofKind = offer.windows.filter(({ kindIds }) => kindIds.length === 0 || kindIds.includes(kind.id));
  const here = ofKind.filter(({ channels }) => channels.includes(moment.channel));
  const own = here.filter((window) => isOpenTo(window, buyer));
  const open = own.filter((window) => isOpen(window, moment.atMs));
  const best = open.reduce<OfferWindow | null>((found, one) => (found && found.reductionBps >= one.reductionBps ? found : one), null);
  if (best) return { refusal: null, window: best, changesAtMs: best.endsAtMs === null ? endsAtMs : Math.min(best.endsAtMs, endsAtMs) };
  const later = own.flatMap(({ startsAtMs }) => (startsAtMs !== null && startsAtMs > moment.atMs && startsAtMs < endsAtMs ? [startsAtMs] : []));
  if (later.length > 0) return refuse('not_yet', Math.min(...later));
  if (own.length > 0) return refuse('over');
  return refuse(here.length > 0 ? 'not_for_you' : 'not_here');
}

/** A window for members, or for some of them, is not for who is none, whatever levels it names. */
function isOpenTo({ kind, levelIds }: OfferWindow, buyer: OfferBuyer): boolean {
  if ((kind === 'member' || kind === 'vip') && !buyer.isMember) return false;
  return levelIds.length === 0 || levelIds.some((id) => buyer.levelIds.has(id));
}

/** From its first instant until before its last. */
function isOpen({ startsAtMs, endsAtMs }: OfferWindow, atMs: number): boolean {
  return (startsAtMs === null || startsAtMs <= atMs) && (endsAtMs === null || atMs < endsAtMs);
}

function isFor({ audience, levelIds }: OfferKind, buyer: OfferBuyer): boolean {
  if (audience === 'everybody') return true;
  return audience === 'members' ? buyer.isMember : levelIds.some((id) => buyer.levelIds.has(id));
}

/** A reduction is rounded down to the whole minor unit, so that what is paid is rounded up, never below nothing. */
function pricesOf({ prices, variations }: OfferKind, reductionBps: number): OfferedPrice[] {
  const ways = variations.length === 0 ? [{ code: null, differenceMinor: 0 }] : variations;
  return prices.flatMap(({ category, priceMinor }) =>
    ways.map(({ code, differenceMinor }) => {
      const normalMinor = Math.max(0, priceMinor + differenceMinor);
      const offMinor = Math.floor((normalMinor * reductionBps) / WHOLE_BPS);
      return { category, variation: code, priceMinor: normalMinor - offMinor, normalMinor };
    }),
  );
}

export type OfferLine = { readonly kindId: string; readonly category: string | null; readonly variation: string | null };
export type BasketFault = 'not_offered' | 'price_unknown' | 'too_few' | 'too_many' | 'alone';
export type PricedBasket =
  | { readonly isSold: true; readonly pricesMinor: readonly number[]; readonly totalMinor: number }
  | { readonly isSold: false; readonly fault: BasketFault; readonly kindId: string };

/** What these tickets cost together, in their order, or the first thing that stands against it. */
export function priceBasket(
  offer: Offer,
  buyer: OfferBuyer,
  { lines, ...moment }: OfferMoment & { readonly lines: readonly OfferLine[] },
): PricedBasket {
  const offered = new Map(offerTo(offer, buyer, moment).map((one) => [one.id, one]));
  const addOns = new Map(offer.kinds.map(({ id, addOnTo }) => [id, addOnTo]));
  const counts = new Map<string, number>();
  for (const { kindId } of lines) counts.set(kindId, (counts.get(kindId) ?? 0) + 1);
  for (const [kindId, count] of counts) {
    const kind = offered.get(kindId);
    if (!kind || kind.refusal) return { isSold: false, fault: 'not_offered', kindId };
    if (count < kind.atLeast) return { isSold: false, fault: 'too_few', kindId };
    if (kind.atMost !== null && count > kind.atMost) return { isSold: false, fault: 'too_many', kindId };
    const bases = addOns.get(kindId) ?? [];
    if (bases.length > 0 && !bases.some((id) => counts.has(id))) return { isSold: false, fault: 'alone', kindId };
  }
  const pricesMinor: number[] = [];
  for (const { kindId, category, variation } of lines) {
    const price = offered.get(kindId)?.prices.find((one) => one.category === category && one.variation === variation);
    if (!price) return { isSold: false, fault: 'price_unknown', kindId };
    pricesMinor.push(price.priceMinor);
  }
  return { isSold: true, pricesMinor, totalMinor: pricesMinor.reduce((sum, price) => sum + price, 0) };
}
