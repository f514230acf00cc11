import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChannelFault } from './channel.ts';
import { type ChannelsWorld, createChannelsWorld, SYSTEM } from './channels.world.ts';
import { findChannel } from './parts.ts';
import { resolveRefund } from './resolve-refund.ts';

let world: ChannelsWorld;
beforeAll(async () => {
  world = await createChannelsWorld();
});
afterAll(() => world.close());

describe('the bill of a day', () => {
  const bill = async (day: string) => {
    const { channel, adapter } = await world.database.transaction(SYSTEM, {}, (ctx) => findChannel(ctx, world.parts, 'wechat'));
    const lines: string[] = [];
    for await (const line of adapter.downloadBill(channel, day)) lines.push(line);
    return lines;
  };
  const today = () => new Date(world.clock().getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);

  test('comes line by line after its hash was checked, with every payment and refund', async () => {
    const order = await world.scan(world.peer.book.newCode('wechat', 'instant').code);
    const { id } = await world.refund(order.id, 50);
    await resolveRefund(world.parts, id);
    const lines = await bill(today());
    expect(lines[0]).toContain('交易时间,公众账号ID');
    expect(lines.filter((line) => line.includes(order.outTradeNo))).toHaveLength(2);
    expect(lines.at(-2)).toContain('总交易单数');
    expect(await bill('2020-01-01')).toEqual([]);
  });

  test('that was cut short or is not given is refused whole', async () => {
    world.peer.book.arm({ channel: 'wechat', place: 'billFile', kind: 'cutShort', times: 1 });
    await expect(bill(today())).rejects.toThrow(ChannelFault);
    world.peer.book.arm({ channel: 'wechat', place: 'bill', kind: 'wrongSignature', times: 1 });
    await expect(bill(today())).rejects.toThrow(ChannelFault);
  });
});

test('a test of the settings says step by step what is wrong', async () => {
  const probe = async () => {
    const { channel, adapter } = await world.database.transaction(SYSTEM, {}, (ctx) => findChannel(ctx, world.parts, 'wechat'));
    return adapter.probe(channel);
  };
  expect((await probe()).map(({ step, ok }) => `${step} ${ok}`)).toEqual(['address true', 'keys true', 'connection true', 'query true']);
  const { wechat, wechatHouse } = world.peer;
  const input = { nameZh: '微信支付', nameEn: 'WeChat Pay', enabled: true, channel: 'wechat', kind: 'wechat' as const };
  await world.save({ ...input, ...wechat, merchantId: '1900000009' });
  expect((await probe()).at(-1)).toMatchObject({ step: 'connection', ok: false });
  await world.save({ ...input, ...wechat, apiKey: 'x'.repeat(32) });
  expect((await probe()).at(-1)).toMatchObject({ step: 'connection', ok: false });
  // A public key that is not the one that signs: nothing is believed.
  await world.save({ ...input, ...wechat, publicKeyId: wechatHouse.publicKeyId, publicKey: wechatHouse.merchant.publicKey });
  expect((await probe()).map(({ ok }) => ok)).toEqual([true, true, true, true]);
  await world.save({ ...input, ...wechat });
});
