import type { Id } from '@tessera/kernel';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { cash, createDisputesWorld, DAY_SECONDS, type DisputesWorld, open } from './disputes.world.ts';
import { dropWordsOf } from './queries.ts';
import { watchDisputes } from './watch-disputes.ts';

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

const texts = (entries: readonly { text: string | null }[]) => entries.map(({ text }) => text);

test('a case from the app to the refund: asked, answered, decided, and everybody is told', async () => {
  const member = await world.person();
  const before = await cash(member);
  const { id: disputeId, caseNumber, paymentId } = await world.opened(member);
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
  const member = await world.person();
  const { id: disputeId } = await world.opened(member);
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
  const { id: disputeId } = await world.opened(await world.person());
  const [stranger, rival, cashier] = [await world.person(), await world.staff('merchantManager'), await world.staff('cashier')];
  expect(await codeOf(stranger.client.disputes.getOwnDispute({ disputeId }))).toBe('disputes.unknown');
  expect(await codeOf(stranger.client.disputes.withdrawOwnDispute({ disputeId }))).toBe('disputes.unknown');
  expect(await codeOf(rival.client.disputes.getDispute({ disputeId }))).toBe('disputes.unknown');
  expect(await codeOf(rival.client.disputes.answerDispute({ disputeId, stance: 'objected', text: 'x' }))).toBe('disputes.unknown');
  expect(await codeOf(manager.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: 'x' }))).toBe('request.forbidden');
  expect(await codeOf(cashier.client.disputes.getDispute({ disputeId }))).toBe('request.forbidden');
});

test('what makes no sense is refused with what to do, and changes nothing', async () => {
  const member = await world.person();
  const paymentId = await world.pay(member, 700);
  const stranger = await world.person();
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

test('a charge that was not theirs stops the cards in the same moment', async () => {
  const member = await world.person();
  await admin.client.cards.issueCard({ memberId: member.memberId, uid: 'D15B07E1' });
  const paymentId = await world.pay(member, 400);
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
  const member = await world.person();
  for (let count = 0; count < 3; count += 1) await open(member, { kind: 'other', text: `=1+1 ${count}` });
  const first = await desk.client.disputes.listDisputes({ q: member.memberNumber, limit: 2 });
  const rest = await desk.client.disputes.listDisputes({ q: member.memberNumber, limit: 2, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
  const table = await (await desk.client.disputes.exportDisputes({ q: member.memberNumber, language: 'zh-CN' })).text();
  expect(table.trim().split('\n')).toHaveLength(4);
  expect(table).toContain(first.items[0]?.caseNumber ?? 'no case');
});

test('of ten cases under way the eleventh is refused', async () => {
  const member = await world.person();
  const codes = await Promise.all(Array.from({ length: 14 }, () => codeOf(open(member, { kind: 'other' }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(10);
  expect(await codeOf(open(member, { kind: 'other' }))).toBe('disputes.too_many');
});

test('opening and taking back over and over ends with the fifteenth case of a day', async () => {
  const member = await world.person();
  for (let count = 0; count < 15; count += 1) {
    const { id: disputeId } = await open(member, { kind: 'other' });
    await member.client.disputes.withdrawOwnDispute({ disputeId });
  }
  expect(await codeOf(open(member, { kind: 'other' }))).toBe('disputes.too_many_today');
});

test('of a long case the newest is read, and a member writes a hundred times in it', async () => {
  const member = await world.person();
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
  const member = await world.person();
  const { id: disputeId } = await world.opened(member);
  await desk.client.disputes.writeToDispute({ disputeId, audience: 'desk', text: 'a note about 王小明' });
  await desk.client.disputes.decideDispute({ disputeId, outcome: 'refused', reason: 'charged once' });
  await world.database.transaction(systemActor('test'), {}, (ctx) => dropWordsOf(ctx, member.memberId));
  const { dispute, entries } = await desk.client.disputes.getDispute({ disputeId });
  expect([dispute.text, dispute.reason]).toEqual(['', 'charged once']);
  expect(texts(entries)).toEqual([null, null, 'charged once']);
});

test('time passes: a payment is too old, a silent merchant is passed over, what is overdue calls once, and what was decided is closed', async () => {
  const member = await world.person();
  const old = await world.pay(member, 300);
  const [{ id: asked }, { id: decided }] = [await world.opened(member), await world.opened(member)];
  for (const key of ['disputes.windowDays', 'disputes.merchantDays', 'disputes.dueDays', 'disputes.closeAfterDays'] as const) {
    await admin.client.settings.updateSetting({ key, value: 1 });
  }
  const late = await world.opened(member);
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
  const unanswered = (await colleague.client.disputes.listDisputes({ only: 'unanswered', limit: 100 })).items.map(({ id }) => id);
  expect(await colleague.client.disputes.countDisputes()).toMatchObject({ overdue: 1, late: new Set([late.id, ...unanswered]).size });
  const calls = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql<{ count: number }>`select count(*)::int as count from notifications.notice where kind = 'dispute.overdue'`.execute(ctx.tx),
  );
  expect(calls.rows[0]?.count).toBe(1);
});
