import type { OrderState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { OrderRow, RefundRow } from './order.ts';
import type { ChannelRow, ChannelsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<ChannelsTables>();
const CHANNEL_COLUMNS = [
  'key',
  'kind',
  'name_zh',
  'name_en',
  'base_url',
  'merchant_id',
  'app_id',
  'certificate_serial',
  'public_key_id',
  'public_key',
  'secrets_sealed',
  'enabled',
  'changed_at',
] as const;
const ORDER_COLUMNS = [
  'id',
  'channel_key',
  'kind',
  'purpose',
  'subject_id',
  'member_id',
  'organization_id',
  'terminal_id',
  'staff_id',
  'way',
  'title',
  'amount_minor',
  'refunded_minor',
  'state',
  'reason',
  'is_late',
  'alarm',
  'out_trade_no',
  'transaction_no',
  'payer_masked',
  'instructions',
  'tries',
  'next_check_at',
  'opened_at',
  'expires_at',
  'paid_at',
  'settled_at',
  'given_up_at',
] as const;
const REFUND_COLUMNS = [
  'id',
  'order_id',
  'amount_minor',
  'cause',
  'subject_id',
  'state',
  'reason',
  'alarm',
  'refund_no',
  'transaction_no',
  'tries',
  'next_check_at',
  'asked_at',
  'settled_at',
] as const;
/** Nobody can choose among more. */
const CHANNELS_MAX = 50;
/** Of one order; each is a refund, a notification or a question. */
const EVENTS_MAX = 500;

export function selectChannels(ctx: Ctx): Promise<ChannelRow[]> {
  return tables(ctx).selectFrom('channels.channel').select(CHANNEL_COLUMNS).orderBy('key').limit(CHANNELS_MAX).execute();
}

export function selectChannel(ctx: Ctx, key: string): Promise<ChannelRow | undefined> {
  return tables(ctx).selectFrom('channels.channel').select(CHANNEL_COLUMNS).where('key', '=', key).executeTakeFirst();
}

export async function upsertChannel(ctx: Ctx, row: ChannelRow): Promise<void> {
  const { key: _key, kind: _kind, ...change } = row;
  await tables(ctx)
    .insertInto('channels.channel')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
    .execute();
}

function orders(ctx: Ctx) {
  return tables(ctx).selectFrom('channels.order').select(ORDER_COLUMNS);
}

export async function insertOrder(ctx: Ctx, row: Insertable<ChannelsTables['channels.order']>): Promise<void> {
  await tables(ctx).insertInto('channels.order').values(row).execute();
}

export function selectOrder(ctx: Ctx, orderId: Id<'order'>): Promise<OrderRow | undefined> {
  return orders(ctx).where('id', '=', orderId).executeTakeFirst();
}

export function selectOrdersById(ctx: Ctx, orderIds: readonly Id<'order'>[]): Promise<OrderRow[]> {
  return orders(ctx).where('id', 'in', orderIds).execute();
}

/** The row is ours until the transaction ends: whoever else learns what became of it waits here. */
export function lockOrder(ctx: Ctx, orderId: Id<'order'>): Promise<OrderRow | undefined> {
  return orders(ctx).where('id', '=', orderId).forUpdate().executeTakeFirst();
}

export function selectOrderByNumber(ctx: Ctx, channelKey: string, outTradeNo: string): Promise<OrderRow | undefined> {
  return orders(ctx).where('channel_key', '=', channelKey).where('out_trade_no', '=', outTradeNo).executeTakeFirst();
}

/** However it is written: capitals, full-width letters and spaces tell no two numbers apart. */
export async function isReferenceTaken(ctx: Ctx, channelKey: string, reference: string): Promise<boolean> {
  const found = await tables(ctx)
    .selectFrom('channels.order')
    .select('id')
    .where('channel_key', '=', channelKey)
    .where('reference_key', '=', sql<string>`channels.reference_key_of(${reference})`)
    .executeTakeFirst();
  return found !== undefined;
}

export async function updateOrder(ctx: Ctx, orderId: Id<'order'>, change: Updateable<ChannelsTables['channels.order']>): Promise<void> {
  await tables(ctx).updateTable('channels.order').set(change).where('id', '=', orderId).execute();
}

export type OrderFilter = {
  beforeId?: Id<'order'> | undefined;
  limit: number;
  q?: string | undefined;
  channel?: string | undefined;
  state?: OrderState | undefined;
  purpose?: string | undefined;
  hasAlarm?: boolean;
  memberId?: Id<'member'> | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** Newest first. `from` and `to` are days in the time zone of the session. */
export function selectOrders(ctx: Ctx, filter: OrderFilter): Promise<OrderRow[]> {
  let query = orders(ctx).orderBy('id', 'desc').limit(filter.limit);
  const { beforeId, q, channel, state, purpose, memberId, from, to } = filter;
  if (beforeId) query = query.where('id', '<', beforeId);
  if (q) query = query.where((is) => is.or([is('out_trade_no', '=', q.replaceAll('-', '')), is('transaction_no', '=', q)]));
  if (channel) query = query.where('channel_key', '=', channel);
  if (state) query = query.where('state', '=', state);
  if (purpose) query = query.where('purpose', '=', purpose);
  if (filter.hasAlarm) query = query.where('alarm', 'is not', null);
  if (memberId) query = query.where('member_id', '=', memberId);
  if (from) query = query.where('opened_at', '>=', sql<Date>`${from}::date`);
  if (to) query = query.where('opened_at', '<', sql<Date>`${to}::date + 1`);
  return query.execute();
}

/** Paid, and something of it is left. */
export function selectRefundableOrders(
  ctx: Ctx,
  { memberId, purpose, paidSince, limit }: { memberId: Id<'member'>; purpose: string; paidSince: Date; limit: number },
): Promise<OrderRow[]> {
  return orders(ctx)
    .where('member_id', '=', memberId)
    .where('purpose', '=', purpose)
    .where('state', '=', 'paid')
    .where('paid_at', '>=', paidSince)
    .whereRef('refunded_minor', '<', 'amount_minor')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Orders whose time to be asked about has passed by a while: their job was lost. */
export function selectOverdueOrders(ctx: Ctx, before: Date, limit: number): Promise<{ id: Id<'order'> }[]> {
  return tables(ctx).selectFrom('channels.order').select('id').where('next_check_at', '<', before).orderBy('next_check_at').limit(limit).execute();
}

export function selectOverdueRefunds(ctx: Ctx, before: Date, limit: number): Promise<{ id: Id<'refund'> }[]> {
  return tables(ctx).selectFrom('channels.refund').select('id').where('next_check_at', '<', before).orderBy('next_check_at').limit(limit).execute();
}

export async function insertRefund(ctx: Ctx, row: Insertable<ChannelsTables['channels.refund']>): Promise<void> {
  await tables(ctx).insertInto('channels.refund').values(row).execute();
}

export function selectRefund(ctx: Ctx, refundId: Id<'refund'>): Promise<RefundRow | undefined> {
  return tables(ctx).selectFrom('channels.refund').select(REFUND_COLUMNS).where('id', '=', refundId).executeTakeFirst();
}

export function selectRefundByNumber(ctx: Ctx, refundNo: string): Promise<RefundRow | undefined> {
  return tables(ctx).selectFrom('channels.refund').select(REFUND_COLUMNS).where('refund_no', '=', refundNo).executeTakeFirst();
}

export function selectRefundsOf(ctx: Ctx, orderId: Id<'order'>): Promise<RefundRow[]> {
  return tables(ctx).selectFrom('channels.refund').select(REFUND_COLUMNS).where('order_id', '=', orderId).orderBy('id').limit(EVENTS_MAX).execute();
}

export async function updateRefund(ctx: Ctx, refundId: Id<'refund'>, change: Updateable<ChannelsTables['channels.refund']>): Promise<void> {
  await tables(ctx).updateTable('channels.refund').set(change).where('id', '=', refundId).execute();
}

export async function insertOrderEvent(ctx: Ctx, row: Insertable<ChannelsTables['channels.order_event']>): Promise<void> {
  await tables(ctx).insertInto('channels.order_event').values(row).execute();
}

export function selectOrderEvents(ctx: Ctx, orderId: Id<'order'>) {
  return tables(ctx)
    .selectFrom('channels.order_event')
    .select(['id', 'refund_id', 'at', 'source', 'from_state', 'to_state', 'note'])
    .where('order_id', '=', orderId)
    .orderBy('id')
    .limit(EVENTS_MAX)
    .execute();
}

/** What the payer is called at the channel, of every order of a member. */
export async function forgetPayers(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('channels.order').set({ payer_masked: null, instructions: null }).where('member_id', '=', memberId).execute();
}

export function selectOpenOrder(ctx: Ctx, memberId: Id<'member'>) {
  return tables(ctx)
    .selectFrom('channels.order')
    .select('id')
    .where('member_id', '=', memberId)
    .where('state', 'in', ['created', 'pending', 'unknown'])
    .executeTakeFirst();
}
