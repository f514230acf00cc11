import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, problemOf, type TillDevice, type World } from '../../../test/world.ts';

let world: World;
let admin: Person;
let till: TillDevice;
let member: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  member = await world.member(admin, { balanceMinor: 20_000 });
});
afterAll(() => world.close());

const balance = async (of: Person = member) => (await of.client.wallets.getOwnWallet()).balanceMinor;
const byCode = async (of: Person = member, index = 0) => ({ kind: 'code' as const, code: await world.payCode(of, index) });

test('a dynamic code pays once, and the same code shown again is declined as spent', async () => {
  world.pass(60);
  const before = await balance();
  const credential = await byCode();
  const first = await till.client.payments.charge({ amountMinor: 1_250, credential });
  expect(first).toMatchObject({ outcome: 'approved', amountMinor: 1_250, balanceAfterMinor: before - 1_250, replayed: false });
  expect(await till.client.payments.charge({ amountMinor: 1_250, credential })).toMatchObject({ outcome: 'declined', reason: 'code_spent' });
  expect(await balance()).toBe(before - 1_250);
});

test('the same key and content gives the same answer again, even after the code has expired', async () => {
  world.pass(60);
  const before = await balance();
  const request = { amountMinor: 300, credential: await byCode() };
  const key = newId();
  const first = await till.client.payments.charge(request, { key });
  world.pass(120);
  const again = await till.client.payments.charge(request, { key });
  expect(again).toEqual({ ...first, replayed: true });
  expect(await balance()).toBe(before - 300);
});

test('the same key with another amount, another card or from another terminal is refused and moves nothing', async () => {
  world.pass(60);
  const request = { amountMinor: 300, credential: await byCode() };
  const key = newId();
  await till.client.payments.charge(request, { key });
  const before = await balance();
  const other = await world.member(admin, { balanceMinor: 5_000 });
  const secondTill = await world.till(admin, till.merchantId);
  expect(await codeOf(till.client.payments.charge({ ...request, amountMinor: 301 }, { key }))).toBe('request.key_reused');
  expect(await codeOf(till.client.payments.charge({ amountMinor: 300, credential: await byCode(other) }, { key }))).toBe('request.key_reused');
  expect(await codeOf(secondTill.client.payments.charge(request, { key }))).toBe('request.key_reused');
  expect([await balance(), await balance(other)]).toEqual([before, 5_000]);
});

test('a declined key stays declined when it is sent again after a top-up', async () => {
  const poor = await world.member(admin, { balanceMinor: 100 });
  const request = { amountMinor: 500, credential: await byCode(poor) };
  const key = newId();
  expect(await till.client.payments.charge(request, { key })).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds' });
  await admin.client.payments.topUp({ memberId: poor.memberId, amountMinor: 1_000 });
  expect(await till.client.payments.charge(request, { key })).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds', replayed: true });
  expect(await balance(poor)).toBe(1_100);
});

test.each([
  ['code_malformed', { kind: 'code' as const, code: '71000000000000000001' }],
  ['code_malformed', { kind: 'code' as const, code: '13000000000000000000' }],
  ['card_unknown', { kind: 'card' as const, uid: '0BADCAFE' }],
  ['member_unknown', { kind: 'member' as const, memberNumber: 'nobody' }],
])('a credential that nobody has is declined: %s', async (reason, credential) => {
  expect(await till.client.payments.charge({ amountMinor: 100, credential })).toMatchObject({ outcome: 'declined', reason, replayed: false });
});

test('a code is accepted one step late, and declined as expired two steps late', async () => {
  world.pass(60);
  const late = await byCode();
  world.pass(30);
  expect(await till.client.payments.charge({ amountMinor: 10, credential: late })).toMatchObject({ outcome: 'approved' });
  world.pass(60);
  const tooLate = await byCode();
  world.pass(90);
  expect(await till.client.payments.charge({ amountMinor: 10, credential: tooLate })).toMatchObject({ outcome: 'declined', reason: 'code_expired' });
});

test('five wrong codes lock the handle for ten minutes, while the plastic card still pays', async () => {
  const victim = await world.member(admin, { balanceMinor: 2_000 });
  await admin.client.cards.issueCard({ memberId: victim.memberId, uid: '0A0B0C0D' });
  const right = await world.payCode(victim);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect(await till.client.payments.charge({ amountMinor: 10, credential: { kind: 'code', code: wrongDigits(right, attempt) } })).toMatchObject({
      reason: 'code_wrong',
    });
  }
  expect(await till.client.payments.charge({ amountMinor: 10, credential: { kind: 'code', code: right } })).toMatchObject({ reason: 'code_locked' });
  expect(await till.client.payments.charge({ amountMinor: 10, credential: { kind: 'card', uid: '0A0B0C0D' } })).toMatchObject({
    outcome: 'approved',
  });
  world.pass(601);
  admin = await world.staff('administrator');
  expect(await till.client.payments.charge({ amountMinor: 10, credential: await byCode(victim) })).toMatchObject({ outcome: 'approved' });
});

