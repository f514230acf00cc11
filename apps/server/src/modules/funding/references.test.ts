/** The number of a slip counts once, at whatever desk or till and however it is written. */
import { readFile } from 'node:fs/promises';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../../../test/database.ts';
import { codeOf, type MemberPerson, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { createFundingWorld, type FundingWorld, SYSTEM } from './funding.world.ts';

let world: FundingWorld;
let member: MemberPerson;
let cashiers: [StaffPerson, StaffPerson];
let tills: [TillDevice, TillDevice];
beforeAll(async () => {
  world = await createFundingWorld();
  member = await world.member(world.admin);
  cashiers = [await world.staff('cashier'), await world.staff('cashier')];
  const first = await world.till(world.admin);
  tills = [first, await world.till(world.admin, first.merchantId)];
});
afterAll(() => world?.close());

const balance = async () => (await member.client.wallets.getOwnWallet()).balanceMinor;
const atDesk = (cashier: StaffPerson, reference: string, key = newId<'order'>()) =>
  cashier.client.funding.takeTopUp({ memberId: member.memberId, amountMinor: 1_00, kind: 'bankCard', reference }, { key });
const atTill = (till: TillDevice, reference: string, key = newId<'order'>()) =>
  till.client.sales.takeSlipSale({ amountMinor: 1_00, reference, cardLastFour: '8821' }, { key });
/** Of all that came at once: how many were taken, and what the others were told. */
const outcomeOf = async (tries: readonly Promise<unknown>[]) => {
  const codes = await Promise.all(tries.map((one) => codeOf(one)));
  return { taken: codes.filter((code) => code === 'no refusal').length, told: new Set(codes.filter((code) => code !== 'no refusal')) };
};

test('brought to two desks and two tills in the same moment is taken by one; the others are told so', async () => {
  for (let round = 0; round < 4; round += 1) {
    const reference = `R${newId().slice(-12)}`;
    const tries = [atDesk(cashiers[0], reference), atTill(tills[0], reference), atDesk(cashiers[1], reference), atTill(tills[1], reference)];
    expect(await outcomeOf(tries)).toEqual({ taken: 1, told: new Set(['channels.reference_taken']) });
  }
});

test('two cashiers with one key in the same moment: one takes the money, the other is told', async () => {
  const key = newId<'order'>();
  const before = await balance();
  const tries = [atDesk(cashiers[0], `A${key.slice(-12)}`, key), atDesk(cashiers[1], `B${key.slice(-12)}`, key)];
  expect(await outcomeOf(tries)).toEqual({ taken: 1, told: new Set(['request.key_reused']) });
  expect((await balance()) - before).toBe(1_00);
});

test('written otherwise is the same number: capitals, full width and spaces, at the desk, the till and the statement', async () => {
  const tail = newId().slice(-12);
  const before = await balance();
  await atDesk(cashiers[0], `Slip-${tail}`);
  for (const written of [`SLIP-${tail}`, ` slip - ${tail} `, `ＳＬＩＰ－${tail}`, `slip-${tail.toUpperCase()}`])
    expect(await codeOf(atDesk(cashiers[1], written)), written).toBe('channels.reference_taken');
  expect(await codeOf(atTill(tills[0], `sLIP-${tail}`))).toBe('channels.reference_taken');
  expect((await balance()) - before).toBe(1_00);
  // A hyphen less is another number: one device prints both.
  await atTill(tills[0], `slip${tail}`);
  const finance = await world.staff('finance');
  const announced = await Promise.all(
    [0, 1].map(() => cashiers[0].client.funding.takeTopUp({ memberId: member.memberId, amountMinor: 2_00, kind: 'bankTransfer' })),
  );
  const confirm = (at: 0 | 1, reference: string) =>
    finance.client.channels.confirmChannelOrder({ orderId: announced[at]?.orderId ?? newId(), reference, amountMinor: 2_00 });
  const outcome = await outcomeOf([confirm(0, `ref ${tail}`), confirm(1, `REF${tail}`)]);
  expect(outcome).toEqual({ taken: 1, told: new Set(['channels.reference_taken']) });
  expect((await balance()) - before).toBe(3_00);
});

// The last: it takes the guard away.
test('whoever looked before the first had written is kept from the number by the database, and by nothing else: the control', async () => {
  const reference = `C${newId().slice(-12)}`;
  const { orderId } = await atDesk(cashiers[0], reference);
  const other = await atDesk(cashiers[1], `other ${reference}`);
  const write = () =>
    asOwner(
      world.database.ownerUrl,
      `select set_config('app.actor_kind', 'system', false);
       update channels."order" set transaction_no = ' ${reference.toLowerCase()}' where id = '${other.orderId}'`,
    );
  await expect(write()).rejects.toMatchObject({ code: '23505', constraint: 'order_reference_key' });
  await asOwner(world.database.ownerUrl, 'drop index channels.order_reference_key');
  await write();
  // As it stands where both were taken before numbers were compared so: the first keeps the number, nothing else is touched.
  const migration = await readFile(new URL('../channels/migrations/0004-reference-key.sql', import.meta.url), 'utf8');
  const backfill = migration.slice(migration.indexOf('select set_config'));
  const asBefore = `select set_config('app.actor_kind', 'system', false); update channels."order" set reference_key = null;`;
  await asOwner(world.database.ownerUrl, `${asBefore} ${backfill}`);
  const keyOf = async (id: string) => {
    const rows = await world.database.transaction(SYSTEM, {}, (ctx) =>
      sql<{ key: string | null }>`select reference_key as key from channels."order" where id = ${id}`.execute(ctx.tx),
    );
    return rows.rows[0]?.key;
  };
  expect(await keyOf(other.orderId)).toBeNull();
  expect(await keyOf(orderId)).toBe(reference.toLowerCase());
  expect(await codeOf(atDesk(cashiers[0], ` ${reference}`))).toBe('channels.reference_taken');
});
