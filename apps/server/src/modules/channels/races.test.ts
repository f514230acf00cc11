/** What two learn at the same moment. Each guard has a control that fails without it. */
import { newId, toMinor } from '@tessera/kernel';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptNotification } from './accept-notification.ts';
import { type ChannelsWorld, createChannelsWorld, SYSTEM } from './channels.world.ts';
import { getChannelOrder } from './list-channel-orders.ts';
import { resolveOrder } from './resolve-order.ts';
import { settleOrder } from './settle-order.ts';

let world: ChannelsWorld;
let owner: pg.Client;
beforeAll(async () => {
  world = await createChannelsWorld();
  owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query(`select set_config('app.actor_kind', 'system', false)`);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(() => {
  world.peer.book.disarm();
  world.told.length = 0;
});

const look = (orderId: Parameters<typeof getChannelOrder>[1]['orderId']) =>
  world.database.transaction(SYSTEM, {}, (ctx) => getChannelOrder(ctx, { orderId }));
const paidCount = (orderId: string) => world.told.filter((one) => one.orderId === orderId && one.what === 'paid').length;

test('notifications, questions and closes at once credit a paid order once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { order } = await world.order({ expiresInSeconds: 60 });
    const trade = world.peer.book.find('wechat', order.outTradeNo);
    if (!trade) throw new Error('the peer knows the order');
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'duplicate', times: 1 });
    world.pass(58);
    world.peer.pay(trade);
    world.pass(3);
    await Promise.all([0, 1, 2].map(() => resolveOrder(world.parts, order.id)));
    expect((await look(order.id)).order).toMatchObject({ state: 'paid', isLate: false });
    expect(paidCount(order.id)).toBe(1);
  }
});

test('without the lock of its row the same order is credited twice: the control', async () => {
  const { order } = await world.order();
  const paid = { amountMinor: order.amountMinor, transactionNo: `4200${order.outTradeNo.slice(0, 20)}`, payerMasked: null, paidAt: world.clock() };
  // Two transactions that read before either writes, as they would without `for update`: both decide that it turns.
  const { decideOrder } = await import('./order.ts');
  const { selectOrder } = await import('./queries.ts');
  const read = () => world.database.transaction(SYSTEM, {}, (ctx) => selectOrder(ctx, order.id));
  const [first, second] = await Promise.all([read(), read()]);
  const turns = [first, second].map((row) => row && decideOrder(row, { state: 'paid', paid }, world.clock()));
  expect(turns.map((verdict) => verdict?.to)).toEqual(['paid', 'paid']);
  // With the lock, the second waits, reads what the first wrote, and decides nothing.
  const settle = () =>
    world.database.transaction(SYSTEM, {}, (ctx) =>
      settleOrder(ctx, world.parts, { orderId: order.id, source: 'query', result: { state: 'paid', paid } }),
    );
  await Promise.all([settle(), settle(), settle(), settle()]);
  expect(paidCount(order.id)).toBe(1);
});

test('refunds asked for at once never exceed what was paid', async () => {
  const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => world.refund(order.id, 200)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect((await look(order.id)).order.refundedMinor).toBe(800);
});

test('the same scan sent twice at once is one order', async () => {
  const { code } = world.peer.book.newCode('wechat', 'instant');
  const id = newId<'order'>();
  const both = await Promise.all([world.scan(code, { id }), world.scan(code, { id })]);
  expect(both.map((one) => one.id)).toEqual([id, id]);
  await resolveOrder(world.parts, id);
  expect((await look(id)).order.state).toBe('paid');
  expect(paidCount(id)).toBe(1);
  await expect(world.scan(code, { id, amountMinor: toMinor(1) })).rejects.toMatchObject({ code: 'request.key_reused' });
});

test('the database itself lets no state go back', async () => {
  const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
  const back = owner.query(`update channels."order" set state = 'pending', paid_at = null, settled_at = null where id = $1`, [order.id]);
  await expect(back).rejects.toMatchObject({ code: '23514' });
  const app = await world.database.pool.query('select 1');
  expect(app.rowCount).toBe(1);
  const changed = world.database.pool.query(`update channels.order_event set to_state = 'x'`);
  await expect(changed).rejects.toMatchObject({ code: '42501' });
});

test('a notification of somebody who has no key is refused, whatever it says', async () => {
  const { order } = await world.order();
  const forged = JSON.stringify({ event_type: 'TRANSACTION.SUCCESS', resource: {} });
  for (const body of [forged, '', '{', 'x'.repeat(10_000)]) {
    const answer = await acceptNotification(world.parts, 'wechat', { headers: new Headers(), body });
    expect(answer.status).toBe(401);
  }
  expect((await acceptNotification(world.parts, 'nobody', { headers: new Headers(), body: '' })).status).toBe(404);
  expect((await acceptNotification(world.parts, 'cash', { headers: new Headers(), body: '' })).status).toBe(404);
  expect((await look(order.id)).order.state).toBe('pending');
});
