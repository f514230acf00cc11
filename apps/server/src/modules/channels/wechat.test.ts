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
  world.purpose.answer = 'keep';
});

const look = (orderId: Parameters<typeof getChannelOrder>[1]['orderId']) =>
  world.database.transaction(SYSTEM, {}, (ctx) => getChannelOrder(ctx, { orderId }));
const tradeOf = (outTradeNo: string) => {
  const trade = world.peer.book.find('wechat', outTradeNo);
  if (!trade) throw new Error('the peer knows no such order');
  return trade;
};
const toldOf = (orderId: string) => world.told.filter((one) => one.orderId === orderId).map(({ what }) => what);

describe('an order that the member pays', () => {
  test.each(['qr', 'h5', 'jsapi'] as const)('by %s is opened with what the phone needs, and paid by a signed notification', async (way) => {
    const { order, instructions } = await world.order({ way, payer: { openid: 'o-payer', address: '203.0.113.9' } });
    expect(order.state).toBe('pending');
    if (way === 'qr') expect(instructions?.codeUrl).toContain(world.peer.origin);
    if (way === 'h5') expect(instructions?.pageUrl).toContain(world.peer.origin);
    if (way === 'jsapi') expect(instructions?.jsapi).toMatchObject({ signType: 'RSA', appId: world.peer.wechat.appId });
    world.peer.pay(tradeOf(order.outTradeNo));
    await eventually(async () => expect((await look(order.id)).order).toMatchObject({ state: 'paid', isLate: false }));
    const { order: paid, events } = await look(order.id);
    expect(paid.transactionNo).toBe(tradeOf(order.outTradeNo).tradeNo);
    expect(paid.payerMasked).toMatch(/^oPe\*\*\*/);
    expect(events.map(({ source, toState }) => `${source} ${toState}`)).toEqual(['open created', 'answer pending', 'notification paid']);
    expect(toldOf(order.id)).toEqual(['paid']);
  });

  test('is found paid by asking, when no notification ever comes', async () => {
    const { order } = await world.order();
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'never', times: 1 });
    world.peer.pay(tradeOf(order.outTradeNo));
    expect((await look(order.id)).order.state).toBe('pending');
    expect((await resolveOrder(world.parts, order.id)).state).toBe('paid');
    expect(toldOf(order.id)).toEqual(['paid']);
  });

  test('is closed when its time is up, so that nobody can pay it any more', async () => {
    const { order } = await world.order({ expiresInSeconds: 60 });
    expect((await resolveOrder(world.parts, order.id)).state).toBe('pending');
    world.pass(61);
    expect((await resolveOrder(world.parts, order.id)).state).toBe('closed');
    expect(world.peer.pay(tradeOf(order.outTradeNo))).toBe(false);
    expect(toldOf(order.id)).toEqual(['closed']);
  });

  test('that is paid after all is paid late, and credited or given back as its purpose says', async () => {
    for (const answer of ['keep', 'giveBack'] as const) {
      world.purpose.answer = answer;
      const { order } = await world.order({ expiresInSeconds: 60 });
      world.pass(61);
      expect((await resolveOrder(world.parts, order.id)).state).toBe('closed');
      world.peer.pay(tradeOf(order.outTradeNo), { isForced: true });
      await eventually(async () => expect((await look(order.id)).order).toMatchObject({ state: 'paid', isLate: true }));
      expect(toldOf(order.id)).toEqual(['closed', 'paid']);
      const { order: late, refunds } = await look(order.id);
      expect(late.refundedMinor).toBe(answer === 'keep' ? 0 : order.amountMinor);
      if (answer === 'keep') continue;
      for (const { id } of refunds) await resolveRefund(world.parts, id);
      expect((await look(order.id)).refunds).toMatchObject([{ state: 'refunded', cause: 'given_back', amountMinor: order.amountMinor }]);
      expect(toldOf(order.id)).toEqual(['closed', 'paid']);
    }
  });

  test('whose opening nobody answered is unknown, and found out about later', async () => {
    world.peer.book.arm({ channel: 'wechat', place: 'create', kind: 'noAnswer', times: 1 });
    const { order } = await world.order();
    expect(order.state).toBe('unknown');
    world.peer.pay(tradeOf(order.outTradeNo));
    await eventually(async () => expect((await look(order.id)).order.state).toBe('paid'));
  });

  test('that never reached the channel is closed only when nothing can be on its way any more', async () => {
    world.peer.book.arm({ channel: 'wechat', place: 'create', kind: 'lost', times: 1 });
    const { order } = await world.order({ expiresInSeconds: 60 });
    expect(order.state).toBe('unknown');
    expect((await resolveOrder(world.parts, order.id)).state).toBe('unknown');
    world.pass(61);
    expect((await resolveOrder(world.parts, order.id)).state).toBe('unknown');
    world.pass(60);
    expect((await resolveOrder(world.parts, order.id)).state).toBe('closed');
  });
});

