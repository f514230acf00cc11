import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { balanceOf } from '../ledger/index.ts';
import { operatorAccountOf } from './operator-account.ts';

let world: World;
let admin: Person;
let cashier: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  cashier = await world.staff('cashier');
  // The clock moves by quarters of an hour; nobody is to be signed out meanwhile.
  const security = await world.staff('securityAdministrator');
  await security.client.settings.updateSetting({ key: 'identity.consoleIdleMinutes', value: 240 });
  till = await world.till(admin);
});
afterAll(() => world.close());

let uids = 0;
function newUid(): string {
  uids += 1;
  return `0CAD${String(uids).padStart(4, '0')}`;
}

/** A member with a physical card, and the clerk's proof of who it is. */
async function holder(balanceMinor = 5_000) {
  const member = await world.member(admin, { ...(balanceMinor > 0 && { balanceMinor }) });
  const uid = newUid();
  const card = await admin.client.cards.issueCard({ memberId: member.memberId, uid });
  return { member, uid, card, identityCheckId: await checked(member) };
}

async function checked({ memberId }: MemberPerson, clerk: Person = cashier): Promise<Id<'identityCheck'>> {
  const { identityCheckId } = await clerk.client.cards.checkIdentity({ memberId, proof: { way: 'document', document: '学生证' } });
  if (!identityCheckId) throw new Error('a paper that was looked at passes');
  return identityCheckId;
}

const balance = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
const fees = () => world.database.transaction(systemActor('test'), {}, async (ctx) => balanceOf(ctx, await operatorAccountOf(ctx, 'fee')));
const pays = (uid: string) => till.client.payments.charge({ amountMinor: 100, credential: { kind: 'card', uid } });

test('a lost card is refused at the till, its successor is paid for, made, picked up, and pays', async () => {
  const { member, uid, card, identityCheckId } = await holder();
  const feesBefore = await fees();
  await member.client.cards.freezeOwnCard({ cardId: card.id });
  expect(await pays(uid)).toMatchObject({ outcome: 'declined', reason: 'card_frozen' });

  const order = await cashier.client.cards.orderCard({ memberId: member.memberId, cardId: card.id, identityCheckId });
  expect(order).toMatchObject({ state: 'ordered', feeMinor: 2_000, identityBy: 'document', replacedTail: card.tail });
  expect([await balance(member), (await fees()) - feesBefore]).toEqual([3_000, 2_000]);
  expect(await codeOf(member.client.cards.unfreezeOwnCard({ cardId: card.id }))).toBe('cards.void');
  expect(await pays(uid)).toMatchObject({ reason: 'card_void' });

  const batch = await cashier.client.cards.createCardBatch({});
  const fresh = newUid();
  const rows = [{ orderNumber: order.number, chip: `${fresh.slice(0, 2)}:${fresh.slice(2)}` }];
  expect((await cashier.client.cards.enterCardUids({ cardBatchId: batch.id, rows })).rows).toEqual([{ orderNumber: order.number, outcome: 'made' }]);
  expect(await pays(fresh)).toMatchObject({ reason: 'card_unknown' });
  await cashier.client.cards.readyCardBatch({ cardBatchId: batch.id, pickUpAt: '一号窗口' });
  expect((await member.client.cards.listOwnCardOrders({})).items[0]).toMatchObject({ state: 'ready', pickUpAt: '一号窗口' });

  const handed = await cashier.client.cards.handOverCard({ cardOrderId: order.id, signature: 'paper' });
  expect(handed).toMatchObject({ state: 'handed_over', signature: 'paper', tail: fresh.slice(-4) });
  expect(await pays(fresh)).toMatchObject({ outcome: 'approved' });
  expect(await pays(uid)).toMatchObject({ reason: 'card_void' });
  expect(await codeOf(cashier.client.cards.handOverCard({ cardOrderId: order.id, signature: 'paper' }))).toBe('cards.order_not_now');
});

test('an order sent twice under one key is one order and one fee; another one while it is open is refused', async () => {
  const { member, card, identityCheckId } = await holder();
  const asked = { memberId: member.memberId, cardId: card.id, identityCheckId };
  const key = newId();
  const [first, again] = [await cashier.client.cards.orderCard(asked, { key }), await cashier.client.cards.orderCard(asked, { key })];
  expect(again.id).toBe(first.id);
  expect(await codeOf(cashier.client.cards.orderCard(asked))).toBe('cards.order_open');
  expect(await balance(member)).toBe(3_000);
});

