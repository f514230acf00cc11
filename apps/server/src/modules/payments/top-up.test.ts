import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, problemOf, type World } from '../../../test/world.ts';

let world: World;
let admin: Person;
let cashier: Person;
let member: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  cashier = await world.staff('cashier');
  member = await world.member(admin);
});
afterAll(() => world.close());

const balance = async () => (await member.client.wallets.getOwnWallet()).balanceMinor;

test('cash at the counter is in the purse at once, and the same request sent twice tops up once', async () => {
  const key = newId();
  const first = await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 5_000 }, { key });
  expect(first.payment).toMatchObject({ kind: 'top_up', amountMinor: 5_000, balanceAfterMinor: 5_000, credential: 'counter' });
  expect(await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 5_000 }, { key })).toEqual(first);
  expect(await codeOf(cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 5_001 }, { key }))).toBe('request.key_reused');
  expect(await balance()).toBe(5_000);
});

test('twenty copies of one top-up at once top up once', async () => {
  const key = newId();
  const before = await balance();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 100 }, { key })),
  );
  expect(new Set(answers.map((answer) => answer.payment.id)).size).toBe(1);
  expect(await balance()).toBe(before + 100);
});

test('a top-up over the card’s balance limit is refused and moves nothing', async () => {
  const before = await balance();
  const tooMuch = cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 500_001 - before });
  await expect(tooMuch).rejects.toMatchObject({
    code: 'payments.over_card_balance_limit',
    params: { limitMinor: 500_000, leftMinor: 500_000 - before },
  });
  expect(await balance()).toBe(before);
});

test('a request without an idempotency key, or for nobody, is refused', async () => {
  const response = await fetch(`${world.origin}/api/payments/top-ups`, {
    method: 'POST',
    headers: { 'x-tessera-app': 'console', cookie: cashier.cookie(), 'content-type': 'application/json' },
    body: JSON.stringify({ memberId: member.memberId, amountMinor: 100 }),
  });
  expect(await problemOf(response)).toMatchObject({ status: 400, code: 'request.key_missing' });
  expect(await codeOf(cashier.client.payments.topUp({ memberId: newId<'member'>(), amountMinor: 100 }))).toBe('members.unknown');
});

test('who may not top up is refused: an auditor, a member, a stranger', async () => {
  const auditor = await world.staff('auditor');
  const input = { memberId: member.memberId, amountMinor: 100 };
  expect(await codeOf(auditor.client.payments.topUp(input))).toBe('request.forbidden');
  expect(await codeOf(member.client.payments.topUp(input))).toBe('request.forbidden');
  expect(await codeOf(world.stranger('console').client.payments.topUp(input))).toBe('request.unauthenticated');
});
