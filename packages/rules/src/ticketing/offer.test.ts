import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Offer, type OfferBuyer, type OfferKind, type OfferWindow, offerTo, priceBasket } from './offer.ts';

const window = (change: Partial<OfferWindow> = {}): OfferWindow => ({
  kind: 'general',
  startsAtMs: null,
  endsAtMs: null,
  channels: ['app'],
  kindIds: [],
  levelIds: [],
  reductionBps: 0,
  ...change,
});
const kind = (change: Partial<OfferKind> = {}): OfferKind => ({
  id: 'seat',
  prices: [
    { category: 'A', priceMinor: 28_000 },
    { category: 'B', priceMinor: 18_000 },
  ],
  variations: [],
  maxPerBuyer: null,
  groupMinimum: 1,
  audience: 'everybody',
  levelIds: [],
  addOnTo: [],
  isRetired: false,
  ...change,
});
const START = 100_000_000;
const offer = (change: Partial<Offer> = {}): Offer => ({
  startsAtMs: START,
  isOnSale: true,
  salesEndMinutesBefore: 30,
  windows: [window()],
  kinds: [kind()],
  ...change,
});
const BUYER: OfferBuyer = { isMember: true, levelIds: new Set(['gold']), owned: new Map() };
const one = (of: Offer, atMs = 0, buyer = BUYER) => offerTo(of, buyer, { atMs, channel: 'app' })[0];
const line = (kindId = 'seat', category: string | null = 'A') => ({ kindId, category, variation: null });

test('sale ends so long before the session, and a pause stops it at once', () => {
  const endsAt = START - 30 * 60_000;
  expect(one(offer(), endsAt - 1)).toMatchObject({ refusal: null, changesAtMs: endsAt });
  expect(one(offer(), endsAt)).toMatchObject({ refusal: 'over' });
  expect(one(offer({ isOnSale: false }))).toMatchObject({ refusal: 'paused' });
});

test('a window says when, where and for whom; of several the cheapest counts', () => {
  const windows = [
    window({ startsAtMs: 1_000 }),
    window({ kind: 'member', startsAtMs: 500, endsAtMs: 2_000, levelIds: ['gold'], reductionBps: 1_000 }),
  ];
  const of = offer({ windows });
  expect(one(of, 0)).toMatchObject({ refusal: 'not_yet', changesAtMs: 500 });
  expect(one(of, 0, { ...BUYER, levelIds: new Set() })).toMatchObject({ refusal: 'not_yet', changesAtMs: 1_000 });
  expect(one(of, 1_500)).toMatchObject({ window: { kind: 'member' }, prices: [{ priceMinor: 25_200, normalMinor: 28_000 }, { priceMinor: 16_200 }] });
  expect(one(of, 2_000)).toMatchObject({ window: { kind: 'general' }, prices: [{ priceMinor: 28_000 }, {}] });
  expect(offerTo(of, BUYER, { atMs: 1_500, channel: 'window' })[0]).toMatchObject({ refusal: 'not_here' });
  expect(one(offer({ windows: [window({ levelIds: ['black'] })] }))).toMatchObject({ refusal: 'not_for_you' });
  expect(one(offer({ windows: [window({ endsAtMs: 5 })] }), 5)).toMatchObject({ refusal: 'over' });
  expect(one(offer({ kinds: [kind({ audience: 'levels', levelIds: ['black'] })] }))).toMatchObject({ refusal: 'not_for_you' });
});

test('a basket is priced whole, or refused with the first reason', () => {
  const addOn = kind({ id: 'cloak', prices: [{ category: null, priceMinor: 1_000 }], addOnTo: ['seat'] });
  const group = kind({ id: 'group', groupMinimum: 3, maxPerBuyer: 4 });
  const of = offer({ kinds: [kind({ maxPerBuyer: 2 }), addOn, group] });
  const basket = (lines: ReturnType<typeof line>[], buyer = BUYER) => priceBasket(of, buyer, { atMs: 0, channel: 'app', lines });
  expect(basket([line(), line('cloak', null)])).toEqual({ isSold: true, pricesMinor: [28_000, 1_000], totalMinor: 29_000 });
  expect(basket([line('cloak', null)])).toMatchObject({ fault: 'alone' });
  expect(basket([line(), line(), line()])).toMatchObject({ fault: 'too_many' });
  expect(basket([line()], { ...BUYER, owned: new Map([['seat', 2]]) })).toMatchObject({ fault: 'too_many' });
  expect(basket([line('group'), line('group')])).toMatchObject({ fault: 'too_few', kindId: 'group' });
  expect(basket([line('seat', 'C')])).toMatchObject({ fault: 'price_unknown' });
  expect(basket([line('gone')])).toMatchObject({ fault: 'not_offered' });
});

test('no reduction or variation ever makes a price negative, dearer than normal, or anything but whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (priceMinor, differenceMinor, reductionBps) => {
        const kinds = [kind({ prices: [{ category: null, priceMinor }], variations: [{ code: 'v', differenceMinor }] })];
        const price = one(offer({ kinds, windows: [window({ reductionBps })] }))?.prices[0];
        expect(price?.normalMinor).toBe(Math.max(0, priceMinor + differenceMinor));
        expect(Number.isSafeInteger(price?.priceMinor)).toBe(true);
        expect(price?.priceMinor).toBeGreaterThanOrEqual(0);
        expect(price?.priceMinor).toBeLessThanOrEqual(price?.normalMinor ?? -1);
        if (reductionBps === 10_000) expect(price?.priceMinor).toBe(0);
      },
    ),
  );
});
