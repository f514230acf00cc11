import { type Id, newId, toMinor } from '@tessera/kernel';
import { payParts } from '@tessera/rules';
import { expireLots } from '../../src/modules/loyalty/expire-lots.ts';
import { agreePointPrice } from '../../src/modules/loyalty/index.ts';
import { matureLots } from '../../src/modules/loyalty/mature-lots.ts';
import { proposePointPrice } from '../../src/modules/loyalty/propose-point-price.ts';
import { createPayerBook, type PayerBook, PayerStale } from '../../src/modules/payments/index.ts';
import { giveBack } from '../../src/modules/redemptions/give-back.ts';
import { redeem } from '../../src/modules/redemptions/redeem.ts';
import { agreeOn, at, type Ground, type Holder, type Merchant, MONTH, type Offered, type Parties, SYSTEM } from './parties.ts';

const DAYS = 31;
const TOGETHER = 8;
const LOOKS_MAX = 3;
/** On these days, somebody agrees on other prices. */
const POINT_PRICE_ON = 16;
const AGREED_PRICE_ON = 11;
/** Of a hundred redemptions, how many come back: some days later, or only after the month. */
const RETURNED_OF_HUNDRED = 4;
const RETURNED_LATE_OF_HUNDRED = 1;
const DAYS_UNTIL_RETURN = 3;

type Done = { readonly id: Id<'redemption'>; readonly holder: Holder; readonly quantity: number; readonly points: number };
type Play = { ground: Ground; parties: Parties; payers: PayerBook; random: () => number };
type Played = { redemptions: number; returns: number };
/** `comeBackLate` has the last ones come back, in the month after, and answers how many. */
export type Month = Played & { readonly comeBackLate: () => Promise<number> };

/** Thirty-one days, as many redemptions on each, several at once. */
export async function playMonth(ground: Ground, parties: Parties, perDay: number): Promise<Month> {
  const play: Play = {
    ground,
    parties,
    payers: createPayerBook({ database: ground.database, secrets: ground.secrets }),
    random: randomFrom(20_260_101),
  };
  const [due, late, played]: [Map<number, Done[]>, Done[], Played] = [new Map(), [], { redemptions: 0, returns: 0 }];
  for (let day = 1; day <= DAYS; day += 1) {
    await turnLots(ground, `${MONTH}-${String(day).padStart(2, '0')}T00:10:00Z`);
    await changePrices(play, day);
    const asked = Array.from({ length: perDay }, (_, index) => choose(play, { day, when: instantOf(day, index) }));
    const ended = new Map<Asked, Done>();
    await together(asked, async (one) => {
      const done = one && (await redeemOnce(play, one));
      if (done) ended.set(one, done);
    });
    // In the order in which they were asked for, whichever of several ended first: so the same ones come back in each run.
    for (const one of asked) {
      const done = one && ended.get(one);
      if (!done) continue;
      if (one.lot < RETURNED_LATE_OF_HUNDRED) late.push(done);
      else if (one.lot < RETURNED_OF_HUNDRED) due.set(day + DAYS_UNTIL_RETURN, [...(due.get(day + DAYS_UNTIL_RETURN) ?? []), done]);
    }
    played.redemptions += ended.size;
    for (const [index, done] of (due.get(day) ?? []).entries())
      played.returns += await comeBack(play, done, { when: instantOf(day, index), whole: index % 2 === 0 });
  }
  const comeBackLate = async () => {
    for (const done of late) await comeBack(play, done, { when: '2026-02-03T04:00:00Z', whole: true });
    return late.length;
  };
  return { ...played, comeBackLate };
}

/** From nine in the morning in Shanghai on. */
function instantOf(day: number, index: number): string {
  return new Date(Date.parse(`${MONTH}-01T01:00:00Z`) + (day - 1) * 86_400_000 + 3_600_000 + (index % 30_000) * 1_000).toISOString();
}

/** What the jobs of loyalty do each few minutes: what was pending comes in, and what is over goes. */
export async function turnLots(ground: Ground, when: string): Promise<void> {
  for (const turn of [matureLots, expireLots]) while ((await at({ ground, when, actor: SYSTEM }, turn)) > 0);
}

