import { businessDayOf, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { trialBalance } from '../ledger/index.ts';
import { cash, createDisputesWorld, DAY_SECONDS, type DisputesWorld, open } from './disputes.world.ts';

let world: DisputesWorld;
let admin: StaffPerson;
let desk: StaffPerson;
let finance: StaffPerson;
let manager: StaffPerson;
let till: TillDevice;

beforeAll(async () => {
  world = await createDisputesWorld();
  ({ admin, desk, finance, manager, till } = world);
});
afterAll(() => world.close());

test('twenty clerks who decide at once give back once; the same refunds past the case give back each time', async () => {
  const member = await world.person();
  const { id: disputeId, paymentId } = await world.opened(member, 2_000);
  const before = await cash(member);
  const clerks = await Promise.all(Array.from({ length: 4 }, () => world.staff('finance')));
  const decide = (index: number) =>
    codeOf((clerks[index % 4] ?? finance).client.disputes.decideDispute({ disputeId, outcome: 'refund_part', amountMinor: 100, reason: 'x' }));
  const codes = await Promise.all(Array.from({ length: 20 }, (_, index) => decide(index)));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['no refusal', 'disputes.not_now']));
  expect(await cash(member)).toBe(before + 100);
  // The control: without the case's guard each of them would have moved the money.
  await Promise.all(Array.from({ length: 3 }, () => finance.client.payments.refund({ paymentId, amountMinor: 100 })));
  expect(await cash(member)).toBe(before + 400);
});

test('the same decision sent twice is one decision', async () => {
  const member = await world.person();
  const { id: disputeId } = await world.opened(member, 900);
  const [key, before] = [newId(), await cash(member)];
  const asked = { disputeId, outcome: 'refund_part', amountMinor: 250, reason: '部分退' } as const;
  const first = await desk.client.disputes.decideDispute(asked, { key });
  expect(await desk.client.disputes.decideDispute(asked, { key })).toEqual(first);
  expect(await cash(member)).toBe(before + 250);
});

test('a whole refund after a part at the till gives back what is left, and then nothing', async () => {
  const member = await world.person();
  const { id: disputeId, paymentId } = await world.opened(member, 1_000);
  await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 400 });
  expect(await desk.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: 'x' })).toMatchObject({ amountMinor: 600 });
  const again = await open(member, { paymentId }).catch(() => undefined);
  expect(again).toBeUndefined();
  await member.client.disputes.acceptDecision({ disputeId });
  const { id: next } = await open(member, { paymentId });
  expect(await codeOf(desk.client.disputes.decideDispute({ disputeId: next, outcome: 'refund', reason: 'x' }))).toBe('disputes.nothing_left');
});

test('a sum that was too low is charged when the member agrees, once, and not before', async () => {
  const member = await world.person();
  const { id: disputeId } = await world.opened(member, 100, { kind: 'wrong_amount', claimMinor: 1_000 });
  const before = await cash(member);
  const proposed = await desk.client.disputes.decideDispute({ disputeId, outcome: 'correction', amountMinor: 900, reason: '少收 9 元' });
  expect(proposed).toMatchObject({ state: 'consent', amountMinor: 900, moneyId: null });
  expect(await cash(member)).toBe(before);
  expect(await codeOf(desk.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: 'x' }))).toBe('disputes.not_now');
  const other = { disputeId, isAgreed: true, amountMinor: 899 };
  expect(await codeOf(member.client.disputes.answerCorrection(other))).toBe('disputes.amount_changed');
  expect(await codeOf(member.client.disputes.answerCorrection({ ...other, isAgreed: false }))).toBe('disputes.amount_changed');
  expect(await cash(member)).toBe(before);
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(member.client.disputes.answerCorrection({ disputeId, isAgreed: true, amountMinor: 900 }))),
  );
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(await cash(member)).toBe(before - 900);
  await world.settle();
  const { dispute } = await member.client.disputes.getOwnDispute({ disputeId });
  const { payment } = await member.client.payments.getOwnPayment({ paymentId: dispute.moneyId ?? newId<'payment'>() });
  expect(payment).toMatchObject({ kind: 'charge', amountMinor: 900, merchantId: till.merchantId, reason: dispute.caseNumber });
});

