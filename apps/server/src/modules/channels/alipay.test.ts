import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../test/world.ts';
import { ChannelFault } from './channel.ts';
import { type ChannelsWorld, createChannelsWorld, SYSTEM } from './channels.world.ts';
import { getChannelOrder } from './list-channel-orders.ts';
import { findChannel } from './parts.ts';
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

const look = (orderId: Parameters<typeof getChannelOrder>[1]['orderId']) =>
  world.database.transaction(SYSTEM, {}, (ctx) => getChannelOrder(ctx, { orderId }));
const tradeOf = (outTradeNo: string) => {
  const trade = world.peer.book.find('alipay', outTradeNo);
  if (!trade) throw new Error('the peer knows no such order');
  return trade;
};
const toldOf = (orderId: string) => world.told.filter((one) => one.orderId === orderId).map(({ what }) => what);
const code = (mode: 'instant' | 'password' | 'refuse' | 'insufficient') => world.peer.book.newCode('alipay', mode).code;

describe('an order that the member pays', () => {
  test('by a code on the screen is paid by a signed notification', async () => {
    const { order, instructions } = await world.order({ channel: 'alipay' });
    expect(order.state).toBe('pending');
    expect(instructions?.codeUrl).toContain(world.peer.origin);
    world.peer.pay(tradeOf(order.outTradeNo));
    await eventually(async () => expect((await look(order.id)).order.state).toBe('paid'));
    expect((await look(order.id)).order).toMatchObject({ transactionNo: tradeOf(order.outTradeNo).tradeNo, isLate: false });
    expect((await look(order.id)).order.payerMasked).toMatch(/^138\*{4}\d{4}$/);
    expect(world.peer.sent().at(-1)).toMatchObject({ status: 200, answer: 'success' });
    expect(toldOf(order.id)).toEqual(['paid']);
  });

  test.each(['h5', 'page'] as const)('on %s begins when the browser arrives there with what we signed', async (way) => {
    const { order, instructions } = await world.order({ channel: 'alipay', way, payer: { returnUrl: 'https://campus.example/member/' } });
    expect(world.peer.book.find('alipay', order.outTradeNo)).toBeUndefined();
    const arrived = await fetch(instructions?.pageUrl ?? '', { redirect: 'manual' });
    expect(arrived.status).toBe(302);
    expect(tradeOf(order.outTradeNo)).toMatchObject({ amountMinor: order.amountMinor, returnUrl: 'https://campus.example/member/' });
    const changed = new URL(instructions?.pageUrl ?? '');
    changed.searchParams.set('biz_content', (changed.searchParams.get('biz_content') ?? '').replace('12.34', '0.01'));
    expect(await (await fetch(changed)).text()).toContain('isv.invalid-signature');
    world.peer.pay(tradeOf(order.outTradeNo));
    await eventually(async () => expect((await look(order.id)).order.state).toBe('paid'));
  });

  test('is closed when its time is up, and given back when it is paid all the same', async () => {
    world.purpose.answer = 'giveBack';
    const { order } = await world.order({ channel: 'alipay', expiresInSeconds: 60 });
    world.pass(61);
    expect((await resolveOrder(world.parts, order.id)).state).toBe('closed');
    world.peer.pay(tradeOf(order.outTradeNo), { isForced: true });
    await eventually(async () => expect((await look(order.id)).order).toMatchObject({ state: 'paid', isLate: true }));
    for (const { id } of (await look(order.id)).refunds) await resolveRefund(world.parts, id);
    expect((await look(order.id)).refunds).toMatchObject([{ state: 'refunded' }]);
    world.purpose.answer = 'keep';
  });
});

describe('a code at the till', () => {
  test('pays at once and once', async () => {
    const shown = code('instant');
    const paid = await world.scan(shown);
    expect(paid).toMatchObject({ state: 'paid', channel: 'alipay', kind: 'alipay' });
    expect(await world.scan(shown, { id: paid.id })).toMatchObject({ id: paid.id, state: 'paid' });
    expect(await world.scan(shown)).toMatchObject({ state: 'failed', reason: 'code_invalid' });
    expect(toldOf(paid.id)).toEqual(['paid']);
  });

  test('waits for a password, and is cancelled when none comes', async () => {
    const waits = await world.scan(code('password'));
    expect(waits.state).toBe('pending');
    world.peer.pay(tradeOf(waits.outTradeNo));
    await eventually(async () => expect((await look(waits.id)).order.state).toBe('paid'));
    const never = await world.scan(code('password'));
    world.pass(91);
    expect((await resolveOrder(world.parts, never.id)).state).toBe('reversed');
    expect(tradeOf(never.outTradeNo).state).toBe('reversed');
  });

  test('is told why it was refused', async () => {
    expect(await world.scan(code('insufficient'))).toMatchObject({ state: 'failed', reason: 'insufficient_funds' });
    expect(await world.scan(code('refuse'))).toMatchObject({ state: 'failed', reason: 'payer_refused' });
    expect(await world.scan('2812345678901234')).toMatchObject({ state: 'failed', reason: 'code_invalid' });
  });

  test.each(['noAnswer', 'unknownResult', 'wrongSignature', 'cutShort'] as const)(
    'with an answer that is %s was paid, and is found to be',
    async (kind) => {
      world.peer.book.arm({ channel: 'alipay', place: 'notify', kind: 'never', times: 1 });
      world.peer.book.arm({ channel: 'alipay', place: 'pay', kind, times: 1 });
      const order = await world.scan(code('instant'));
      expect(order.state).toBe('unknown');
      expect(toldOf(order.id)).toEqual([]);
      expect((await resolveOrder(world.parts, order.id)).state).toBe('paid');
      expect(toldOf(order.id)).toEqual(['paid']);
    },
  );
});

