import type { Id } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type StaffPerson, type TillDevice, type World } from '../../../test/world.ts';

type Insurer = { clerk: StaffPerson; issuerId: Id<'organization'>; members: MemberPerson[] };
let world: World;
let admin: Person;
let till: TillDevice;
let here: Insurer;
let there: Insurer;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  [here, there] = [await insurer('甲保险'), await insurer('乙保险')];
});
afterAll(() => world.close());

async function insurer(name: string): Promise<Insurer> {
  const issuerId = await world.issuer(name);
  const members = [await world.member(admin, { balanceMinor: 500 }), await world.member(admin)];
  for (const { memberId } of members) await admin.client.members.updateMember({ memberId, issuerId });
  return { clerk: await world.staff('issuerClerk', issuerId), issuerId, members };
}

const pays = (uid: string) => till.client.payments.charge({ amountMinor: 100, credential: { kind: 'card', uid } });

test('an insurer’s clerk orders, prints and hands out first cards of the insurer’s members, and sees none of others’', async () => {
  const { cards } = here.clerk.client;
  expect(await cards.previewFirstCards({})).toEqual({ withoutCardCount: 2, waitingCount: 0 });
  // A wish for another's members finds nobody, and widens nothing.
  expect(await cards.orderFirstCards({ issuerId: there.issuerId })).toEqual({ orderedCount: 0, leftCount: 0 });
  expect(await cards.orderFirstCards({})).toEqual({ orderedCount: 2, leftCount: 0 });
  expect(await codeOf(admin.client.cards.createCardBatch({}))).toBe('cards.nothing_to_make');
  expect(await codeOf(there.clerk.client.cards.createCardBatch({}))).toBe('cards.nothing_to_make');
  const batch = await cards.createCardBatch({});
  const file = await (await cards.exportCardBatch({ cardBatchId: batch.id })).text();
  expect(here.members.every(({ memberNumber }) => file.includes(memberNumber))).toBe(true);

  const { items } = await cards.listCardOrders({ cardBatchId: batch.id });
  const order = items.find(({ memberId }) => memberId === here.members[0]?.memberId);
  if (!order) throw new Error('the first member has an order');
  const rows = [{ orderNumber: order.number, chip: '0F1457C1' }];
  expect(await codeOf(there.clerk.client.cards.enterCardUids({ cardBatchId: batch.id, rows }))).toBe('cards.batch_unknown');
  expect((await cards.enterCardUids({ cardBatchId: batch.id, rows })).rows).toMatchObject([{ outcome: 'made' }]);
  await cards.readyCardBatch({ cardBatchId: batch.id, pickUpAt: '服务台' });
  expect(await codeOf(there.clerk.client.cards.handOverCard({ cardOrderId: order.id, signature: 'paper' }))).toBe('cards.order_unknown');
  await cards.handOverCard({ cardOrderId: order.id, signature: 'paper' });
  expect(await pays('0F1457C1')).toMatchObject({ outcome: 'approved' });

  for (const list of [await there.clerk.client.cards.listCards({}), await there.clerk.client.cards.listCardOrders({})]) {
    expect(list.items.filter(({ memberId }) => !there.members.some((own) => own.memberId === memberId))).toEqual([]);
  }
  expect((await there.clerk.client.cards.listCardBatches({})).items).toEqual([]);
  expect((await admin.client.cards.listCardBatches({})).items).toMatchObject([{ id: batch.id, issuerId: here.issuerId }]);
});

test('an insurer stops a card at once, and lifts only what it stopped itself', async () => {
  const { cards } = here.clerk.client;
  const { items } = await cards.listCards({ kind: 'physical' });
  const [card] = items;
  if (items.length !== 1 || !card) throw new Error('one card was handed out');
  const holder = here.members[0]?.client.cards;
  if (!holder) throw new Error('the insurer has members');
  const cardId = card.id;
  expect(await codeOf(there.clerk.client.cards.freezeCard({ cardId }))).toBe('cards.unknown');
  await cards.freezeCard({ cardId });
  expect(await pays('0F1457C1')).toMatchObject({ reason: 'card_frozen' });
  expect(await codeOf(there.clerk.client.cards.unfreezeCard({ cardId }))).toBe('cards.unknown');
  expect(await codeOf(holder.unfreezeOwnCard({ cardId }))).toBe('cards.frozen_by_issuer');
  await cards.unfreezeCard({ cardId });
  expect(await pays('0F1457C1')).toMatchObject({ outcome: 'approved' });

  await holder.freezeOwnCard({ cardId });
  expect(await codeOf(cards.unfreezeCard({ cardId }))).toBe('cards.frozen_by_holder');
  await holder.unfreezeOwnCard({ cardId });
  await admin.client.cards.freezeCard({ cardId });
  expect(await codeOf(cards.unfreezeCard({ cardId }))).toBe('cards.frozen_by_staff');
  // The operator has the last word on what an issuer stopped.
  await admin.client.cards.unfreezeCard({ cardId });
  await cards.freezeCard({ cardId });
  expect(await admin.client.cards.unfreezeCard({ cardId })).toMatchObject({ status: 'active' });
  const { memberId } = card;
  expect(await codeOf(cards.voidCard({ cardId }))).toBe('request.forbidden');
  expect(await codeOf(cards.issueCard({ memberId, uid: '0F1457C2' }))).toBe('request.forbidden');
  expect(await codeOf(cards.checkIdentity({ memberId, proof: { way: 'document', document: '身份证' } }))).toBe('request.forbidden');
  expect(await codeOf(here.clerk.client.wallets.getMemberWallet({ memberId }))).toBe('request.forbidden');
});

test('what the operator ordered for an insurer’s member is not the insurer’s to change', async () => {
  await admin.client.cards.orderFirstCards({ issuerId: there.issuerId });
  const { cards } = there.clerk.client;
  const { items } = await cards.listCardOrders({});
  expect(items.map(({ issuerId }) => issuerId)).toEqual([null, null]);
  const cardOrderId = items[0]?.id;
  if (!cardOrderId) throw new Error('the operator ordered two');
  expect(await codeOf(cards.cancelCardOrder({ cardOrderId, reason: '不要了' }))).toBe('cards.order_unknown');
  expect(await cards.previewFirstCards({})).toEqual({ withoutCardCount: 0, waitingCount: 0 });
});
