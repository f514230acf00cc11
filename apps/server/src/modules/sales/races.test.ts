/** What two do at the same moment, and what a crash leaves behind. Each guard has a control that fails without it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner } from '../../../test/database.ts';
import { codeOf, eventually, type TillDevice } from '../../../test/world.ts';
import { askAgain, resolveOrder } from '../channels/index.ts';
import { createSalesWorld, type SalesWorld } from './sales.world.ts';

let world: SalesWorld;
let second: TillDevice;

beforeAll(async () => {
  world = await createSalesWorld();
  second = await world.world.till(world.admin, world.merchantId);
});
afterAll(() => world.close());
beforeEach(() => {
  world.peer.book.disarm();
  world.knife.isOut = false;
});

const saleOf = (saleId: Parameters<typeof world.till.client.sales.getTerminalSale>[0]['saleId']) =>
  world.till.client.sales.getTerminalSale({ saleId });

test('two tills that scan the same code take it once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [before, code] = [await world.owed(), world.code('instant', round % 2 ? 'wechat' : 'alipay')];
    const both = await Promise.all([world.scan(world.till, code), world.scan(second, code)].map((sale) => sale.catch((error) => String(error.code))));
    expect(both.filter((one) => typeof one === 'object')).toHaveLength(1);
    expect(both).toContain('sales.code_used');
    expect((await world.owed()) - before).toBe(1_280);
  }
});

test('a double click is one sale', async () => {
  const [before, code, key] = [await world.owed(), world.code(), world.key<'order'>()];
  const both = await Promise.all([world.scan(world.till, code, { key }), world.scan(world.till, code, { key })]);
  expect(both.map(({ id }) => id)).toEqual([key, key]);
  await eventually(async () => expect((await saleOf(key)).state).toBe('paid'));
  expect((await world.owed()) - before).toBe(1_280);
  expect(await codeOf(world.scan(world.till, code, { key, amountMinor: 1 }))).toBe('request.key_reused');
});

test('a crash between the channel’s money and our books loses nothing and books it once', async () => {
  const [before, key] = [await world.owed(), world.key<'order'>()];
  const code = world.code();
  world.knife.isOut = true;
  expect(await codeOf(world.scan(world.till, code, { key }))).toBe('request.failed');
  // The channel has the money; our books do not know, and assume nothing.
  expect(world.trade(key)?.state).toBe('paid');
  expect(await saleOf(key)).toMatchObject({ state: 'waiting' });
  expect(await world.owed()).toBe(before);
  world.knife.isOut = false;
  // The server is back: the worker, the till that asks by key, and the till that sends again, all at once.
  const { channels } = world.app.core;
  await Promise.allSettled([
    resolveOrder(channels, key),
    world.till.client.sales.checkSale({ saleId: key }),
    world.scan(world.till, code, { key }),
    resolveOrder(channels, key),
  ]);
  expect(await saleOf(key)).toMatchObject({ state: 'paid' });
  expect((await world.owed()) - before).toBe(1_280);
});

test('an answer that never comes is asked for, not assumed, and a lost request is given up', async () => {
  const before = await world.owed();
  world.peer.book.arm({ channel: 'wechat', place: 'pay', kind: 'cutShort', times: 1 });
  const paid = await world.scan(world.till, world.code());
  expect(paid).toMatchObject({ state: 'waiting', progress: 'unknown' });
  expect(await world.till.client.sales.checkSale({ saleId: paid.id })).toMatchObject({ state: 'paid' });
  world.peer.book.arm({ channel: 'wechat', place: 'pay', kind: 'lost', times: 1 });
  const lost = await world.scan(world.till, world.code());
  expect(await world.till.client.sales.giveUpSale({ saleId: lost.id })).toMatchObject({ state: 'waiting', progress: 'reversing' });
  // Until the channel itself would refuse a straggler, nobody is sure.
  world.world.pass(200);
  expect(await world.till.client.sales.checkSale({ saleId: lost.id })).toMatchObject({ state: 'reversed' });
  expect((await world.owed()) - before).toBe(1_280);
});

test.each(['refuse', 'held'] as const)('a question that the channel answers by %s ends no sale, neither asked about nor given up', async (kind) => {
  const before = await world.owed();
  const arm = (place: 'query' | 'reverse') => world.peer.book.arm({ channel: 'wechat', place, kind, times: 1 });
  const typing = await world.scan(world.till, world.code('password'));
  const trade = world.trade(typing.id);
  if (!trade) throw new Error('the peer knows the sale');
  world.peer.book.set(trade, 'paid');
  arm('query');
  expect(await world.till.client.sales.checkSale({ saleId: typing.id })).toMatchObject({ state: 'waiting' });
  expect(await world.till.client.sales.checkSale({ saleId: typing.id })).toMatchObject({ state: 'paid' });
  expect((await world.owed()) - before).toBe(1_280);
  const given = await world.scan(world.till, world.code('password'));
  arm('reverse');
  expect(await world.till.client.sales.giveUpSale({ saleId: given.id })).toMatchObject({ state: 'waiting', progress: 'reversing' });
  expect(world.trade(given.id)?.state).toBe('waiting');
  expect(await world.till.client.sales.checkSale({ saleId: given.id })).toMatchObject({ state: 'reversed' });
  expect((await world.owed()) - before).toBe(1_280);
});

test('what is paid after the till was told that it is not goes back', async () => {
  const before = await world.owed();
  const sale = await world.scan(world.till, world.code('password', 'alipay'));
  await world.till.client.sales.giveUpSale({ saleId: sale.id });
  const trade = world.trade(sale.id, 'alipay');
  if (!trade) throw new Error('the peer knows the order');
  world.peer.pay(trade, { isForced: true });
  // As the channel's bill would bring it to light.
  await askAgain(world.app.core.channels, sale.id);
  expect((await saleOf(sale.id)).state).toBe('reversed');
  expect(await world.owed()).toBe(before);
  await world.admin.client.channels.resolveChannelOrder({ orderId: sale.id });
  expect(world.trade(sale.id, 'alipay')?.refunds).toMatchObject([{ amountMinor: 1_280 }]);
});

test('ten refunds at once give back no more than was paid', async () => {
  const sale = await world.scan(world.till, world.code());
  const one = () => world.admin.client.sales.refundSale({ saleId: sale.id, amountMinor: 300, reason: '退' }, { key: world.key() });
  const asked = await Promise.allSettled(Array.from({ length: 10 }, one));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect((await saleOf(sale.id)).refundedMinor).toBe(1_200);
});

// The last: it takes the guard away.
test('without its guard the same code becomes two sales, and only the channel keeps it from being paid twice: the control', async () => {
  await asOwner(world.database.ownerUrl, 'drop index sales.sale_code_once_key');
  const code = world.code();
  const both = await Promise.all([world.scan(world.till, code), world.scan(second, code)]);
  expect(both.map(({ state }) => state).sort()).toEqual(['failed', 'paid']);
});