describe('a notification', () => {
  test('that comes three times at once credits once', async () => {
    const { order } = await world.order({ channel: 'alipay' });
    world.peer.book.arm({ channel: 'alipay', place: 'notify', kind: 'duplicate', times: 1 });
    world.peer.pay(tradeOf(order.outTradeNo));
    const sent = () => world.peer.sent().filter((one) => one.outTradeNo === order.outTradeNo);
    await eventually(async () => expect(sent()).toHaveLength(3));
    expect(toldOf(order.id)).toEqual(['paid']);
  });

  test.each(['wrongSignature', 'cutShort'] as const)('with %s credits nothing; the right one after it does', async (kind) => {
    const { order } = await world.order({ channel: 'alipay' });
    world.peer.book.arm({ channel: 'alipay', place: 'notify', kind, times: 1 });
    world.peer.pay(tradeOf(order.outTradeNo));
    const sent = () => world.peer.sent().filter((one) => one.outTradeNo === order.outTradeNo);
    await eventually(async () => expect(sent().map(({ answer }) => answer)).toEqual(['failure', 'success']));
    expect((await look(order.id)).order.state).toBe('paid');
  });

  test('of another amount credits nothing and raises an alarm', async () => {
    const { order } = await world.order({ channel: 'alipay' });
    world.peer.book.arm({ channel: 'alipay', place: 'notify', kind: 'wrongAmount', times: 1 });
    world.peer.pay(tradeOf(order.outTradeNo));
    await eventually(async () => expect((await look(order.id)).order).toMatchObject({ state: 'unknown', alarm: 'amount_differs' }));
    expect(toldOf(order.id)).toEqual([]);
  });
});

test('a refund goes out once, in parts, and one of unknown result is asked about', async () => {
  const order = await world.scan(code('instant'));
  const first = await world.refund(order.id, 300);
  expect((await resolveRefund(world.parts, first.id)).state).toBe('refunded');
  for (const kind of ['noAnswer', 'lost', 'unknownResult'] as const) {
    world.peer.book.arm({ channel: 'alipay', place: 'refund', kind, times: 1 });
    world.peer.book.arm({ channel: 'alipay', place: 'notify', kind: 'never', times: 1 });
    const { id } = await world.refund(order.id, 100);
    expect((await resolveRefund(world.parts, id)).state, kind).toBe('unknown');
    expect((await resolveRefund(world.parts, id)).state, kind).toBe('refunded');
    world.peer.book.disarm();
  }
  expect(tradeOf(order.outTradeNo).refunds).toHaveLength(4);
  expect((await look(order.id)).order).toMatchObject({ state: 'paid', refundedMinor: 600 });
});

describe('the bill of a day', () => {
  const bill = async (day: string) => {
    const { channel, adapter } = await world.database.transaction(SYSTEM, {}, (ctx) => findChannel(ctx, world.parts, 'alipay'));
    const lines: string[] = [];
    for await (const line of adapter.downloadBill(channel, day)) lines.push(line);
    return lines;
  };
  const today = () => new Date(world.clock().getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);

  test('is unpacked, read as GBK, and holds every payment and refund', async () => {
    const order = await world.scan(code('instant'), { title: '午餐：红烧肉' });
    const { id } = await world.refund(order.id, 50);
    await resolveRefund(world.parts, id);
    const lines = await bill(today());
    expect(lines[0]).toBe('#支付宝业务明细查询');
    const own = lines.filter((line) => line.includes(order.outTradeNo));
    expect(own).toHaveLength(2);
    expect(own[0]).toContain('午餐：红烧肉');
    expect(own[1]).toContain('-0.50');
    expect(await bill('2020-01-01')).toEqual([]);
  });

  test('that was cut short is refused whole', async () => {
    world.peer.book.arm({ channel: 'alipay', place: 'billFile', kind: 'cutShort', times: 1 });
    await expect(bill(today())).rejects.toThrow(ChannelFault);
  });
});

test('a test of the settings says step by step what is wrong', async () => {
  const probe = async () => {
    const { channel, adapter } = await world.database.transaction(SYSTEM, {}, (ctx) => findChannel(ctx, world.parts, 'alipay'));
    return adapter.probe(channel);
  };
  expect((await probe()).map(({ step, ok }) => `${step} ${ok}`)).toEqual(['address true', 'keys true', 'query true']);
  const { alipay, alipayHouse } = world.peer;
  const input = { nameZh: '支付宝', nameEn: 'Alipay', enabled: true, channel: 'alipay', kind: 'alipay' as const };
  await world.save({ ...input, ...alipay, publicKey: alipayHouse.merchant.publicKey });
  expect((await probe()).at(-1)).toMatchObject({ step: 'query', ok: false });
  // As Alipay's own pages hand keys out: bare base64, PKCS #1 or #8.
  const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '');
  await world.save({ ...input, ...alipay, publicKey: bare(alipay.publicKey), privateKey: bare(alipay.privateKey) });
  expect((await probe()).every(({ ok }) => ok)).toBe(true);
});
