import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startChannelPeer } from '@tessera/channel-peer';
import { type Id, newId, toMinor } from '@tessera/kernel';
import { cloneDatabase } from '../../../test/database.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { createOutbound } from '../../platform/outbound.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { acceptNotification } from './accept-notification.ts';
import type { ChannelHooks } from './hooks.ts';
import { openOrder } from './open-order.ts';
import type { OrderView, RefundView } from './order.ts';
import { createChannels } from './parts.ts';
import { type CodePayment, payByCode } from './pay-by-code.ts';
import { refundOrder } from './refund-order.ts';
import { saveChannel } from './save-channel.ts';

export const SYSTEM = systemActor('test');
/** Long enough for a busy machine, short enough to wait for in a test. */
const TIMEOUT_MS = 1_500;

export type ChannelsWorld = Awaited<ReturnType<typeof createChannelsWorld>>;

/** What a purpose was told, in its order; `answer` says what it answers to a payment. */
export type Told = { what: 'paid' | 'closed' | 'refunded' | 'refundFailed'; orderId: Id<'order'>; amountMinor: number; isLate: boolean };

/** The channels with a purpose that writes down what it is told, in the database itself, and a peer that speaks both protocols. */
export async function createChannelsWorld() {
  const time = { nowMs: Date.now() };
  const clock = () => new Date(time.nowMs);
  const database = await cloneDatabase({ clock });
  const peer = await startChannelPeer({ clock });
  const faults: unknown[] = [];
  const purpose: { answer: 'keep' | 'giveBack'; fails: number } = { answer: 'keep', fails: 0 };
  const told: Told[] = [];
  const hooks = hooksThatWrite(told, purpose);
  const door = await openDoor();
  const parts = createChannels({
    database,
    secrets: createSecretBox('a secret of the channels, for tests'),
    outbound: createOutbound({ privateHosts: [peer.host], timeoutMs: TIMEOUT_MS }),
    publicUrl: door.origin,
    clock,
    hooks,
    onFault: (error) => faults.push(error),
  });
  door.serve(async (channel, headers, body) => acceptNotification(parts, channel, { headers, body }));
  const saved = { nameZh: '渠道', nameEn: 'Channel', enabled: true };
  const save = (input: Parameters<typeof saveChannel>[1]) => database.transaction(SYSTEM, {}, (ctx) => saveChannel(ctx, input, parts));
  await save({ ...saved, ...peer.wechat, channel: 'wechat', kind: 'wechat' });
  await save({ ...saved, ...peer.alipay, channel: 'alipay', kind: 'alipay' });
  return {
    database,
    parts,
    peer,
    clock,
    faults,
    told,
    purpose,
    save,
    pass: (seconds: number) => {
      time.nowMs += seconds * 1_000;
    },
    ...actsOf(parts),
    close: async () => {
      await peer.close();
      await door.close();
      await database.close();
    },
  };
}

function actsOf(parts: ReturnType<typeof createChannels>) {
  const order = (input: Partial<Parameters<typeof openOrder>[2]> = {}) =>
    openOrder(parts, SYSTEM, { id: newId(), channel: 'wechat', purpose: 'test', way: 'qr', title: '充值', amountMinor: toMinor(12_34), ...input });
  const scan = (code: string, input: Partial<CodePayment> = {}): Promise<OrderView> =>
    payByCode(parts, SYSTEM, { id: newId(), code, purpose: 'test', title: '午餐', amountMinor: toMinor(8_50), terminalNo: 'T1', ...input });
  const refund = (orderId: Id<'order'>, amountMinor: number, id = newId<'refund'>()): Promise<RefundView> =>
    parts.database.transaction(SYSTEM, {}, (ctx) => refundOrder(ctx, parts, { id, orderId, amountMinor: toMinor(amountMinor), cause: '退款' }));
  return { order, scan, refund };
}

/** The hooks write in the transaction, so what is rolled back was not told: `told` is filled after the commit by reading what stands there. */
function hooksThatWrite(told: Told[], purpose: { answer: 'keep' | 'giveBack'; fails: number }): ChannelHooks {
  const write = (_ctx: Ctx, what: Told['what'], { id, amountMinor, isLate }: Pick<OrderView, 'id' | 'amountMinor' | 'isLate'>) => {
    told.push({ what, orderId: id, amountMinor, isLate });
  };
  return {
    test: {
      onPaid: async (ctx, order) => {
        if (purpose.fails > 0) {
          purpose.fails -= 1;
          throw new Error('the purpose cannot post just now');
        }
        write(ctx, 'paid', order);
        return purpose.answer;
      },
      onClosed: async (ctx, order) => write(ctx, 'closed', order),
      onRefunded: async (ctx, refund, order) => write(ctx, 'refunded', { ...order, amountMinor: refund.amountMinor }),
      onRefundFailed: async (ctx, refund, order) => write(ctx, 'refundFailed', { ...order, amountMinor: refund.amountMinor }),
    },
  };
}

type Serve = (channel: string, headers: Headers, body: string) => Promise<{ status: number; type: string; body: string }>;

/** The address that notifications come to. */
async function openDoor() {
  let serve: Serve = async () => ({ status: 503, type: 'text/plain', body: '' });
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const channel = request.url?.split('/').at(-2) ?? '';
    const headers = new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]));
    const answer = await serve(channel, headers, Buffer.concat(pieces).toString('utf8'));
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A TCP server has one.
  return {
    origin: `http://127.0.0.1:${port}`,
    serve: (next: Serve) => {
      serve = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
