import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { createRedemptionsWorld, fen, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

let world: RedemptionsWorld;
let wash: Id<'item'>;

beforeAll(async () => {
  world = await createRedemptionsWorld();
  wash = await world.item({ pointsPrice: 10, moneyPriceMinor: 2_000 });
});
afterAll(() => world.close());

/** No PIN: it is worth less than the floor. */
const book = (of: MemberPerson, points = 10, cashMinor = 0) =>
  of.client.redemptions.bookRedemption({ itemId: wash, parts: [part(world.ours, points)], cashMinor: fen(cashMinor) });
const limitedTo = async (dayLimitMinor: number) => {
  const member = await world.member({ ours: 200 });
  const limits = { transactionLimitMinor: fen(5_000), noPinFloorMinor: fen(3_000), pin: PIN };
  await member.client.wallets.setOwnLimits({ ...limits, dayLimitMinor: fen(dayLimitMinor) });
  return member;
};

test('two that count without holding the wallet both pass its limit: the control', async () => {
  const member = await limitedTo(2_000);
  const account = sql`(select account_id from wallets.wallet where member_id = ${member.memberId})`;
  let [arrived, open, passed] = [0, () => {}, 0];
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const countUnlocked = () =>
    world.system(async (ctx) => {
      const { rows } = await sql<{ spent: number; day_limit: number }>`
        select day_spent as spent, day_limit from ledger.account where id = ${account}`.execute(ctx.tx);
      arrived += 1;
      if (arrived === 2) open();
      await both;
      if (!rows[0] || rows[0].spent + 2_000 > rows[0].day_limit) return;
      await sql`update ledger.account set day_spent = ${rows[0].spent + 2_000} where id = ${account}`.execute(ctx.tx);
      passed += 1;
    });
  await Promise.all([countUnlocked(), countUnlocked()]);
  expect(passed).toBe(2);
});

test('whoever finds a card redeems no more a day than the limit lets money through, however many tills they ask at once', async () => {
  const member = await limitedTo(5_000);
  const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf(book(member))));
  expect(codes.sort()).toEqual(['no refusal', 'no refusal', ...Array.from({ length: 4 }, () => 'redemptions.declined')]);
  // Points and money are one sum: 5 points and 10.00 are 20.00 of which 10.00 are left.
  expect(await codeOf(book(member, 5, 1_000))).toBe('redemptions.declined');
  expect(await world.held(member)).toEqual([180, 0, 10_000]);

  const [last] = (await member.client.redemptions.listOwnRedemptions({})).items;
  if (!last) throw new Error('two were redeemed');
  await member.client.redemptions.cancelOwnRedemption({ redemptionId: last.id });
  expect(await book(member, 5, 1_000)).toMatchObject({ points: 5, cashMinor: 1_000 });
  expect((await member.client.wallets.getOwnWallet()).daySpentMinor).toBe(4_000);
  world.pass(86_400);
  expect(await book(member)).toMatchObject({ points: 10 });
  expect(await world.faults()).toEqual([]);
});
