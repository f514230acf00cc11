/** A channel that refuses a question says nothing of the trade: it may be paid meanwhile, and nobody assumes it away. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../test/world.ts';
import { type ChannelsWorld, createChannelsWorld, SYSTEM } from './channels.world.ts';
import { getChannelOrder } from './list-channel-orders.ts';
import { resolveOrder } from './resolve-order.ts';
import { resolveRefund } from './resolve-refund.ts';

let world: ChannelsWorld;
beforeAll(async () => {
  world = await createChannelsWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.peer.book.disarm();
  world.told.length = 0;
});

const KINDS = ['refuse', 'held'] as const;
type Place = 'query' | 'close' | 'reverse' | 'queryRefund' | 'notify';

describe.each(['wechat', 'alipay'] as const)('%s', (channel) => {
  const arm = (place: Place, kind: (typeof KINDS)[number] | 'never' | 'noAnswer', times = 1) => world.peer.book.arm({ channel, place, kind, times });
  const order = async () => (await world.order({ channel, expiresInSeconds: 60 })).order;
  const code = (mode: 'instant' | 'password') => world.peer.book.newCode(channel, mode).code;
  const look = (orderId: Parameters<typeof getChannelOrder>[1]['orderId']) =>
    world.database.transaction(SYSTEM, {}, (ctx) => getChannelOrder(ctx, { orderId }));
  const tradeOf = (outTradeNo: string) => {
    const trade = world.peer.book.find(channel, outTradeNo);
    if (!trade) throw new Error('the peer knows no such order');
    return trade;
  };
  const ask = async (orderId: Parameters<typeof resolveOrder>[1]) => (await resolveOrder(world.parts, orderId)).state;
  const toldOf = (orderId: string) => world.told.filter((one) => one.orderId === orderId).map(({ what }) => what);

  test.each(KINDS)('asked about a paid order answers %s: it stays open, and is paid when it is asked again', async (kind) => {
    const { id, outTradeNo } = await order();
    arm('notify', 'never');
    world.peer.pay(tradeOf(outTradeNo));
    arm('query', kind);
    expect(await ask(id)).toBe('pending');
    expect((await look(id)).order).toMatchObject({ state: 'pending', reason: null });
    expect(toldOf(id)).toEqual([]);
    expect(await ask(id)).toBe('paid');
    expect(toldOf(id)).toEqual(['paid']);
  });

  test.each(KINDS)('asked to close answers %s: what can still be paid is not ended, and after an hour a person is told', async (kind) => {
    const { id } = await order();
    world.pass(61);
    arm('close', kind, 2);
    arm('query', kind, 2);
    expect(await ask(id)).toBe('pending');
    expect((await look(id)).order.alarm).toBeNull();
    world.pass(60 * 60 + 1);
    expect(await ask(id)).toBe('pending');
    expect((await look(id)).order.alarm).toBe('unresolved');
    expect(toldOf(id)).toEqual([]);
    expect(await ask(id)).toBe('closed');
  });

  test.each(KINDS)('asked to reverse a code payment answers %s: it stays open until that is certain', async (kind) => {
    const waits = await world.scan(code('password'), { channel });
    world.pass(91);
    arm('reverse', kind);
    expect(await ask(waits.id)).toBe('pending');
    expect(tradeOf(waits.outTradeNo).state).toBe('waiting');
    expect(toldOf(waits.id)).toEqual([]);
    expect(await ask(waits.id)).toBe('reversed');
    expect(tradeOf(waits.outTradeNo).state).toBe('reversed');
  });

  test('says for certain that a trade of the till is refused: that is the end of it', async () => {
    const waits = await world.scan(code('password'), { channel });
    world.peer.book.set(tradeOf(waits.outTradeNo), channel === 'wechat' ? 'failed' : 'closed');
    expect(await ask(waits.id)).toBe(channel === 'wechat' ? 'failed' : 'closed');
    expect(toldOf(waits.id)).toEqual(['closed']);
  });

  test.each(KINDS)('asked about a refund answers %s: nothing is freed, and it is asked again', async (kind) => {
    const paid = await world.scan(code('instant'), { channel });
    expect(paid.state).toBe('paid');
    world.peer.book.arm({ channel, place: 'refund', kind: 'noAnswer', times: 1 });
    arm('notify', 'never');
    const { id } = await world.refund(paid.id, 850);
    expect((await resolveRefund(world.parts, id)).state).toBe('unknown');
    arm('queryRefund', kind);
    expect((await resolveRefund(world.parts, id)).state).toBe('unknown');
    expect((await look(paid.id)).order.refundedMinor).toBe(850);
    expect((await resolveRefund(world.parts, id)).state).toBe('refunded');
    expect(tradeOf(paid.outTradeNo).refunds).toHaveLength(1);
    expect(toldOf(paid.id)).toEqual(['paid', 'refunded']);
  });
});

// WeChat Pay sends no notification of a payment by code, and only what is paid by code is ever reversed.
test('money for what was reversed, and a question about it that is refused: Alipay tells again until that is answered', async () => {
  const shown = world.peer.book.newCode('alipay', 'password').code;
  const { id, outTradeNo } = await world.scan(shown, { channel: 'alipay' });
  world.pass(91);
  expect((await resolveOrder(world.parts, id)).state).toBe('reversed');
  world.peer.book.arm({ channel: 'alipay', place: 'query', kind: 'refuse', times: 1 });
  const trade = world.peer.book.find('alipay', outTradeNo);
  if (!trade) throw new Error('the peer knows the order');
  world.peer.pay(trade, { isForced: true });
  const look = () => world.database.transaction(SYSTEM, {}, (ctx) => getChannelOrder(ctx, { orderId: id }));
  await eventually(async () => expect((await look()).order).toMatchObject({ state: 'paid', isLate: true }));
  expect(world.told.filter(({ orderId }) => orderId === id).map(({ what }) => what)).toEqual(['closed', 'paid']);
});

test('money that its purpose can never book is asked about as anything unknown, and raises an alarm', async () => {
  const { order } = await world.order({ expiresInSeconds: 60 });
  const trade = world.peer.book.find('wechat', order.outTradeNo);
  if (!trade) throw new Error('the peer knows the order');
  world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'never', times: 1 });
  world.peer.pay(trade);
  world.purpose.fails = 2;
  world.pass(61);
  expect((await resolveOrder(world.parts, order.id)).state).toBe('pending');
  world.pass(60 * 60);
  const look = () => world.database.transaction(SYSTEM, {}, (ctx) => getChannelOrder(ctx, { orderId: order.id }));
  expect((await resolveOrder(world.parts, order.id)).state).toBe('pending');
  expect((await look()).order).toMatchObject({ state: 'pending', alarm: 'unresolved' });
  expect((await resolveOrder(world.parts, order.id)).state).toBe('paid');
  expect((await look()).order).toMatchObject({ state: 'paid', alarm: null });
});
