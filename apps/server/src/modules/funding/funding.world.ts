import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startChannelPeer } from '@tessera/channel-peer';
import { newId } from '@tessera/kernel';
import { createWorld, type MemberPerson, type Person } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { saveChannel } from '../channels/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';

export const SYSTEM = systemActor('test');

export type FundingWorld = Awaited<ReturnType<typeof createFundingWorld>>;

/** The whole server with WeChat Pay and Alipay at a peer, which reaches it with notifications through a door that knows its port. */
export async function createFundingWorld() {
  const door = await openDoor();
  const time = { now: () => new Date() };
  const peer = await startChannelPeer({ clock: () => time.now() });
  const world = await createWorld({ environment: { OUTBOUND_PRIVATE_HOSTS: peer.host, PUBLIC_URL: door.origin } });
  door.leadTo(world.origin);
  time.now = world.clock;
  const { channels } = world.app.core;
  const saved = { nameZh: '渠道', nameEn: 'Channel', enabled: true };
  await world.database.transaction(SYSTEM, {}, async (ctx) => {
    await saveChannel(ctx, { ...saved, ...peer.wechat, channel: 'wechat', kind: 'wechat' }, channels);
    await saveChannel(ctx, { ...saved, ...peer.alipay, channel: 'alipay', kind: 'alipay' }, channels);
  });
  const admin: Person = await world.staff('administrator');
  const tradeOf = (orderId: string, channel: 'wechat' | 'alipay' = 'wechat') => {
    const trade = peer.book.find(channel, orderId.replaceAll('-', ''));
    if (!trade) throw new Error('the peer knows no such order');
    return trade;
  };
  return {
    ...world,
    admin,
    peer,
    channels,
    tradeOf,
    order: (member: MemberPerson, amountMinor: number, input: { key?: string; channel?: 'wechat' | 'alipay' } = {}) => {
      const { key = newId(), channel = 'wechat' } = input;
      return member.client.funding.openTopUp({ amountMinor, channel, way: channel === 'wechat' ? 'qr' : 'page' }, { key: key as never }); // Any key is one.
    },
    /** What the channel owes us, as the books say: negative while members hold what it took in. */
    channelBalance: (key: string) => world.database.transaction(SYSTEM, {}, async (ctx) => balanceOf(ctx, await channelAccountOf(ctx, key))),
    close: async () => {
      await world.close();
      await peer.close();
      await door.close();
    },
  };
}

/** Has a port before the server has one, and passes on what comes to it. */
async function openDoor() {
  let target = '';
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const kept = headers.filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
    const answer = await fetch(`${target}${request.url}`, { method: 'POST', headers: kept, body: Buffer.concat(pieces) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A TCP server has one.
  return {
    origin: `http://127.0.0.1:${port}`,
    leadTo: (origin: string) => {
      target = origin;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