describe('a code at the till', () => {
  test('pays at once, and once, however often the same scan is sent', async () => {
    const { code } = world.peer.book.newCode('wechat', 'instant');
    const paid = await world.scan(code);
    expect(paid).toMatchObject({ state: 'paid', channel: 'wechat' });
    const again = await world.scan(code, { id: paid.id });
    expect(again).toMatchObject({ id: paid.id, state: 'paid' });
    expect(toldOf(paid.id)).toEqual(['paid']);
    expect(await world.scan(code)).toMatchObject({ state: 'failed', reason: 'code_expired' });
  });

  test('of a payer who is asked for a password waits, and is paid or reversed in the end', async () => {
    const waits = await world.scan(world.peer.book.newCode('wechat', 'password').code);
    expect(waits.state).toBe('pending');
    world.peer.book.set(tradeOf(waits.outTradeNo), 'paid');
    expect((await resolveOrder(world.parts, waits.id)).state).toBe('paid');
    const never = await world.scan(world.peer.book.newCode('wechat', 'password').code);
    world.pass(91);
    expect((await resolveOrder(world.parts, never.id)).state).toBe('reversed');
    expect(tradeOf(never.outTradeNo).state).toBe('reversed');
    expect(toldOf(never.id)).toEqual(['closed']);
  });

  test('is told why it was refused', async () => {
    expect(await world.scan(world.peer.book.newCode('wechat', 'insufficient').code)).toMatchObject({ state: 'failed', reason: 'insufficient_funds' });
    expect(await world.scan(world.peer.book.newCode('wechat', 'refuse').code)).toMatchObject({ state: 'failed', reason: 'payer_refused' });
    expect(await world.scan('134567890123456789')).toMatchObject({ state: 'failed', reason: 'code_invalid' });
    await expect(world.scan('71234567890123456789')).rejects.toMatchObject({ code: 'channels.code_unknown' });
  });

  test.each(['noAnswer', 'unknownResult'] as const)('whose result is unknown (%s) was paid, and is found to be', async (kind) => {
    world.peer.book.arm({ channel: 'wechat', place: 'pay', kind, times: 1 });
    const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
    expect(order.state).toBe('unknown');
    expect((await resolveOrder(world.parts, order.id)).state).toBe('paid');
    expect(toldOf(order.id)).toEqual(['paid']);
  });

  test('whose result stays unknown is reversed, again and again until that is certain', async () => {
    world.peer.book.arm({ channel: 'wechat', place: 'pay', kind: 'noAnswer', times: 1 });
    const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
    world.pass(91);
    world.peer.book.arm({ channel: 'wechat', place: 'query', kind: 'busy', times: 2 });
    world.peer.book.arm({ channel: 'wechat', place: 'reverse', kind: 'unknownResult', times: 1 });
    expect((await resolveOrder(world.parts, order.id)).state).toBe('unknown');
    expect(tradeOf(order.outTradeNo).state).toBe('reversed');
    expect((await resolveOrder(world.parts, order.id)).state).toBe('reversed');
    expect(toldOf(order.id)).toEqual(['closed']);
  });
});

describe('an answer is not believed', () => {
  test.each(['wrongSignature', 'wrongSerial', 'oldClock', 'cutShort'] as const)('with %s: the payment stays unknown', async (kind) => {
    world.peer.book.arm({ channel: 'wechat', place: 'pay', kind, times: 1 });
    const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
    expect(order.state).toBe('unknown');
    expect(toldOf(order.id)).toEqual([]);
    // A made-up serial number makes us fetch the certificates anew, at most once a minute.
    world.pass(61);
    expect((await resolveOrder(world.parts, order.id)).state).toBe('paid');
  });
});