test('a member who does not agree, or cannot pay, is not charged', async () => {
  const member = await world.person();
  const { id: disputeId } = await world.opened(member, 100, { kind: 'wrong_amount', claimMinor: 50_000 });
  const before = await cash(member);
  const propose = (amountMinor = 49_900) => desk.client.disputes.decideDispute({ disputeId, outcome: 'correction', amountMinor, reason: 'x' });
  await expect(propose(50_001)).rejects.toMatchObject({ code: 'disputes.correction_too_large', params: { mostMinor: 50_000 } });
  await propose();
  expect(await codeOf(member.client.disputes.answerCorrection({ disputeId, isAgreed: true, amountMinor: 49_900 }))).toBe(
    'disputes.insufficient_funds',
  );
  expect(await member.client.disputes.answerCorrection({ disputeId, isAgreed: false, amountMinor: 49_900 })).toMatchObject({
    state: 'review',
    outcome: null,
  });
  expect(await cash(member)).toBe(before);
});

test('goodwill is paid by a second person, from the operator’s account, and nobody hears of it before', async () => {
  const member = await world.person();
  const { id: disputeId } = await open(member, { kind: 'top_up_missing', claimMinor: 5_000 });
  const before = await cash(member);
  await finance.client.disputes.decideDispute({ disputeId, outcome: 'goodwill', amountMinor: 500, reason: '久等了' });
  expect((await member.client.disputes.getOwnDispute({ disputeId })).dispute).toMatchObject({ state: 'review', outcome: null, amountMinor: null });
  expect(await codeOf(finance.client.disputes.approveGoodwill({ disputeId }))).toBe('disputes.needs_another_person');
  expect(await codeOf(desk.client.disputes.approveGoodwill({ disputeId }))).toBe('request.forbidden');
  expect(await cash(member)).toBe(before);
  const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(admin.client.disputes.approveGoodwill({ disputeId }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(await cash(member)).toBe(before + 500);
  const sums = await world.database.transaction(systemActor('test'), { readOnly: true }, (ctx) => trialBalance(ctx));
  expect(Object.values(sums.sumMinor).every((sumMinor) => sumMinor === 0)).toBe(true);
});

test('goodwill has a limit of its own, and the wallet’s', async () => {
  const member = await world.person();
  const { id: disputeId } = await open(member, { kind: 'top_up_missing', claimMinor: 5_000 });
  const decide = (amountMinor: number) => finance.client.disputes.decideDispute({ disputeId, outcome: 'goodwill', amountMinor, reason: 'x' });
  await expect(decide(50_001)).rejects.toMatchObject({ code: 'disputes.goodwill_too_large', params: { mostMinor: 50_000 } });
  await decide(50_000);
  const full = 500_000 - 50_000 + 1 - (await cash(member));
  await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: full });
  const before = await cash(member);
  const refusal = { code: 'payments.over_card_balance_limit', params: { limitMinor: 500_000, leftMinor: 49_999 } };
  await expect(admin.client.disputes.approveGoodwill({ disputeId })).rejects.toMatchObject(refusal);
  expect(await cash(member)).toBe(before);
});