test('a card that was frozen is refused at once, although the till has just used it, and pays again once it is found', async () => {
  const holder = await world.member(admin, { balanceMinor: 2_000 });
  const card = await admin.client.cards.issueCard({ memberId: holder.memberId, uid: '01020304' });
  const swipe = () => till.client.payments.charge({ amountMinor: 10, credential: { kind: 'card', uid: '01020304' } });
  expect(await swipe()).toMatchObject({ outcome: 'approved' });
  await holder.client.cards.freezeOwnCard({ cardId: card.id });
  expect(await swipe()).toMatchObject({ outcome: 'declined', reason: 'card_frozen' });
  await holder.client.cards.unfreezeOwnCard({ cardId: card.id });
  expect(await swipe()).toMatchObject({ outcome: 'approved' });
  await admin.client.cards.voidCard({ cardId: card.id });
  expect(await swipe()).toMatchObject({ outcome: 'declined', reason: 'card_void' });
});

test('above the floor a PIN is asked for, a wrong one counts, five lock it, and small amounts still pay', async () => {
  const holder = await world.member(admin, { balanceMinor: 50_000 });
  await admin.client.cards.issueCard({ memberId: holder.memberId, uid: '11121314' });
  const swipe = (amountMinor: number, pin?: string) =>
    till.client.payments.charge({ amountMinor, credential: { kind: 'card', uid: '11121314' }, ...(pin && { pin }) });
  expect(await swipe(3_001)).toMatchObject({ reason: 'pin_not_set' });
  await holder.client.wallets.setOwnPin({ pin: '246813' });
  expect(await swipe(3_001)).toMatchObject({ reason: 'pin_required' });
  expect(await swipe(3_001, '246813')).toMatchObject({ outcome: 'approved' });
  expect(await swipe(3_000)).toMatchObject({ outcome: 'approved' });
  for (let attempt = 1; attempt < 5; attempt += 1) expect(await swipe(3_001, '000000')).toMatchObject({ reason: 'pin_wrong' });
  expect(await swipe(3_001, '000000')).toMatchObject({ reason: 'pin_locked' });
  expect(await swipe(3_001, '246813')).toMatchObject({ reason: 'pin_locked' });
  expect(await swipe(100)).toMatchObject({ outcome: 'approved' });
});

test('a retry of one key counts one wrong PIN and one wrong code, however often it comes', async () => {
  const holder = await world.member(admin, { balanceMinor: 50_000 });
  await admin.client.cards.issueCard({ memberId: holder.memberId, uid: '41424344' });
  await holder.client.wallets.setOwnPin({ pin: '246813' });
  const wrongPin = { amountMinor: 3_001, credential: { kind: 'card' as const, uid: '41424344' }, pin: '000000' };
  const wrongCode = { amountMinor: 10, credential: { kind: 'code' as const, code: wrongDigits(await world.payCode(holder), 1) } };
  for (const [request, reason] of [
    [wrongPin, 'pin_wrong'],
    [wrongCode, 'code_wrong'],
  ] as const) {
    const key = newId();
    expect(await till.client.payments.charge(request, { key })).toMatchObject({ reason, replayed: false });
    for (let retry = 0; retry < 6; retry += 1) expect(await till.client.payments.charge(request, { key })).toMatchObject({ reason, replayed: true });
  }
  expect(await till.client.payments.charge({ ...wrongPin, pin: '246813' })).toMatchObject({ outcome: 'approved' });
  expect(await till.client.payments.charge({ amountMinor: 10, credential: await byCode(holder) })).toMatchObject({ outcome: 'approved' });
});

test('a key that was declined because nobody knew the card stays declined after the card is issued', async () => {
  const holder = await world.member(admin, { balanceMinor: 2_000 });
  const request = { amountMinor: 10, credential: { kind: 'card' as const, uid: '51525354' } };
  const key = newId();
  expect(await till.client.payments.charge(request, { key })).toMatchObject({ reason: 'card_unknown', replayed: false });
  await admin.client.cards.issueCard({ memberId: holder.memberId, uid: '51525354' });
  expect(await till.client.payments.charge(request, { key })).toMatchObject({ outcome: 'declined', reason: 'card_unknown', replayed: true });
  expect(await codeOf(till.client.payments.charge({ ...request, amountMinor: 11 }, { key }))).toBe('request.key_reused');
  expect(await till.client.payments.charge(request)).toMatchObject({ outcome: 'approved' });
});

