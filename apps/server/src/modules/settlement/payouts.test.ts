import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/world.ts';
import { listPayables } from './list-payables.ts';
import { hasPayoutsUnderWay, listPayouts } from './list-payouts.ts';
import { makePayoutBatch } from './make-payout-batch.ts';
import { only, type PayoutsWorld, payoutsWorld } from './payouts.world.ts';
import { personFrom } from './settlement.world.ts';

const [MARCH, APRIL] = ['2026-03', '2026-04'];
const PAGE = { limit: 50 };
let world: PayoutsWorld;
beforeEach(async () => {
  world = await payoutsWorld();
});
afterEach(() => world?.close());

test('one makes a batch, another releases it, and only the bank’s word moves the books; what it refuses is due again', async () => {
  const [wash, film] = world.merchantIds;
  await world.sign(wash);
  await world.sign(film);
  expect(await codeOf(world.make())).toBe('settlement.nothing_to_pay_out');
  await world.closedMarch();
  const made = await world.make();
  expect(made).toMatchObject({ number: 'P20260402-01', state: 'drafted', payoutCount: 2, amountMinor: 6_200, madeByName: '甲', mayRelease: false });
  expect(await codeOf(world.make())).toBe('settlement.nothing_to_pay_out');
  expect(await codeOf(world.release(made.id, world.maker))).toBe('settlement.payout_needs_another_person');
  const lines = await world.linesOf(made.id);
  expect(lines.map(({ amountMinor }) => amountMinor).sort()).toEqual([2_200, 4_000]);
  expect(lines[0]).toMatchObject({ reference: 'P20260402-01-0001', accountMasked: '**** 9921', state: 'drafted', payables: [{ month: MARCH }] });
  const [toWash, toFilm] = [only(lines.filter(({ merchantId }) => merchantId === wash)), only(lines.filter(({ merchantId }) => merchantId === film))];
  expect(await codeOf(world.say(toWash.id, 'paid'))).toBe('settlement.payout_not_now');
  await world.release(made.id);
  expect(await codeOf(world.release(made.id))).toBe('settlement.payout_batch_not_now');
  expect(await codeOf(world.cancel(made.id))).toBe('settlement.payout_batch_not_now');
  expect([await world.owed(wash), await world.owed(film)]).toEqual([2_200, 4_000]);
  expect(await world.system((ctx) => hasPayoutsUnderWay(ctx, wash))).toBe(true);
  expect(await world.say(toWash.id, 'paid')).toMatchObject({ state: 'paid', decidedByName: '甲' });
  await world.say(toWash.id, 'paid');
  expect(await world.batch(made.id)).toMatchObject({ state: 'released', paidCount: 1, paidMinor: 2_200 });
  expect(await world.say(toFilm.id, 'refused')).toMatchObject({ state: 'refused', reason: '户名不符' });
  expect(await codeOf(world.say(toFilm.id, 'paid'))).toBe('settlement.payout_not_now');
  expect([await world.owed(wash), await world.owed(film)]).toEqual([0, 4_000]);
  expect(await world.system((ctx) => hasPayoutsUnderWay(ctx, wash))).toBe(false);
  expect(await world.batch(made.id)).toMatchObject({ state: 'finished', refusedCount: 1, refusedMinor: 4_000 });
  expect(await world.due()).toMatchObject([{ merchantId: film, amountMinor: 4_000, hold: null }]);
  expect(await world.faults()).toEqual([]);
});

test('a batch is made anew when an account was mended since, and the next one pays to the new account', async () => {
  const [wash] = world.merchantIds;
  await world.sign(wash);
  await world.closedMarch();
  const old = await world.make();
  // The new terms hold from the next day on: a day has one contract.
  expect(await codeOf(world.sign(wash, { account: '6217001210024467' }))).toBe('merchants.begins_today');
  await world.signFor(wash, { payoutAccount: '6217001210024467', validFrom: '2026-04-03' });
  world.setClock('2026-04-03T04:00:00Z');
  expect(await codeOf(world.release(old.id))).toBe('settlement.payout_account_changed');
  expect(await world.cancel(old.id)).toMatchObject({ state: 'cancelled', cancelledByName: '甲' });
  const { id, lines } = await world.sent();
  expect(only(lines)).toMatchObject({ reference: 'P20260403-01-0001', accountMasked: '**** 4467', amountMinor: 2_200 });
  await world.say(only(lines).id, 'paid');
  // The bank had paid it and got it back a day later.
  expect(await world.say(only(lines).id, 'refused')).toMatchObject({ state: 'returned' });
  expect(await world.batch(id)).toMatchObject({ state: 'finished', paidCount: 0, refusedCount: 1 });
  expect(await world.owed(wash)).toBe(2_200);
  await world.say(only((await world.sent()).lines).id, 'paid');
  expect(await world.owed(wash)).toBe(0);
  expect(await world.faults()).toEqual([]);
});

