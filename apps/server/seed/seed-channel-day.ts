import type { ChannelPeer } from '@tessera/channel-peer';
import { businessDayOf, DAY_MS, type Id, toMinor } from '@tessera/kernel';
import { type ChannelsParts, openOrder, resolveOrder } from '../src/modules/channels/index.ts';
import { TOP_UP_PURPOSE } from '../src/modules/funding/index.ts';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { isKnown, once } from '../src/platform/idempotency.ts';
import { idAt } from './id-at.ts';
import { moreStudents } from './people.ts';

const SEEDER = systemActor('demo');
const APART_MS = 11 * 60 * 1000;
/** Bills are of China's days; so late all of them are on one. */
const FROM = 'T10:30:00+08:00';
const TOP_UPS = [
  ['wechat', 5_000],
  ['wechat', 10_000],
  ['alipay', 5_000],
  ['wechat', 3_000],
  ['alipay', 20_000],
  ['wechat', 2_050],
  ['alipay', 8_800],
] as const;
/** This payment the channel forgets: we have more than its bill. */
const FORGOTTEN = 3;
/** What the channel took without us, by a code on the wall: its bill has more than we. */
const STRANGER = {
  channel: 'alipay',
  outTradeNo: 'WALL20260001',
  kind: 'qr',
  title: '收款码',
  amountMinor: 1_250,
  notifyUrl: null,
  returnUrl: null,
} as const;

/** The channels and their peer at an instant of the past, which `goTo` moves. */
export type PastChannels = { channels: ChannelsParts; peer: ChannelPeer; goTo: (atMs: number) => void };

/**
 * Yesterday at the channels, once: members topped up, one payment is missing on a bill and one is too much, so that there is something to reconcile.
 * Done again after an interruption, it goes on where it stopped.
 */
export async function seedChannelDay(database: Database, { channels, peer, goTo }: PastChannels, now: Date): Promise<void> {
  const day = businessDayOf(new Date(now.getTime() - DAY_MS), 'Asia/Shanghai');
  const seed = { scope: 'seed', key: 'channel-day' };
  if (await database.transaction(SEEDER, { readOnly: true }, (ctx) => isKnown(ctx, seed))) return;
  const members = await findStudents(database);
  for (const [place, [channel, amountMinor]] of TOP_UPS.entries()) {
    const atMs = Date.parse(`${day}${FROM}`) + place * APART_MS;
    goTo(atMs);
    const id = idAt<'order'>(atMs, `order ${place}`);
    const memberId = members[place];
    if (!memberId) continue;
    const order = { id, channel, purpose: TOP_UP_PURPOSE, way: 'qr' as const, title: '一卡通充值', amountMinor: toMinor(amountMinor), memberId };
    const { outTradeNo } = (await openOrder(channels, SEEDER, order)).order;
    const trade = peer.book.find(channel, outTradeNo);
    if (!trade) throw new Error('the peer has the order that it has just opened');
    // The server does not listen yet; it asks by itself.
    trade.notifyUrl = null;
    peer.pay(trade);
    await resolveOrder(channels, id);
    if (place === FORGOTTEN) trade.paidAtMs = null;
  }
  const { channel, outTradeNo } = STRANGER;
  const stranger = peer.book.find(channel, outTradeNo) ?? peer.book.open({ ...STRANGER, expiresAtMs: now.getTime() });
  peer.pay(stranger);
  await database.transaction(SEEDER, {}, (ctx) => once(ctx, { ...seed, fingerprint: seed.key }, async () => ({})));
}

async function findStudents(database: Database): Promise<Id<'member'>[]> {
  const numbers = moreStudents(TOP_UPS.length).map(({ memberNumber }) => memberNumber);
  const found = await database.transaction(SEEDER, { readOnly: true }, (ctx) => findMembersByNumber(ctx, numbers));
  return numbers.flatMap((number) => found.get(number.toLowerCase())?.id ?? []);
}
