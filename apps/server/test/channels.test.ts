/** Channels as the whole server has them: who may do what, notifications over HTTP, desks, and a server that is killed between the channel and us. */
import { type ChannelPeer, startChannelPeer } from '@tessera/channel-peer';
import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChannelHooks, openOrder, payByCode, takeAtDesk } from '../src/modules/channels/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson, type World } from './world.ts';

const SYSTEM = systemActor('test');
let world: World;
let peer: ChannelPeer;
let admin: StaffPerson;
let finance: StaffPerson;
let member: MemberPerson;
const paid: string[] = [];
/** Breaks the connection off where a server was killed: after the channel took the money, before we wrote that down. */
const knife = { isOut: false };

const HOOKS: ChannelHooks = {
  test: {
    onPaid: async (_ctx, order) => {
      paid.push(order.id);
      return 'keep';
    },
    onClosed: async () => undefined,
    onRefunded: async () => undefined,
    onRefundFailed: async () => undefined,
  },
};

function cutBy(database: Database): Database {
  return {
    ...database,
    transaction: (actor, options, fn) => {
      if (knife.isOut && actor.kind === 'system' && actor.name === 'channels' && !options.readOnly) throw new Error('the server is gone');
      return database.transaction(actor, options, fn);
    },
  };
}

beforeAll(async () => {
  const clock = { now: () => new Date() };
  peer = await startChannelPeer({ clock: () => clock.now() });
  world = await createWorld({ environment: { OUTBOUND_PRIVATE_HOSTS: peer.host }, channelHooks: HOOKS, over: cutBy });
  clock.now = world.clock;
  admin = await world.staff('administrator');
  finance = await world.staff('finance');
  member = await world.member(admin);
  const names = { nameZh: '渠道', nameEn: 'Channel', enabled: true };
  await admin.client.channels.saveChannel({ ...names, ...peer.wechat, channel: 'wechat', kind: 'wechat' });
  await admin.client.channels.saveChannel({ ...names, ...peer.alipay, channel: 'alipay', kind: 'alipay' });
});
afterAll(async () => {
  await world.close();
  await peer.close();
});
beforeEach(() => {
  peer.book.disarm();
  knife.isOut = false;
});

const channels = () => world.app.core.channels;
const order = (way: 'qr' | 'h5' = 'qr') =>
  openOrder(channels(), SYSTEM, {
    id: newId(world.clock().getTime()),
    channel: 'wechat',
    purpose: 'test',
    way,
    title: '充值',
    amountMinor: toMinor(50_00),
    memberId: member.memberId,
  });

// Before the clock is moved: jobs are due by the database's own.
describe('a server that is killed after the channel took the money', () => {
  it('finds out when it is back: the worker asks, and the money is credited once', async () => {
    const { code } = peer.book.newCode('wechat', 'instant');
    const id = newId<'order'>(world.clock().getTime());
    knife.isOut = true;
    const scan = payByCode(channels(), SYSTEM, { id, code, purpose: 'test', title: '午餐', amountMinor: toMinor(9_00), terminalNo: 'T1' });
    await expect(scan).rejects.toThrow('the server is gone');
    expect(peer.book.list()[0]).toMatchObject({ state: 'paid' });
    const before = await finance.client.channels.getChannelOrder({ orderId: id });
    expect(before.order.state).toBe('created');
    expect(paid).not.toContain(id);
    knife.isOut = false;
    // Nobody asks for it: the job was queued with the order itself.
    await eventually(async () => expect((await finance.client.channels.getChannelOrder({ orderId: id })).order.state).toBe('paid'));
    expect(paid.filter((one) => one === id)).toHaveLength(1);
  });
});

describe('the settings of a channel', () => {
  it('are tested from the console and never show a key again', async () => {
    for (const channel of ['wechat', 'alipay']) {
      const { steps } = await admin.client.channels.testChannel({ channel });
      expect(steps.every(({ ok }) => ok)).toBe(true);
    }
    const { items } = await admin.client.channels.listChannels();
    expect(items.map(({ key }) => key)).toEqual(['alipay', 'bank-card', 'bank-transfer', 'cash', 'wechat']);
    const shown = JSON.stringify(items);
    expect(items.find(({ key }) => key === 'wechat')).toMatchObject({ hasPrivateKey: true, hasApiKey: true });
    expect(shown).not.toContain(peer.wechat.apiKey);
    expect(shown).not.toContain('PRIVATE KEY');
    const { items: records } = await admin.client.audit.listRecords({ q: 'channels.saveChannel' });
    expect(JSON.stringify(records)).not.toContain('PRIVATE KEY');
  });

  it('stay as they were when new ones are wrong, and say which one is', async () => {
    const wrong = (values: Record<string, unknown>) =>
      admin.client.channels
        .saveChannel({ nameZh: '渠道', nameEn: 'Channel', enabled: true, ...peer.wechat, channel: 'wechat', kind: 'wechat', ...values })
        .then(
          () => 'saved',
          (error: { code: string; params: { field?: string } }) => `${error.code} ${error.params.field ?? ''}`.trim(),
        );
    expect(await wrong({ privateKey: 'no key at all' })).toBe('channels.settings_wrong privateKey');
    expect(await wrong({ certificateSerial: 'serial' })).toBe('channels.settings_wrong certificateSerial');
    expect(await wrong({ kind: 'alipay' })).toBe('channels.settings_wrong kind');
    expect(await wrong({ publicKeyId: 'PUB_KEY_ID_1' })).toBe('channels.settings_wrong publicKey');
    expect(await wrong({ baseUrl: 'http://169.254.169.254/' })).toBe('channels.url_wrong');
    expect((await admin.client.channels.testChannel({ channel: 'wechat' })).steps.every(({ ok }) => ok)).toBe(true);
    expect(await codeOf(finance.client.channels.testChannel({ channel: 'wechat' }))).toBe('request.forbidden');
  });
});