test('what is too little, what is owed the other way and who has no contract is carried over', async () => {
  const [wash, film] = world.merchantIds;
  await world.sign(wash, { minPayoutMinor: 3_000 });
  const taken = world.redemption();
  await world.write(taken);
  await world.write(world.redemption({ merchantId: film, agreedMinor: toMinor(4_000) }));
  world.setClock('2026-04-02T04:00:00Z');
  await world.closeMonth(MARCH);
  const holds = async () => Object.fromEntries((await world.due()).map(({ merchantId, hold, amountMinor }) => [merchantId, [hold, amountMinor]]));
  expect(await holds()).toEqual({ [wash]: ['below_minimum', 2_200], [film]: ['no_contract', 4_000] });
  await world.write(world.redemption({ businessOn: '2026-04-02' }));
  await world.sign(film);
  await world.say(only((await world.sent()).lines).id, 'paid');
  await world.write(world.redemption({ merchantId: film, agreedMinor: toMinor(0), sources: [], quantity: 1, businessOn: '2026-04-02' }));
  await world.write({ ...taken, id: newId(), kind: 'reversal', reverses: taken.id, agreedMinor: toMinor(500), quantity: 0, sources: [] });
  world.setClock('2026-05-02T04:00:00Z');
  await world.closeMonth(APRIL);
  // Two months are one sum: 22.00 + 22.00 − 5.00.
  expect(await holds()).toEqual({ [wash]: [null, 3_900] });
  const line = only((await world.sent()).lines);
  expect(line.payables.map(({ month, amountMinor }) => [month, amountMinor])).toEqual([
    [MARCH, 2_200],
    [APRIL, 1_700],
  ]);
  await world.say(line.id, 'paid');
  await world.write({ ...taken, id: newId(), kind: 'reversal', reverses: taken.id, agreedMinor: toMinor(700), quantity: 0, sources: [] });
  world.setClock('2026-06-02T04:00:00Z');
  await world.closeMonth('2026-05');
  expect(await holds()).toEqual({ [wash]: ['nothing_left', -700] });
  expect(await world.faults()).toEqual([]);
});

test('a merchant sees what became of its money once it was released, and nothing of anybody else’s', async () => {
  const [wash, film] = world.merchantIds;
  await world.sign(wash);
  await world.sign(film);
  await world.closedMarch();
  const { id } = await world.make();
  const [ofWash, ofFilm] = [personFrom('洗车', wash, 'merchant'), personFrom('影城', film, 'merchant')];
  const marks = async (by: typeof ofWash) => (await world.as(by, (ctx) => listPayables(ctx, PAGE))).items.map(({ payout }) => payout?.state ?? null);
  expect(await marks(ofWash)).toEqual([null]);
  await world.release(id);
  await world.say(only((await world.linesOf(id)).filter(({ merchantId }) => merchantId === wash)).id, 'paid');
  expect([await marks(ofWash), await marks(ofFilm)]).toEqual([['paid'], ['sent']]);
  for (const by of [ofWash, ofFilm]) {
    expect(await codeOf(world.as(by, (ctx) => listPayouts(ctx, { payoutBatchId: id, ...PAGE })))).toBe('request.forbidden');
    expect(await codeOf(world.as(by, makePayoutBatch))).toBe('request.forbidden');
    const seen = await world.as(by, (ctx) => sql<{ n: number }>`select count(*)::int as n from settlement.payout`.execute(ctx.tx));
    expect(seen.rows).toEqual([{ n: 1 }]);
  }
});
