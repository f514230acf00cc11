import type { Id } from '@tessera/kernel';
import { businessDayOf, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type StaffPerson, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { trialBalance } from '../ledger/index.ts';
import { dropWordsOf } from './queries.ts';
import { watchDisputes } from './watch-disputes.ts';

let world: World;
let admin: StaffPerson;
let desk: StaffPerson;
let finance: StaffPerson;
let manager: StaffPerson;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  [desk, finance] = [await world.staff('customerService'), await world.staff('finance')];
  till = await world.till(admin);
  manager = await world.staff('merchantManager', till.merchantId);
});
afterAll(() => world.close());

const DAY_SECONDS = 24 * 60 * 60;
const cash = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
const person = () => world.member(admin, { balanceMinor: 10_000 });
async function pay(member: MemberPerson, amountMinor: number, at = till): Promise<Id<'payment'>> {
  const answer = await at.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: member.memberNumber } });
  if (answer.outcome !== 'approved') throw new Error(answer.reason);
  await world.settle();
  return answer.key;
}
type Claim = Parameters<MemberPerson['client']['disputes']['openOwnDispute']>[0];
const open = (member: MemberPerson, claim: Partial<Claim> = {}) =>
  member.client.disputes.openOwnDispute({ kind: 'charged_twice', text: '同一份饭扣了两次', ...claim });
async function opened(member: MemberPerson, amountMinor = 1_000, claim: Partial<Claim> = {}) {
  const paymentId = await pay(member, amountMinor);
  return { ...(await open(member, { paymentId, ...claim })), paymentId };
}
const texts = (entries: readonly { text: string | null }[]) => entries.map(({ text }) => text);

test('a case from the app to the refund: asked, answered, decided, and everybody is told', async () => {
  const member = await person();
  const before = await cash(member);
  const { id: disputeId, caseNumber, paymentId } = await opened(member);
  await desk.client.disputes.assignDispute({ disputeId, staffId: desk.staffId });
  expect((await desk.client.disputes.listDisputes({ only: 'mine', q: caseNumber })).items).toMatchObject([{ state: 'review', isMine: true }]);
  await desk.client.disputes.askMerchant({ disputeId, text: '请核对' });
  expect((await manager.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('dispute.asked');
  const answered = await manager.client.disputes.answerDispute({ disputeId, stance: 'accepted', text: '确实重复' });
  expect(answered).toMatchObject({ state: 'review', merchantStance: 'accepted', memberId: null, assignedTo: null });
  const decided = await desk.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: '已退回' });
  expect(decided).toMatchObject({ state: 'decided', outcome: 'refund', amountMinor: 1_000 });
  expect(await cash(member)).toBe(before);
  const [refund] = (await member.client.payments.getOwnPayment({ paymentId })).refunds;
  expect(refund).toMatchObject({ id: decided.moneyId, amountMinor: 1_000, reason: caseNumber });
  expect((await member.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('dispute.decided');
  expect(await member.client.disputes.acceptDecision({ disputeId })).toMatchObject({ state: 'closed' });
  const acts = (await admin.client.audit.listRecords({ q: disputeId })).items.map(({ action }) => action);
  expect(acts).toEqual(expect.arrayContaining(['disputes.openDispute', 'disputes.askMerchant', 'disputes.answerDispute', 'disputes.decideDispute']));
});

test('each party reads what was said to it, and a merchant neither names nor notes', async () => {
  const member = await person();
  const { id: disputeId } = await opened(member);
  for (const audience of ['all', 'member', 'merchant', 'desk'] as const) {
    await desk.client.disputes.writeToDispute({ disputeId, audience, text: `to ${audience}` });
  }
  await member.client.disputes.writeToOwnDispute({ disputeId, text: 'from the member' });
  const own = await member.client.disputes.getOwnDispute({ disputeId });
  expect(texts(own.entries)).toEqual(['同一份饭扣了两次', 'to all', 'to member', 'from the member']);
  const shop = await manager.client.disputes.getDispute({ disputeId });
  expect(texts(shop.entries)).toEqual(['同一份饭扣了两次', 'to all', 'to merchant']);
  expect(shop.entries.every(({ authorName }) => authorName === null)).toBe(true);
  expect(shop.dispute.memberNumber).toContain('*');
  expect(texts((await desk.client.disputes.getDispute({ disputeId })).entries)).toHaveLength(6);
});

test('another merchant, another member and a colleague without the right find no case', async () => {
  const { id: disputeId } = await opened(await person());
  const [stranger, rival, cashier] = [await person(), await world.staff('merchantManager'), await world.staff('cashier')];
  expect(await codeOf(stranger.client.disputes.getOwnDispute({ disputeId }))).toBe('disputes.unknown');
  expect(await codeOf(stranger.client.disputes.withdrawOwnDispute({ disputeId }))).toBe('disputes.unknown');
  expect(await codeOf(rival.client.disputes.getDispute({ disputeId }))).toBe('disputes.unknown');
  expect(await codeOf(rival.client.disputes.answerDispute({ disputeId, stance: 'objected', text: 'x' }))).toBe('disputes.unknown');
  expect(await codeOf(manager.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: 'x' }))).toBe('request.forbidden');
  expect(await codeOf(cashier.client.disputes.getDispute({ disputeId }))).toBe('request.forbidden');
});