describe('a notification', () => {
  const pay = async (kind: 'duplicate' | 'wrongSignature' | 'wrongSerial' | 'oldClock' | 'cutShort' | 'wrongAmount') => {
    const { order } = await world.order();
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind, times: 1 });
    world.peer.pay(tradeOf(order.outTradeNo));
    const sent = () => world.peer.sent().filter((one) => one.outTradeNo === order.outTradeNo);
    return { order, sent };
  };

  test('that comes three times at once credits once, and each is answered', async () => {
    const { order, sent } = await pay('duplicate');
    await eventually(async () => expect(sent()).toHaveLength(3));
    expect(sent().every(({ status }) => status === 200)).toBe(true);
    expect(toldOf(order.id)).toEqual(['paid']);
  });

  test.each(['wrongSignature', 'wrongSerial', 'oldClock', 'cutShort'] as const)(
    'with %s is refused and credits nothing; the right one after it does',
    async (kind) => {
      const { order, sent } = await pay(kind);
      await eventually(async () => expect(sent()[0]).toMatchObject({ status: 401 }));
      world.pass(61);
      await eventually(async () => expect((await look(order.id)).order.state).toBe('paid'));
      expect(toldOf(order.id)).toEqual(['paid']);
    },
  );

  test('of another amount credits nothing, closes nothing, and raises an alarm', async () => {
    const { order } = await pay('wrongAmount');
    await eventually(async () => expect((await look(order.id)).order).toMatchObject({ state: 'unknown', alarm: 'amount_differs' }));
    expect(toldOf(order.id)).toEqual([]);
    world.pass(24 * 60 * 60);
    // The channel itself says the right amount when it is asked.
    expect((await resolveOrder(world.parts, order.id)).state).toBe('paid');
    expect((await look(order.id)).order.alarm).toBe('amount_differs');
  });

  test('that our purpose cannot post just now is not taken, and comes again', async () => {
    const { order } = await world.order();
    world.purpose.fails = 1;
    world.peer.pay(tradeOf(order.outTradeNo));
    await eventually(async () => expect((await look(order.id)).order.state).toBe('paid'));
    const sent = world.peer.sent().filter((one) => one.outTradeNo === order.outTradeNo);
    expect(sent.map(({ status }) => status)).toEqual([500, 200]);
    expect(toldOf(order.id)).toEqual(['paid']);
  });
});

describe('a refund', () => {
  const paidOrder = async () => {
    const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
    expect(order.state).toBe('paid');
    return order;
  };

  test('goes out once under its number, in parts up to what was paid', async () => {
    const order = await paidOrder();
    const first = await world.refund(order.id, 300);
    expect(first.state).toBe('created');
    expect((await world.refund(order.id, 300, first.id)).id).toBe(first.id);
    await resolveRefund(world.parts, first.id);
    await world.refund(order.id, 550).then(({ id }) => resolveRefund(world.parts, id));
    await expect(world.refund(order.id, 1)).rejects.toMatchObject({ code: 'channels.refund_exceeds' });
    expect((await look(order.id)).refunds.map(({ state }) => state)).toEqual(['refunded', 'refunded']);
    expect(tradeOf(order.outTradeNo).refunds).toHaveLength(2);
    expect(toldOf(order.id)).toEqual(['paid', 'refunded', 'refunded']);
  });

  test('of unknown result is asked about, and sent once', async () => {
    const order = await paidOrder();
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'noAnswer', times: 1 });
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'never', times: 1 });
    const { id } = await world.refund(order.id, 850);
    expect((await resolveRefund(world.parts, id)).state).toBe('unknown');
    expect((await resolveRefund(world.parts, id)).state).toBe('refunded');
    expect(tradeOf(order.outTradeNo).refunds).toHaveLength(1);
    expect(toldOf(order.id)).toEqual(['paid', 'refunded']);
  });

  test('that never arrived is sent again under the same number', async () => {
    const order = await paidOrder();
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'lost', times: 1 });
    const { id } = await world.refund(order.id, 850);
    expect((await resolveRefund(world.parts, id)).state).toBe('unknown');
    expect((await resolveRefund(world.parts, id)).state).toBe('refunded');
    expect(tradeOf(order.outTradeNo).refunds).toHaveLength(1);
  });

  test('that is refused for good frees its amount and tells the purpose; one that is held waits with an alarm', async () => {
    const order = await paidOrder();
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'refuse', times: 1 });
    const refused = await world.refund(order.id, 850);
    expect(await resolveRefund(world.parts, refused.id)).toMatchObject({ state: 'failed', alarm: 'refund_failed' });
    expect((await look(order.id)).order.refundedMinor).toBe(0);
    expect(toldOf(order.id)).toEqual(['paid', 'refundFailed']);
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'held', times: 1 });
    const held = await world.refund(order.id, 850);
    expect(await resolveRefund(world.parts, held.id)).toMatchObject({ state: 'pending', alarm: 'refund_held' });
    expect(await resolveRefund(world.parts, held.id)).toMatchObject({ state: 'refunded', alarm: null });
  });
});