async function changePrices({ ground, parties }: Play, day: number): Promise<void> {
  const { maker, issuers, merchants } = parties;
  const when = `${MONTH}-${String(day).padStart(2, '0')}T00:30:00Z`;
  const [issuer, merchant] = [issuers[0], merchants[0]];
  if (day === POINT_PRICE_ON && issuer) {
    const wish = { pointsProgrammeId: issuer.programmeId, pricePerThousandPoints: 97_531, wishedOn: null };
    const price = await at({ ground, when, actor: issuer.person }, (ctx) => proposePointPrice(ctx, wish));
    await at({ ground, when, actor: maker }, (ctx) => agreePointPrice(ctx, { pointPriceId: price.id }));
  }
  const itemId = merchant?.items[0]?.id;
  if (day === AGREED_PRICE_ON && merchant && itemId) {
    await agreeOn(ground, { when, itemId, agreedMinor: 2_411, merchant: merchant.person, operator: maker });
  }
}

/** `lot`, of a hundred, says whether it comes back. */
type Asked = { when: string; holder: Holder; merchant: Merchant; item: Offered; quantity: number; points: number; lot: number };

/** Somebody who can pay it: all in points, in points and money, or all in money. */
function choose({ parties, random }: Play, { day, when }: { day: number; when: string }): Asked | undefined {
  const pick = <One>(of: readonly One[]): One | undefined => of[Math.floor(random() * of.length)];
  const [holder, merchant] = [pick(parties.holders), pick(parties.merchants)];
  const item = merchant && pick(merchant.items);
  if (!holder || !merchant || !item) return undefined;
  const quantity = random() < 0.8 ? 1 : 2;
  const whole = item.pointsPrice * quantity;
  const wanted = item.moneyPriceMinor === null || random() < 0.5 ? whole : Math.floor(random() * whole);
  const points = day > holder.issuer.pendingDays ? Math.min(wanted, holder.points) : 0;
  if (points < whole && item.moneyPriceMinor === null) return undefined;
  holder.points -= points;
  return { when, holder, merchant, item, quantity, points, lot: random() * 100 };
}

async function redeemOnce({ ground, payers }: Play, asked: Asked): Promise<Done | undefined> {
  const { when, holder, merchant, item, quantity, points } = asked;
  const parts = points > 0 ? [{ programmeId: holder.issuer.programmeId, points }] : [];
  const money = item.moneyPriceMinor === null ? null : toMinor(item.moneyPriceMinor);
  const paid = payParts({ pointsEach: item.pointsPrice, moneyEachMinor: money }, quantity, parts);
  if (typeof paid === 'string') throw new Error(paid);
  const id = newId<'redemption'>(Date.parse(when));
  const shown = { kind: 'member' as const, memberNumber: holder.memberNumber };
  for (let look = 1; look <= LOOKS_MAX; look += 1) {
    const found = await payers.find(shown);
    if (!found.found) throw new Error(found.reason);
    const place = { merchantId: merchant.id, shopId: null, terminalId: merchant.terminalId, name: '前台' };
    const how = { way: 'device' as const, by: 'card' as const, note: '', at: place, proven: { payer: found.payer } };
    try {
      await at({ ground, when, actor: SYSTEM }, (ctx) =>
        redeem(ctx, { id, ...how, memberId: holder.id, itemId: item.id, quantity, parts, cashMinor: paid.cashMinor }),
      );
      return { id, holder, quantity, points };
    } catch (error) {
      if (!(error instanceof PayerStale)) throw error;
      payers.forget(shown);
    }
  }
  throw new Error('the payer changed again and again');
}

/** All of it, or one piece. */
async function comeBack({ ground }: Play, { id, quantity }: Done, how: { when: string; whole: boolean }): Promise<1> {
  const pieces = how.whole ? ('all' as const) : Math.min(1, quantity);
  const giving = { key: newId(Date.parse(how.when)), redemptionId: id, kind: 'return' as const, quantity: pieces, reason: '' };
  await at({ ground, when: how.when, actor: SYSTEM }, (ctx) => giveBack(ctx, giving));
  return 1;
}

/** A few at a time; the first that fails ends it. */
async function together<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let mine = next++; mine < all.length; mine = next++) {
      const one = all[mine];
      if (one !== undefined) await work(one);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, lane));
}

/** Mulberry32: the same month each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