test('what makes no sense is refused with what to do, and changes nothing', async () => {
  const member = await person();
  const paymentId = await pay(member, 700);
  const stranger = await person();
  expect(await codeOf(open(member))).toBe('disputes.payment_needed');
  expect(await codeOf(open(member, { paymentId, kind: 'wrong_amount' }))).toBe('disputes.amount_needed');
  expect(await codeOf(open(member, { paymentId, kind: 'top_up_missing', claimMinor: 5 }))).toBe('disputes.kind_not_for_payment');
  expect(await codeOf(open(stranger, { paymentId }))).toBe('disputes.payment_unknown');
  expect(await codeOf(open(member, { paymentId, text: '   ' }))).toBe('request.invalid');
  const { id: disputeId } = await open(member, { paymentId });
  expect(await codeOf(open(member, { paymentId }))).toBe('disputes.open_already');
  expect(await codeOf(desk.client.disputes.decideDispute({ disputeId, outcome: 'refund_part', reason: 'x' }))).toBe('disputes.amount_needed');
  expect(await codeOf(desk.client.disputes.decideDispute({ disputeId, outcome: 'refund_part', amountMinor: 701, reason: 'x' }))).toBe(
    'payments.refund_exceeds',
  );
  expect(await codeOf(desk.client.disputes.assignDispute({ disputeId, staffId: manager.staffId }))).toBe('disputes.not_at_desk');
  expect(await codeOf(member.client.disputes.acceptDecision({ disputeId }))).toBe('disputes.not_now');
  expect(await member.client.disputes.getOwnDispute({ disputeId })).toMatchObject({ dispute: { state: 'open', moneyId: null } });
  await member.client.disputes.withdrawOwnDispute({ disputeId });
  expect((await open(member, { paymentId })).state).toBe('open');
});

test('twenty clerks who decide at once give back once; the same refunds past the case give back each time', async () => {
  const member = await person();
  const { id: disputeId, paymentId } = await opened(member, 2_000);
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
  const member = await person();
  const { id: disputeId } = await opened(member, 900);
  const [key, before] = [newId(), await cash(member)];
  const asked = { disputeId, outcome: 'refund_part', amountMinor: 250, reason: '部分退' } as const;
  const first = await desk.client.disputes.decideDispute(asked, { key });
  expect(await desk.client.disputes.decideDispute(asked, { key })).toEqual(first);
  expect(await cash(member)).toBe(before + 250);
});

test('a whole refund after a part at the till gives back what is left, and then nothing', async () => {
  const member = await person();
  const { id: disputeId, paymentId } = await opened(member, 1_000);
  await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 400 });
  expect(await desk.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: 'x' })).toMatchObject({ amountMinor: 600 });
  const again = await open(member, { paymentId }).catch(() => undefined);
  expect(again).toBeUndefined();
  await member.client.disputes.acceptDecision({ disputeId });
  const { id: next } = await open(member, { paymentId });
  expect(await codeOf(desk.client.disputes.decideDispute({ disputeId: next, outcome: 'refund', reason: 'x' }))).toBe('disputes.nothing_left');
});