test('the key of a declined charge cannot become a refund or a top-up, and another terminal does not see it', async () => {
  const holder = await world.member(admin, { balanceMinor: 2_000 });
  const key = newId();
  const declined = await till.client.payments.charge({ amountMinor: 2_500, credential: await byCode(holder) }, { key });
  expect(declined).toMatchObject({ reason: 'insufficient_funds' });
  expect(await codeOf(admin.client.payments.topUp({ memberId: holder.memberId, amountMinor: 1 }, { key }))).toBe('request.key_reused');
  const other = await world.till(admin, till.merchantId);
  expect(await other.client.payments.findCharge({ key: declined.key })).toEqual({ outcome: 'unknown', key });
});

test('a member number identifies, but never pays above the floor, PIN or not', async () => {
  const holder = await world.member(admin, { balanceMinor: 20_000 });
  await holder.client.wallets.setOwnPin({ pin: '246813' });
  const credential = { kind: 'member' as const, memberNumber: holder.memberNumber.toUpperCase() };
  expect(await till.client.payments.charge({ amountMinor: 3_000, credential })).toMatchObject({ outcome: 'approved' });
  expect(await till.client.payments.charge({ amountMinor: 3_001, credential, pin: '246813' })).toMatchObject({ reason: 'static_code_over_floor' });
});

test('a member’s own limits hold, and a refund of the day gives its room back', async () => {
  const holder = await world.member(admin, { balanceMinor: 20_000 });
  await holder.client.wallets.setOwnLimits({ transactionLimitMinor: 1_000, dayLimitMinor: 1_500, noPinFloorMinor: 3_000 });
  await admin.client.cards.issueCard({ memberId: holder.memberId, uid: '21222324' });
  const swipe = (amountMinor: number) => till.client.payments.charge({ amountMinor, credential: { kind: 'card', uid: '21222324' } });
  expect(await swipe(1_001)).toMatchObject({ reason: 'over_transaction_limit' });
  const paid = await swipe(1_000);
  expect(await swipe(501)).toMatchObject({ reason: 'over_day_limit' });
  await till.client.payments.refundAtTerminal({ paymentId: paid.key, amountMinor: 1 });
  expect(await swipe(501)).toMatchObject({ outcome: 'approved' });
});

test.each([0, -1, 1.5, 2 ** 53, 100_000_001, '100', null, undefined])(
  'the amount %s is refused by its name and moves nothing',
  async (amountMinor) => {
    const before = await balance();
    const response = await fetch(`${world.origin}/api/payments/charges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${till.token}`, 'content-type': 'application/json', 'idempotency-key': newId() },
      body: JSON.stringify({ amountMinor, credential: await byCode() }),
    });
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(await balance()).toBe(before);
  },
);

test('fifty parallel charges of 10.00 on a wallet of 100.00 approve exactly ten', async () => {
  const holder = await world.member(admin, { balanceMinor: 10_000 });
  await admin.client.cards.issueCard({ memberId: holder.memberId, uid: '31323334' });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => till.client.payments.charge({ amountMinor: 1_000, credential: { kind: 'card', uid: '31323334' } })),
  );
  expect(answers.filter((answer) => answer.outcome === 'approved')).toHaveLength(10);
  expect(await balance(holder)).toBe(0);
});

test('a suspended merchant takes no payments, from the next charge on', async () => {
  const merchantId = await world.merchant();
  const own = await world.till(admin, merchantId);
  world.pass(60);
  expect(await own.client.payments.charge({ amountMinor: 10, credential: await byCode() })).toMatchObject({ outcome: 'approved' });
  await admin.client.organizations.updateMerchant({ organizationId: merchantId, status: 'suspended' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await own.client.payments.charge({ amountMinor: 10, credential: await byCode(member, 1) })).toMatchObject({ reason: 'merchant_suspended' });
});

/** The same handle and index, other digits of the HMAC, and a Luhn digit that fits. */
function wrongDigits(code: string, attempt: number): string {
  const digits = String((Number(code.slice(12, 19)) + 1 + attempt) % 10_000_000).padStart(7, '0');
  const body = code.slice(0, 12) + digits;
  for (let last = 0; last < 10; last += 1) if (isLuhn(`${body}${last}`)) return `${body}${last}`;
  throw new Error('one digit fits');
}

function isLuhn(text: string): boolean {
  const sum = [...text].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
