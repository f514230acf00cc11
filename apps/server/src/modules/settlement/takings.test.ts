import { type Id, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/world.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { balanceOf, openAccount, post, refund, setAccountStatus, TRANSFER_CODES } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { merchantAccountOf } from '../payments/index.ts';
import { accountOf } from './account.ts';
import { closeNextTakings, closeTakings } from './close-takings.ts';
import { followTakings } from './follow-takings.ts';
import { getTakingsStatement, listTakingLines, listTakingsStatements } from './list-takings.ts';
import { only, type PayoutsWorld, payoutsWorld } from './payouts.world.ts';
import { personFrom } from './settlement.world.ts';

let world: PayoutsWorld;
let payer: number;
let canteen: Id<'organization'>;
let cinema: Id<'organization'>;
beforeEach(async () => {
  world = await payoutsWorld();
  [canteen, cinema] = world.merchantIds;
  payer = (await world.system((ctx) => openAccount(ctx, { owner: newId(), kind: 'channel', hot: true }))).id;
});
afterEach(() => world?.close());

const noon = (day: string) => world.setClock(`${day}T04:00:00Z`);
const pay = async (merchantId: Id<'organization'>, amountMinor: number, businessOn: string): Promise<string> => {
  const id = newId();
  await world.system(async (ctx) => {
    const credit = await merchantAccountOf(ctx, merchantId);
    await post(ctx, { businessOn, transfers: [{ id, debit: payer, credit, amountMinor: toMinor(amountMinor), code: TRANSFER_CODES.payment }] });
  });
  return id;
};
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
const giveBack = (original: string, amountMinor: number, businessOn: string) =>
  world.system((ctx) => refund(ctx, { id: newId(), original, amountMinor: toMinor(amountMinor), businessOn }));
const follow = async () => {
  while ((await world.system(followTakings)) > 0);
};
const statements = async (merchantId?: Id<'organization'>) =>
  (await world.as(world.maker, (ctx) => listTakingsStatements(ctx, { limit: 50, ...(merchantId && { merchantId }) }))).items;
const stands = (account: (ctx: Ctx) => Promise<number>) => world.system(async (ctx) => balanceOf(ctx, await account(ctx)));
/** The books once more, by nothing but the entries: what a merchant took less what went back, through the last day that is settled. */
const byEntries = async (merchantId: Id<'organization'>, until: string): Promise<number> => {
  const account = await world.system((ctx) => merchantAccountOf(ctx, merchantId));
  const { rows } = await world.system((ctx) =>
    sql<{ sum: number }>`select coalesce(sum(case when credit = ${account} then amount else -amount end), 0)::bigint as sum
      from ledger.transfer where (credit = ${account} or debit = ${account}) and code < 160 and business_on <= ${until}::date`.execute(ctx.tx),
  );
  return rows[0]?.sum ?? 0;
};

test('a day of takings closes into what is paid out on the next working day, and what comes back later counts in the next', async () => {
  await world.signFor(canteen, { cycle: 'day', commissionBps: 60 });
  noon('2026-03-13');
  const lunch = await pay(canteen, 1_290, '2026-03-13');
  await pay(canteen, 833, '2026-03-13');
  await giveBack(lunch, 290, '2026-03-13');
  // 60 bps of 12.90 are 7.74, of 10.00 are 6; of 8.33 they are 5: each is rounded for itself.
  noon('2026-03-14');
  await closeTakings(world.database);
  const first = only(await statements());
  expect(first).toMatchObject({ firstOn: '2026-03-13', lastOn: '2026-03-13', dueOn: '2026-03-16', paymentCount: 2, grossMinor: 2_123 });
  expect(first).toMatchObject({ refundCount: 1, refundsMinor: -290, commissionMinor: 11, netMinor: 1_822, carriedMinor: 0, payout: null });
  expect(await byEntries(canteen, '2026-03-13')).toBe(first.netMinor + first.commissionMinor);
  expect([await world.owed(canteen), await stands((ctx) => accountOf(ctx, 'commission'))]).toEqual([1_822, 11]);
  expect(await stands((ctx) => merchantAccountOf(ctx, canteen))).toBe(0);
  expect(await world.due()).toEqual([]);
  // Late for its day: it is in the first one that is open.
  await giveBack(lunch, 1_000, '2026-03-13');
  noon('2026-03-16');
  await closeTakings(world.database);
  const [second] = await statements();
  expect(second).toMatchObject({ firstOn: '2026-03-14', refundsMinor: -1_000, commissionMinor: -6, netMinor: -994 });
  expect(await world.as(world.maker, (ctx) => getTakingsStatement(ctx, { takingsStatementId: first.id }))).toMatchObject({ netMinor: 1_822 });
  expect(await world.due()).toMatchObject([
    { merchantId: canteen, amountMinor: 828, hold: null, takings: [{ amountMinor: 1_822 }, { amountMinor: -994 }] },
  ]);
  const sent = await world.sent();
  await world.say(only(sent.lines).id, 'paid');
  expect([await world.owed(canteen), await world.due()]).toEqual([0, []]);
  expect((await statements()).map(({ payout }) => payout?.state)).toEqual(['paid', 'paid']);
  expect(await world.faults()).toEqual([]);
});

test('one pay-out is for services and takings together; what is too little or negative is carried over', async () => {
  await world.signFor(canteen, { cycle: 'week', minPayoutMinor: 3_000 });
  const paid = await pay(canteen, 1_000, '2026-03-10');
  await world.closedMarch();
  await closeTakings(world.database);
  const [week] = await statements(canteen);
  expect(week).toMatchObject({ firstOn: '2026-03-09', lastOn: '2026-03-15', netMinor: 970 });
  // 22.00 of a service and 9.70 of takings are more than the least pay-out, as neither is alone.
  expect(await world.due()).toMatchObject([
    { merchantId: canteen, amountMinor: 3_170, hold: null },
    { merchantId: cinema, hold: 'no_contract' },
  ]);
  await world.say(only((await world.sent()).lines).id, 'paid');
  await giveBack(paid, 1_000, '2026-04-02');
  noon('2026-04-06');
  await closeTakings(world.database);
  expect((await statements(canteen))[0]).toMatchObject({ netMinor: -970, carriedMinor: 0 });
  await pay(canteen, 500, '2026-04-06');
  noon('2026-04-14');
  await closeTakings(world.database);
  expect((await statements(canteen))[0]).toMatchObject({ netMinor: 485, carriedMinor: -970 });
  expect((await world.due())[0]).toMatchObject({ amountMinor: -485, hold: 'nothing_left' });
  expect(await world.faults()).toEqual([]);
});

test('settling is done once, killed in the middle and by two at once; without the lock the database refuses', async () => {
  await world.signFor(canteen, { cycle: 'day' });
  for (const day of ['2026-03-10', '2026-03-11']) for (const merchantId of [canteen, cinema]) await pay(merchantId, 5_000, day);
  noon('2026-04-01');
  await follow();
  await expect(
    world.system(async (ctx) => {
      await closeNextTakings(ctx, canteen);
      throw new Error('the server is gone');
    }),
  ).rejects.toThrow('gone');
  expect([await statements(), await world.owed(canteen)]).toEqual([[], 0]);
  await Promise.all([closeTakings(world.database), closeTakings(world.database)]);
  expect((await statements()).map(({ merchantId, lastOn }) => [merchantId, lastOn]).sort()).toEqual(
    [
      [canteen, '2026-03-10'],
      [canteen, '2026-03-11'],
      [cinema, '2026-03-31'],
    ].sort(),
  );
  expect([await world.owed(canteen), await world.owed(cinema)]).toEqual([9_700, 10_000]);
  const changes = [
    sql`insert into settlement.taking select ${newId()}, merchant_id, kind, null, occurred_at, business_on, counted_on, 1, 0, 0 from settlement.taking limit 1`,
    sql`update settlement.takings_statement set net_minor = 1`,
    sql`delete from settlement.takings_day`,
    sql`update settlement.taking set amount_minor = 1`,
  ];
  for (const change of changes) await expect(world.system((ctx) => change.execute(ctx.tx))).rejects.toThrow(/settled|permission denied/);
  expect(await world.faults()).toEqual([]);
});

test('a sale past all wallets that comes back in parts costs its merchant nothing, at the rate of its own day', async () => {
  await world.signFor(canteen, { cycle: 'day', commissionBps: 60 });
  const [account, sale] = [await world.system((ctx) => merchantAccountOf(ctx, canteen)), newId()];
  const book = (businessOn: string, transfer: { id: string; amountMinor: number; isBack: boolean }) =>
    world.system((ctx) => {
      const { id, isBack } = transfer;
      const sides = isBack
        ? { debit: account, credit: payer, code: TRANSFER_CODES.saleRefund, original: sale }
        : { debit: payer, credit: account, code: TRANSFER_CODES.sale };
      return post(ctx, { businessOn, transfers: [{ id, amountMinor: toMinor(transfer.amountMinor), ...sides }] });
    });
  await book('2026-03-10', { id: sale, amountMinor: 1_250, isBack: false });
  await world.signFor(canteen, { cycle: 'day', commissionBps: 500, validFrom: '2026-03-11' });
  for (const amountMinor of [333, 333, 584]) await book('2026-03-12', { id: newId(), amountMinor, isBack: true });
  noon('2026-03-13');
  await closeTakings(world.database);
  expect((await statements(canteen)).map(({ netMinor, commissionMinor }) => [netMinor, commissionMinor])).toEqual([
    [-1_242, -8],
    [1_242, 8],
  ]);
  expect(await world.faults()).toEqual([]);
});

test('what one merchant’s fault stops, it stops for that merchant alone, and whoever follows the journal is waited for', async () => {
  for (const merchantId of [canteen, cinema]) {
    await world.signFor(merchantId, { cycle: 'day' });
    await pay(merchantId, 5_000, '2026-03-10');
  }
  noon('2026-03-11');
  const first = canteen < cinema ? canteen : cinema;
  await follow();
  const broken = await world.system((ctx) => payableAccountOf(ctx, first));
  await world.system((ctx) => setAccountStatus(ctx, { account: broken, status: 'closed' }));
  await pay(canteen < cinema ? cinema : canteen, 700, '2026-03-10');
  const [holder, taken] = [gate(), gate()];
  const following = world.system(async (ctx) => {
    await followTakings(ctx);
    taken.open();
    await holder.opened;
  });
  await taken.opened;
  // Without waiting it would settle now, and 7.00 of that day would be left to the next.
  expect(await world.system((ctx) => followTakings(ctx))).toBe(0);
  const closing = closeTakings(world.database);
  holder.open();
  await following;
  await expect(closing).rejects.toThrow('1 merchants are not settled');
  expect((await statements()).map(({ merchantId, grossMinor }) => [merchantId, grossMinor])).toEqual([[canteen < cinema ? cinema : canteen, 5_700]]);
});

test('a merchant reads its own statements alone, and a line of it is the payment', async () => {
  const id = await pay(canteen, 700, '2026-03-10');
  await pay(cinema, 900, '2026-03-10');
  noon('2026-04-01');
  await closeTakings(world.database);
  const own = personFrom('店长', canteen, 'merchant');
  const listed = only((await world.as(own, (ctx) => listTakingsStatements(ctx, { limit: 50 }))).items);
  expect(only((await world.as(own, (ctx) => listTakingLines(ctx, { takingsStatementId: listed.id, limit: 50 }))).items)).toMatchObject({
    id,
    netMinor: 700,
  });
  const [foreign] = await statements(cinema);
  const look = (actor = own) => world.as(actor, (ctx) => getTakingsStatement(ctx, { takingsStatementId: foreign?.id ?? listed.id }));
  expect(await codeOf(look())).toBe('settlement.takings_unknown');
  expect(await codeOf(look(personFrom('保险', world.issuerIds[0], 'issuer')))).toBe('settlement.takings_unknown');
});