test('a sum that was too low is charged when the member agrees, once, and not before', async () => {
  const member = await person();
  const { id: disputeId } = await opened(member, 100, { kind: 'wrong_amount', claimMinor: 1_000 });
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
  const member = await person();
  const { id: disputeId } = await opened(member, 100, { kind: 'wrong_amount', claimMinor: 50_000 });
  const before = await cash(member);
  const propose = () => desk.client.disputes.decideDispute({ disputeId, outcome: 'correction', amountMinor: 49_900, reason: 'x' });
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
  const member = await person();
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

test('whoever opened a case for a member moves no money by it, alone or as a second person, and the merchant hears of the refund', async () => {
  const member = await person();
  const paymentId = await pay(member, 800);
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
  const member = await person();
  const wrong = await opened(member, 100, { kind: 'wrong_amount', claimMinor: 1_000 });
  const late = await opened(member);
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

test('a charge that was not theirs stops the cards in the same moment', async () => {
  const member = await person();
  await admin.client.cards.issueCard({ memberId: member.memberId, uid: 'D15B07E1' });
  const paymentId = await pay(member, 400);
  const { id: disputeId } = await open(member, { paymentId, kind: 'not_me', freezeCards: true });
  expect((await member.client.cards.listOwnCards()).items.every(({ status }) => status === 'frozen')).toBe(true);
  const declined = await till.client.payments.charge({ amountMinor: 100, credential: { kind: 'card', uid: 'D15B07E1' } });
  expect(declined).toMatchObject({ outcome: 'declined', reason: 'card_frozen' });
  expect((await member.client.disputes.getOwnDispute({ disputeId })).entries.map(({ kind }) => kind)).toEqual(['opened', 'frozen']);
  expect(
    await codeOf(finance.client.disputes.openDispute({ memberId: member.memberId, kind: 'other', text: 'x', way: 'phone', freezeCards: true })),
  ).toBe('request.forbidden');
});

test('the list pages without gaps, and its file holds the same cases', async () => {
  const member = await person();
  for (let count = 0; count < 3; count += 1) await open(member, { kind: 'other', text: `=1+1 ${count}` });
  const first = await desk.client.disputes.listDisputes({ q: member.memberNumber, limit: 2 });
  const rest = await desk.client.disputes.listDisputes({ q: member.memberNumber, limit: 2, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
  const table = await (await desk.client.disputes.exportDisputes({ q: member.memberNumber, language: 'zh-CN' })).text();
  expect(table.trim().split('\n')).toHaveLength(4);
  expect(table).toContain(first.items[0]?.caseNumber ?? 'no case');
});

test('of ten cases under way the eleventh is refused', async () => {
  const member = await person();
  const codes = await Promise.all(Array.from({ length: 14 }, () => codeOf(open(member, { kind: 'other' }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(10);
  expect(await codeOf(open(member, { kind: 'other' }))).toBe('disputes.too_many');
});

test('opening and taking back over and over ends with the fifteenth case of a day', async () => {
  const member = await person();
  for (let count = 0; count < 15; count += 1) {
    const { id: disputeId } = await open(member, { kind: 'other' });
    await member.client.disputes.withdrawOwnDispute({ disputeId });
  }
  expect(await codeOf(open(member, { kind: 'other' }))).toBe('disputes.too_many_today');
});

test('of a long case the newest is read, and a member writes a hundred times in it', async () => {
  const member = await person();
  const { id: disputeId } = await open(member, { kind: 'other', text: 'the first' });
  const write = (author: 'member' | 'desk', count: number) =>
    world.database.transaction(systemActor('test'), {}, (ctx) =>
      sql`insert into disputes.entry (id, dispute_id, kind, audience, author, text, at)
        select id, ${disputeId}, 'message', 'all', ${author}, 'filler', ${ctx.now}
        from unnest(${Array.from({ length: count }, () => newId())}::uuid[]) as id`.execute(ctx.tx),
    );
  await write('member', 99);
  await write('desk', 400);
  world.pass(1);
  await member.client.disputes.writeToOwnDispute({ disputeId, text: 'the newest' });
  expect(await codeOf(member.client.disputes.writeToOwnDispute({ disputeId, text: 'too much' }))).toBe('disputes.too_many_words');
  for (const { entries } of [await member.client.disputes.getOwnDispute({ disputeId }), await desk.client.disputes.getDispute({ disputeId })]) {
    expect(entries).toHaveLength(500);
    expect(entries.at(-1)?.text).toBe('the newest');
  }
});

test('of who is forgotten the decision stays, and nobody’s other words', async () => {
  const member = await person();
  const { id: disputeId } = await opened(member);
  await desk.client.disputes.writeToDispute({ disputeId, audience: 'desk', text: 'a note about 王小明' });
  await desk.client.disputes.decideDispute({ disputeId, outcome: 'refused', reason: 'charged once' });
  await world.database.transaction(systemActor('test'), {}, (ctx) => dropWordsOf(ctx, member.memberId));
  const { dispute, entries } = await desk.client.disputes.getDispute({ disputeId });
  expect([dispute.text, dispute.reason]).toEqual(['', 'charged once']);
  expect(texts(entries)).toEqual([null, null, 'charged once']);
});

test('time passes: a payment is too old, a silent merchant is passed over, what is overdue calls once, and what was decided is closed', async () => {
  const member = await person();
  const old = await pay(member, 300);
  const [{ id: asked }, { id: decided }] = [await opened(member), await opened(member)];
  for (const key of ['disputes.windowDays', 'disputes.merchantDays', 'disputes.dueDays', 'disputes.closeAfterDays'] as const) {
    await admin.client.settings.updateSetting({ key, value: 1 });
  }
  const late = await opened(member);
  await desk.client.disputes.assignDispute({ disputeId: late.id, staffId: desk.staffId });
  await desk.client.disputes.askMerchant({ disputeId: asked, text: '请说明' });
  await desk.client.disputes.decideDispute({ disputeId: decided, outcome: 'refused', reason: '属实' });
  world.pass(2 * DAY_SECONDS);
  expect(await codeOf(open(member, { paymentId: old }))).toBe('disputes.window_over');
  const tick = () => world.database.transaction(systemActor('clock'), {}, watchDisputes);
  await tick();
  await tick();
  const stateOf = async (disputeId: Id<'dispute'>) => (await member.client.disputes.getOwnDispute({ disputeId })).dispute.state;
  expect([await stateOf(asked), await stateOf(decided), await stateOf(late.id)]).toEqual(['review', 'closed', 'review']);
  const colleague = await world.staff('customerService');
  expect((await colleague.client.disputes.listDisputes({ only: 'overdue' })).items.map(({ id }) => id)).toEqual([late.id]);
  expect((await colleague.client.disputes.countDisputes()).overdue).toBe(1);
  const calls = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql<{ count: number }>`select count(*)::int as count from notifications.notice where kind = 'dispute.overdue'`.execute(ctx.tx),
  );
  expect(calls.rows[0]?.count).toBe(1);
});

test('a correction is paid by what could pay on the day of the payment, although it has ended since', async () => {
  const [chief, clerk] = [await world.staff('administrator'), await world.staff('customerService')];
  const member = await world.member(chief, { balanceMinor: 10_000 });
  const day = businessDayOf(world.clock(), 'Asia/Shanghai');
  const scope = { everywhere: true, merchantIds: [], categories: [] };
  const terms = { name: { zh: '今日补贴', en: 'Today only' }, scope, expiry: { kind: 'on' as const, day }, budgetMinor: null };
  const { id: programmeId } = await chief.client.subsidies.createProgramme(terms);
  await chief.client.subsidies.grantToMember({ programmeId, memberId: member.memberId, amountMinor: 500, reason: 'x' });
  const { id: disputeId } = await opened(member, 100, { kind: 'wrong_amount', claimMinor: 400 });
  const before = await cash(member);
  await clerk.client.disputes.decideDispute({ disputeId, outcome: 'correction', amountMinor: 300, reason: 'x' });
  world.pass(DAY_SECONDS);
  await member.client.disputes.answerCorrection({ disputeId, isAgreed: true, amountMinor: 300 });
  expect(await cash(member)).toBe(before);
});