test('whoever opened a case for a member moves no money by it, alone or as a second person, and the merchant hears of the refund', async () => {
  const member = await world.person();
  const paymentId = await world.pay(member, 800);
  const before = await cash(member);
  const claim = { memberId: member.memberId, kind: 'charged_twice', paymentId, text: 'x', way: 'phone' } as const;
  const { id: disputeId, openedByMe, caseNumber } = await desk.client.disputes.openDispute(claim);
  expect(openedByMe).toBe(true);
  for (const outcome of ['refund', 'refund_part', 'correction', 'goodwill'] as const) {
    const asked = { disputeId, outcome, reason: 'x', ...(outcome !== 'refund' && { amountMinor: 100 }) };
    expect(await codeOf(desk.client.disputes.decideDispute(asked))).toBe('disputes.opened_by_decider');
  }
  expect(await cash(member)).toBe(before);
  const heard = async () => (await manager.client.notifications.listOwnNotices({})).items.filter(({ kind }) => kind === 'dispute.refunded');
  expect(JSON.stringify(await heard())).not.toContain(caseNumber);
  await finance.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: 'x' });
  expect(await cash(member)).toBe(before + 800);
  expect(JSON.stringify(await heard())).toContain(caseNumber);

  const other = await admin.client.disputes.openDispute({ memberId: member.memberId, kind: 'other', text: 'x', way: 'counter' });
  await desk.client.disputes.decideDispute({ disputeId: other.id, outcome: 'goodwill', amountMinor: 100, reason: 'x' });
  expect(await codeOf(admin.client.disputes.approveGoodwill({ disputeId: other.id }))).toBe('disputes.opened_by_decider');
  await finance.client.disputes.approveGoodwill({ disputeId: other.id });
  const third = await desk.client.disputes.openDispute({ memberId: member.memberId, kind: 'other', text: 'x', way: 'counter' });
  expect(await desk.client.disputes.decideDispute({ disputeId: third.id, outcome: 'resolved', reason: 'x' })).toMatchObject({ state: 'decided' });
});

test('what waits for the member or for a second person a merchant reads, finds and exports as in review', async () => {
  const member = await world.person();
  const wrong = await world.opened(member, 100, { kind: 'wrong_amount', claimMinor: 1_000 });
  const late = await world.opened(member);
  await desk.client.disputes.decideDispute({ disputeId: wrong.id, outcome: 'correction', amountMinor: 913, reason: 'secret' });
  await desk.client.disputes.decideDispute({ disputeId: late.id, outcome: 'goodwill', amountMinor: 917, reason: 'secret' });
  expect((await member.client.disputes.getOwnDispute({ disputeId: wrong.id })).dispute).toMatchObject({ state: 'consent', amountMinor: 913 });
  const listed = async (state: 'approval' | 'consent' | 'review', by = manager) =>
    (await by.client.disputes.listDisputes({ state, limit: 100 })).items.map(({ id }) => id);
  expect([await listed('approval'), await listed('consent')]).toEqual([[], []]);
  expect(await listed('review')).toEqual(expect.arrayContaining([wrong.id, late.id]));
  expect(await listed('consent', desk)).toEqual([wrong.id]);
  for (const { id: disputeId } of [wrong, late]) {
    const { dispute, entries } = await manager.client.disputes.getDispute({ disputeId });
    expect(dispute).toMatchObject({ state: 'review', outcome: null, amountMinor: null, reason: null });
    expect(JSON.stringify(entries)).not.toContain('secret');
  }
  const file = await (await manager.client.disputes.exportDisputes({ language: 'en' })).text();
  expect(file).toContain(wrong.caseNumber);
  expect(file).not.toMatch(/9\.1[37]/);
});

test('a correction is paid by what could pay on the day of the payment, although it has ended since', async () => {
  const [chief, clerk] = [await world.staff('administrator'), await world.staff('customerService')];
  const member = await world.member(chief, { balanceMinor: 10_000 });
  const day = businessDayOf(world.clock(), 'Asia/Shanghai');
  const scope = { everywhere: true, merchantIds: [], categories: [] };
  const terms = { name: { zh: '今日补贴', en: 'Today only' }, scope, expiry: { kind: 'on' as const, day }, budgetMinor: null };
  const { id: programmeId } = await chief.client.subsidies.createProgramme(terms);
  await chief.client.subsidies.grantToMember({ programmeId, memberId: member.memberId, amountMinor: 500, reason: 'x' });
  const { id: disputeId } = await world.opened(member, 100, { kind: 'wrong_amount', claimMinor: 400 });
  const before = await cash(member);
  await clerk.client.disputes.decideDispute({ disputeId, outcome: 'correction', amountMinor: 300, reason: 'x' });
  world.pass(DAY_SECONDS);
  await member.client.disputes.answerCorrection({ disputeId, isAgreed: true, amountMinor: 300 });
  expect(await cash(member)).toBe(before);
});
