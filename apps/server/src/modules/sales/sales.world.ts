import { startChannelPeer } from '@tessera/channel-peer';
import { type Id, newId } from '@tessera/kernel';
import { createWorld, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { balanceOf } from '../ledger/index.ts';
import { channelAccountOf, merchantAccountOf } from '../payments/index.ts';

export const SYSTEM = systemActor('test');
/** Breaks off where a server was killed: after the channel took the money, before that was written down. */
export type Knife = { isOut: boolean };

export type SalesWorld = Awaited<ReturnType<typeof createSalesWorld>>;

/** The whole server with a shop, two tills, and WeChat Pay and Alipay at a peer. */
export async function createSalesWorld() {
  const time = { now: () => new Date() };
  const knife: Knife = { isOut: false };
  const peer = await startChannelPeer({ clock: () => time.now() });
  const world = await createWorld({ environment: { OUTBOUND_PRIVATE_HOSTS: peer.host }, over: cutBy(knife) });
  time.now = world.clock;
  const admin: StaffPerson = await world.staff('administrator');
  const names = { nameZh: '渠道', nameEn: 'Channel', enabled: true };
  await admin.client.channels.saveChannel({ ...names, ...peer.wechat, channel: 'wechat', kind: 'wechat' });
  await admin.client.channels.saveChannel({ ...names, ...peer.alipay, channel: 'alipay', kind: 'alipay' });
  const merchantId = await world.merchant('第三食堂');
  const till = await world.till(admin, merchantId);
  const look = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, work);
  const key = <Noun extends string>() => newId<Noun>(world.clock().getTime());
  return {
    ...world,
    world,
    knife,
    peer,
    admin,
    merchantId,
    till,
    key,
    code: (mode: Parameters<typeof peer.book.newCode>[1] = 'instant', channel: 'wechat' | 'alipay' = 'wechat') =>
      peer.book.newCode(channel, mode).code,
    trade: (saleId: string, channel: 'wechat' | 'alipay' = 'wechat') => peer.book.find(channel, saleId.replaceAll('-', '')),
    scan: (device: TillDevice, code: string, input: { amountMinor?: number; key?: Id<'order'> } = {}) =>
      device.client.sales.takeCodeSale({ code, amountMinor: input.amountMinor ?? 1_280 }, { key: input.key ?? key<'order'>() }),
    cash: (device: TillDevice, amountMinor: number, tenderedMinor = amountMinor) =>
      device.client.sales.takeCashSale({ amountMinor, tenderedMinor }, { key: key<'order'>() }),
    /** What the merchant is owed, and what each channel owes, as the books say. */
    owed: (id = merchantId) => look(async (ctx) => balanceOf(ctx, await merchantAccountOf(ctx, id))),
    channelBalance: (channel: string) => look(async (ctx) => balanceOf(ctx, await channelAccountOf(ctx, channel))),
    close: async () => {
      await world.close();
      await peer.close();
    },
  };
}

function cutBy(knife: Knife): (database: Database) => Database {
  return (database) => ({
    ...database,
    transaction: (actor, options, fn) => {
      if (knife.isOut && actor.kind === 'system' && actor.name === 'channels' && !options.readOnly) throw new Error('the server is gone');
      return database.transaction(actor, options, fn);
    },
  });
}