describe('a notification over HTTP', () => {
  const post = (channel: string, body: string, type = 'application/json') =>
    fetch(`${world.origin}/api/channels/${channel}/notify`, { method: 'POST', headers: { 'content-type': type }, body });

  it('is answered in each channel’s own words, and refused without a signature', async () => {
    const wechat = await post('wechat', '{"event_type":"TRANSACTION.SUCCESS"}');
    expect([wechat.status, await wechat.json()]).toEqual([401, { code: 'FAIL', message: 'try again' }]);
    const alipay = await post('alipay', 'trade_status=TRADE_SUCCESS&sign=AAAA', 'application/x-www-form-urlencoded');
    expect([alipay.status, await alipay.text()]).toEqual([401, 'failure']);
    expect((await post('cash', '{}')).status).toBe(404);
    expect((await post('nobody', '{}')).status).toBe(404);
    expect((await post('wechat', 'x'.repeat(100_000))).status).toBe(413);
    expect((await post('wechat', '<xml/>', 'application/xml')).status).toBe(400);
  });

  it('is let in at most so often from one address', async () => {
    const answers: number[] = [];
    for (let round = 0; round < 13; round += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 100 }, () => post('nobody', '{}').then(({ status }) => status)))));
    }
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(answers.filter((status) => status === 404).length).toBeGreaterThan(1_000);
    world.pass(61);
  });
});

describe('an own order', () => {
  it('shows how to pay to its member alone, and no more once it is paid', async () => {
    const { order: opened } = await order();
    const own = await member.client.channels.getOwnChannelOrder({ orderId: opened.id });
    expect(own).toMatchObject({ state: 'pending', amountMinor: 50_00 });
    expect(own.instructions?.codeUrl).toContain(peer.origin);
    const other = await world.member(admin);
    expect(await codeOf(other.client.channels.getOwnChannelOrder({ orderId: opened.id }))).toBe('channels.order_unknown');
    expect((await other.client.channels.listOwnChannelOrders({})).items).toEqual([]);
    const trade = peer.book.find('wechat', opened.outTradeNo);
    if (!trade) throw new Error('the peer knows the order');
    peer.pay(trade);
    // The peer posts to the public address, which is not this test's port: the worker finds out by asking.
    const found = await finance.client.channels.resolveChannelOrder({ orderId: opened.id });
    expect(found.order).toMatchObject({ state: 'paid', memberId: member.memberId });
    expect(await member.client.channels.getOwnChannelOrder({ orderId: opened.id })).toMatchObject({ state: 'paid', instructions: null });
    expect(paid.filter((id) => id === opened.id)).toHaveLength(1);
    expect((await finance.client.channels.listChannelOrders({ q: opened.outTradeNo })).items.map(({ id }) => id)).toEqual([opened.id]);
    expect((await finance.client.channels.listChannelOrders({ state: 'closed', q: opened.outTradeNo })).items).toEqual([]);
  });
});

describe('a desk', () => {
  const take = (channel: string, reference?: string) =>
    world.database.transaction(SYSTEM, {}, (ctx) =>
      takeAtDesk(ctx, channels(), {
        id: newId(world.clock().getTime()),
        channel,
        purpose: 'test',
        title: '柜台充值',
        amountMinor: toMinor(20_00),
        memberId: member.memberId,
        reference,
      }),
    );

  it('takes cash at once and a card by its slip, which counts once', async () => {
    expect(await take('cash')).toMatchObject({ state: 'paid', way: 'desk' });
    expect(await take('bank-card', 'S-1001')).toMatchObject({ state: 'paid', transactionNo: 'S-1001' });
    expect(await codeOf(take('bank-card', 'S-1001'))).toBe('channels.reference_taken');
    expect(await codeOf(take('bank-card'))).toBe('request.invalid');
  });

  it('waits for a transfer until finance has found it, in its very amount', async () => {
    const waits = await take('bank-transfer');
    expect(waits.state).toBe('pending');
    const confirm = (reference: string, amountMinor: number) =>
      finance.client.channels.confirmChannelOrder({ orderId: waits.id, reference, amountMinor });
    expect(await codeOf(confirm('B-1', 19_99))).toBe('channels.amount_differs');
    expect(await confirm('B-1', 20_00)).toMatchObject({ state: 'paid', transactionNo: 'B-1' });
    expect(await confirm('B-1', 20_00)).toMatchObject({ state: 'paid' });
    expect(await codeOf(confirm('B-2', 20_00))).toBe('channels.not_waiting');
    expect(paid.filter((id) => id === waits.id)).toHaveLength(1);
    const second = await take('bank-transfer');
    const taken = finance.client.channels.confirmChannelOrder({ orderId: second.id, reference: 'B-1', amountMinor: 20_00 });
    expect(await codeOf(taken)).toBe('channels.reference_taken');
  });
});
