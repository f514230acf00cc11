import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';

let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const pays = (uid: string) => till.client.payments.charge({ amountMinor: 100, credential: { kind: 'card', uid } });

test('members without a card are ordered for at once, printed in a batch, told, and pay with what they pick up', async () => {
  const [first, second, third] = [await world.member(admin, { balanceMinor: 500 }), await world.member(admin), await world.member(admin)];
  await admin.client.cards.issueCard({ memberId: third.memberId, uid: '0F1457AA' });
  const preview = await admin.client.cards.previewFirstCards({});
  expect(preview).toEqual({ withoutCardCount: 2, waitingCount: 0 });
  expect(await admin.client.cards.previewFirstCards({ importId: newId<'import'>() })).toMatchObject({ withoutCardCount: 0 });
  expect(await admin.client.cards.previewFirstCards({ memberKinds: ['guardian'] })).toMatchObject({ withoutCardCount: 0 });

  expect(await admin.client.cards.orderFirstCards({})).toEqual({ orderedCount: 2, leftCount: 0 });
  expect(await admin.client.cards.orderFirstCards({})).toEqual({ orderedCount: 0, leftCount: 0 });
  const batch = await admin.client.cards.createCardBatch({});
  const { items } = await admin.client.cards.listCardOrders({ cardBatchId: batch.id });
  expect(items.map((order) => order.memberId).toSorted()).toEqual([first.memberId, second.memberId].toSorted());
  expect(items[0]).toMatchObject({ replacedTail: null, identityBy: null, feeMinor: 0 });
  const file = await (await admin.client.cards.exportCardBatch({ cardBatchId: batch.id })).text();
  expect(items.every((order) => file.includes(order.number))).toBe(true);

  const order = items.find(({ memberId }) => memberId === first.memberId);
  if (!order) throw new Error('the first member has an order');
  await admin.client.cards.enterCardUids({ cardBatchId: batch.id, rows: [{ orderNumber: order.number, chip: '0F1457BB' }] });
  expect(await pays('0F1457BB')).toMatchObject({ reason: 'card_unknown' });
  await admin.client.cards.readyCardBatch({ cardBatchId: batch.id, pickUpAt: '一号窗口' });
  expect((await first.client.cards.listOwnCardOrders({})).items[0]).toMatchObject({ state: 'ready', pickUpAt: '一号窗口' });
  await admin.client.cards.handOverCard({ cardOrderId: order.id, signature: 'paper' });
  expect(await pays('0F1457BB')).toMatchObject({ outcome: 'approved' });
  // Given up before it was made, a first card may be ordered once more.
  const other = items.find(({ memberId }) => memberId === second.memberId);
  if (!other) throw new Error('the second member has an order');
  await admin.client.cards.cancelCardOrder({ cardOrderId: other.id, reason: '姓名有误' });
  expect(await admin.client.cards.previewFirstCards({})).toMatchObject({ withoutCardCount: 1 });
});

test('two clerks who order at once order one card for each member', async () => {
  await Promise.all([1, 2, 3].map(() => world.member(admin)));
  const clerks = [admin, await world.staff('administrator')];
  const { withoutCardCount } = await admin.client.cards.previewFirstCards({});
  const steps = await Promise.all(clerks.map((clerk) => clerk.client.cards.orderFirstCards({})));
  expect(steps.reduce((sum, { orderedCount }) => sum + orderedCount, 0)).toBe(withoutCardCount);
  const { rows } = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql<{ count: number }>`select count(*)::int from cards.card_order where state = 'ordered' group by member_id having count(*) > 1`.execute(ctx.tx),
  );
  expect(rows).toEqual([]);
});
