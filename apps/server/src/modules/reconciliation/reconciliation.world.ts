import { startChannelPeer } from '@tessera/channel-peer';
import { PERMISSIONS } from '@tessera/contract';
import { type Id, newId, toMinor } from '@tessera/kernel';
import { asOwner, cloneDatabase } from '../../../test/database.ts';
import type { Call } from '../../platform/bind.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createOutbound } from '../../platform/outbound.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import {
  type ChannelHooks,
  createChannels,
  findChannel,
  openOrder,
  refundOrder,
  resolveOrder,
  resolveRefund,
  saveChannel,
} from '../channels/index.ts';
import { openAccount, post, TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { closeDay } from './close-day.ts';
import { listDifferences } from './list-differences.ts';
import { matchBill } from './match-bill.ts';
import { type BillOffer, takeBill } from './take-bill.ts';

export const SYSTEM = systemActor('test');
/** Noon in China. */
export const NOON = Date.parse('2026-03-02T12:00:00+08:00');
export const DAY = '2026-03-02';
export const NEXT_DAY = '2026-03-03';
const TIMEOUT_MS = 3_000;
export const maker = clerk('吴静');
export const reason = '渠道确认为测试交易';

export type ReconciliationWorld = Awaited<ReturnType<typeof createReconciliationWorld>>;
type Ground = Awaited<ReturnType<typeof createGround>>;

/** Two channels whose orders are booked in the ledger, a peer that writes their bills, and a clock that the test moves. */
export async function createReconciliationWorld() {
  const ground = await createGround();
  const { database, peer } = ground;
  return {
    ...ground,
    ...actsOf(ground),
    ...dayOf(ground),
    owner: (statement: string) => asOwner(database.ownerUrl, statement),
    close: async () => {
      await peer.close();
      await database.close();
    },
  };
}

async function createGround() {
  const time = { nowMs: NOON };
  const clock = () => new Date(time.nowMs);
  const database = await cloneDatabase({ clock });
  const peer = await startChannelPeer({ clock });
  const books = { accountId: 0, isOff: false };
  const faults: unknown[] = [];
  const channels = createChannels({
    database,
    secrets: createSecretBox('a secret of the reconciliation, for tests'),
    outbound: createOutbound({ privateHosts: [peer.host], timeoutMs: TIMEOUT_MS }),
    publicUrl: 'http://127.0.0.1:1',
    clock,
    hooks: hooksThatBook(books),
    onFault: (error) => faults.push(error),
  });
  const saved = { nameZh: '渠道', nameEn: 'Channel', enabled: true };
  await database.transaction(SYSTEM, {}, async (ctx) => {
    await saveChannel(ctx, { ...saved, ...peer.wechat, channel: 'wechat', kind: 'wechat' }, channels);
    await saveChannel(ctx, { ...saved, ...peer.alipay, channel: 'alipay', kind: 'alipay' }, channels);
    const account = await openAccount(ctx, { owner: newId(), kind: 'operator', hot: true });
    books.accountId = account.id;
  });
  const act = <Result>(work: (ctx: Ctx) => Promise<Result>, actor: Actor = SYSTEM) => database.transaction(actor, {}, work);
  return { database, parts: { database, channels }, peer, clock, time, act, books, faults };
}

function actsOf({ parts, peer, act, clock, faults }: Ground) {
  /** An order that a person pays at the channel; `isHeard` when we learn of it. */
  const pay = async (channel: 'wechat' | 'alipay', amountMinor: number, isHeard = true) => {
    const { order } = await openOrder(parts.channels, SYSTEM, {
      id: newId(clock().getTime()),
      channel,
      purpose: 'test',
      way: 'qr',
      title: '充值',
      amountMinor: toMinor(amountMinor),
    });
    const trade = peer.book.find(channel, order.outTradeNo);
    if (!trade || !peer.pay(trade)) throw new Error('the peer has no such order');
    if (isHeard && (await resolveOrder(parts.channels, order.id)).state !== 'paid') {
      const fault = faults.at(-1);
      throw fault instanceof Error ? fault.cause : new Error('nobody heard of the money');
    }
    return order;
  };
  const giveBack = async (orderId: Id<'order'>, amountMinor: number) => {
    const id = newId<'refund'>(clock().getTime());
    await act((ctx) => refundOrder(ctx, parts.channels, { id, orderId, amountMinor: toMinor(amountMinor), cause: '退款' }));
    await resolveRefund(parts.channels, id);
    return id;
  };
  const offerOf = (channel: 'wechat' | 'alipay', businessOn: string, actor: Actor = SYSTEM): BillOffer => ({
    channelKey: channel,
    kind: channel,
    merchantId: channel === 'wechat' ? peer.wechat.merchantId : peer.alipay.merchantId,
    businessOn,
    source: 'fetched',
    fileName: null,
    actor,
  });
  const download = async (channel: 'wechat' | 'alipay', businessOn = DAY): Promise<string[]> => {
    const { adapter, channel: open } = await act((ctx) => findChannel(ctx, parts.channels, channel));
    const texts: string[] = [];
    for await (const text of adapter.downloadBill(open, businessOn)) texts.push(text);
    return texts;
  };
  /** The peer's own bill of a day, or another text, taken in and matched. */
  const take = async (channel: 'wechat' | 'alipay', businessOn = DAY, texts?: readonly string[]) => {
    const bill = await takeBill(parts, offerOf(channel, businessOn), linesOf(texts ?? (await download(channel, businessOn))));
    await matchBill(parts, bill.id);
    return bill;
  };
  return { pay, giveBack, offerOf, take, download };
}

/** The day as the maker looks at it, and the clock. */
function dayOf({ parts, act, clock, time }: Ground) {
  const passTo = (at: string) => {
    time.nowMs = Date.parse(at);
  };
  const passToMorrow = () => passTo(`${NEXT_DAY}T10:00:00+08:00`);
  const differences = async () => (await act((ctx) => listDifferences(ctx, { businessOn: DAY, limit: 50 }), maker)).items;
  const onlyDifference = async () => {
    const [difference, ...more] = await differences();
    if (!difference || more.length > 0) throw new Error('there should be one difference');
    return difference;
  };
  return {
    passTo,
    passToMorrow,
    differences,
    onlyDifference,
    closeDay: () => closeDay(parts, callOf(maker, clock()), { businessOn: DAY }),
  };
}

export async function* linesOf(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

/** A person of the operator's finance. */
export function clerk(name: string): Extract<Actor, { kind: 'staff' }> {
  return {
    kind: 'staff',
    userId: newId(),
    staffId: newId(),
    name,
    organizationId: newId(),
    organizationKind: 'operator',
    permissions: new Set(PERMISSIONS),
  };
}

export function callOf(actor: Actor, now: Date): Call {
  return { actor, now, requestId: 'test', address: '127.0.0.1', headers: new Headers(), setCookies: () => undefined };
}

/** Every payment is booked from its channel's account, every refund back to it. */
function hooksThatBook(books: { accountId: number; isOff: boolean }): ChannelHooks {
  const book = async (
    ctx: Ctx,
    of: { id: string; channel: string; amountMinor: ReturnType<typeof toMinor>; businessOn: string; isBack: boolean },
  ) => {
    if (books.isOff) return;
    const channel = await channelAccountOf(ctx, of.channel);
    const [debit, credit] = of.isBack ? [books.accountId, channel] : [channel, books.accountId];
    const code = of.isBack ? TRANSFER_CODES.refund : TRANSFER_CODES.topUp;
    await post(ctx, { businessOn: of.businessOn, transfers: [{ id: of.id, debit, credit, amountMinor: of.amountMinor, code }] });
  };
  const dayOf = (ctx: Ctx) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(ctx.now);
  return {
    test: {
      onPaid: async (ctx, order) => {
        await book(ctx, { id: order.id, channel: order.channel, amountMinor: order.amountMinor, businessOn: dayOf(ctx), isBack: false });
        return 'keep';
      },
      onClosed: async () => undefined,
      onRefunded: async (ctx, refund, order) =>
        book(ctx, { id: refund.id, channel: order.channel, amountMinor: refund.amountMinor, businessOn: dayOf(ctx), isBack: true }),
      onRefundFailed: async () => undefined,
      refundsBooked: 'settled',
    },
  };
}