test('two counters that order for one member at once take one fee', async () => {
  const { member, card } = await holder();
  const clerks = [cashier, await world.staff('cashier')];
  const checks = await Promise.all(clerks.map((clerk) => checked(member, clerk)));
  const answers = await Promise.allSettled(
    clerks.map((clerk, index) =>
      clerk.client.cards.orderCard({ memberId: member.memberId, cardId: card.id, identityCheckId: checks[index] ?? newId<'identityCheck'>() }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await balance(member)).toBe(3_000);
});

test('without the money nothing is ordered and the old card is not voided; a waiver takes its right and its reason', async () => {
  const { member, uid, card, identityCheckId } = await holder(1_999);
  const asked = { memberId: member.memberId, cardId: card.id, identityCheckId };
  expect(await codeOf(cashier.client.cards.orderCard(asked))).toBe('cards.fee_not_covered');
  expect(await pays(uid)).toMatchObject({ outcome: 'approved' });
  expect(await codeOf(cashier.client.cards.orderCard({ ...asked, waivedBecause: '卡片质量问题' }))).toBe('cards.waiver_not_allowed');
  const byAdmin = { ...asked, identityCheckId: await checked(member, admin), waivedBecause: '卡片质量问题' };
  expect(await admin.client.cards.orderCard(byAdmin)).toMatchObject({ feeMinor: 0, waivedBecause: '卡片质量问题' });
  expect(await balance(member)).toBe(1_899);
});

test('the fee comes back once when an order is given up before it is made, and not after', async () => {
  const { member, card, identityCheckId } = await holder();
  const order = await cashier.client.cards.orderCard({ memberId: member.memberId, cardId: card.id, identityCheckId });
  const cancel = { cardOrderId: order.id, reason: '找到了' };
  expect(await cashier.client.cards.cancelCardOrder(cancel)).toMatchObject({ state: 'cancelled', feeReturned: true });
  expect(await codeOf(cashier.client.cards.cancelCardOrder(cancel))).toBe('cards.order_not_now');
  expect(await balance(member)).toBe(5_000);
  const second = await cashier.client.cards.orderCard({ memberId: member.memberId, cardId: card.id, identityCheckId });
  const batch = await cashier.client.cards.createCardBatch({});
  await cashier.client.cards.enterCardUids({ cardBatchId: batch.id, rows: [{ orderNumber: second.number, chip: newUid() }] });
  expect(await cashier.client.cards.cancelCardOrder({ ...cancel, cardOrderId: second.id })).toMatchObject({ feeReturned: false });
  expect(await balance(member)).toBe(3_000);
});

test('each line that the printer sends back is judged by itself, and the same file again changes nothing', async () => {
  const [one, two, three] = [await holder(), await holder(), await holder()];
  const order = async ({ member, card, identityCheckId }: Awaited<ReturnType<typeof holder>>) =>
    (await cashier.client.cards.orderCard({ memberId: member.memberId, cardId: card.id, identityCheckId })).number;
  const [a, b, c] = [await order(one), await order(two), await order(three)];
  const batch = await cashier.client.cards.createCardBatch({});
  expect(batch.cardCount).toBe(3);
  const uid = newUid();
  const rows = [
    { orderNumber: a, chip: uid },
    { orderNumber: b, chip: uid },
    { orderNumber: c, chip: one.uid },
    { orderNumber: 'K999999', chip: newUid() },
    { orderNumber: c, chip: 'xyz' },
  ];
  const enter = () => cashier.client.cards.enterCardUids({ cardBatchId: batch.id, rows });
  const outcomes = (await enter()).rows.map((row) => row.outcome);
  expect(outcomes).toEqual(['made', 'twice_in_file', 'uid_taken', 'order_unknown', 'uid_malformed']);
  const again = await enter();
  expect(again.rows[0]?.outcome).toBe('unchanged');
  expect(again.batch).toMatchObject({ cardCount: 3, madeCount: 1 });
});

test('a check counts for the clerk who made it, for that member, and for a quarter of an hour', async () => {
  const { member, card, identityCheckId } = await holder();
  const other = await holder();
  const asked = { memberId: member.memberId, cardId: card.id };
  const needed = 'cards.identity_check_needed';
  expect(await codeOf(admin.client.cards.orderCard({ ...asked, identityCheckId }))).toBe(needed);
  expect(await codeOf(cashier.client.cards.orderCard({ ...asked, identityCheckId: other.identityCheckId }))).toBe(needed);
  world.pass(15 * 60 + 1);
  expect(await codeOf(cashier.client.cards.orderCard({ ...asked, identityCheckId }))).toBe(needed);
});

test('a caller is recognised by answers of which none may be wrong; three wrong sets are enough for a day', async () => {
  const member = await world.member(admin, { phone: '13700001234' });
  const { memberId } = member;
  await admin.client.members.setPrivateField({ memberId, field: 'birthDate', value: '2006-03-04' });
  const card = await admin.client.cards.issueCard({ memberId, uid: newUid() });
  const answer = (phoneLastFour: string, bornOn?: string) =>
    cashier.client.cards.checkIdentity({ memberId, proof: { way: 'knowledge', phoneLastFour, ...(bornOn && { bornOn }) } });
  expect(await answer('1234')).toMatchObject({ passed: false, identityCheckId: null });
  expect(await answer('1234', '2006-03-05')).toMatchObject({ passed: false });
  const right = await answer('1234', '2006-03-04');
  expect(right.passed).toBe(true);
  const identityCheckId = right.identityCheckId ?? newId<'identityCheck'>();
  expect(await cashier.client.cards.reportLoss({ cardId: card.id, identityCheckId })).toMatchObject({ status: 'frozen' });
  expect(await member.client.cards.unfreezeOwnCard({ cardId: card.id })).toMatchObject({ status: 'active' });
  expect(await answer('0000', '2006-03-04')).toMatchObject({ passed: false });
  expect(await codeOf(answer('1234', '2006-03-04'))).toBe('cards.identity_checks_spent');
});

test('neither an answer nor a UID lies in the tables as it is', async () => {
  const tables = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql<{ text: string }>`select coalesce(string_agg(to_jsonb(o)::text, ' '), '') || coalesce((select string_agg(to_jsonb(c)::text, ' ')
      from cards.identity_check c), '') as text from cards.card_order o`.execute(ctx.tx),
  );
  const text = tables.rows[0]?.text ?? '';
  expect(text).toContain('uid_sealed');
  expect(text).not.toContain('0CAD');
  expect(text).not.toContain('2006-03-04');
});
