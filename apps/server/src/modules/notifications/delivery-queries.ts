import type { NoticeKind, OuterChannel } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type RawBuilder, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import { ofStaffSeenBy } from '../organizations/index.ts';
import type { Person } from './person.ts';
import type { NotificationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<NotificationsTables>();
export type DeliveryState = NotificationsTables['notifications.delivery']['state'];

export type NewDelivery = Person & {
  id: Id<'delivery'>;
  notice_id: Id<'notice'>;
  kind: NoticeKind;
  channel: OuterChannel;
  push_id: Id<'push'> | null;
  send_after: Date;
};

export async function insertDeliveries(ctx: Ctx, rows: readonly NewDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into notifications.delivery (id, notice_id, person_kind, person_id, kind, channel, push_id, state, send_after, created_at)
    select id, notice_id, person_kind, person_id, kind, channel, push_id, 'waiting', send_after, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, notice_id uuid, person_kind text, person_id uuid, kind text,
      channel text, push_id uuid, send_after timestamptz)`.execute(ctx.tx);
}

const COLUMNS = [
  'delivery.id',
  'delivery.person_kind',
  'delivery.person_id',
  'delivery.kind',
  'delivery.channel',
  'delivery.state',
  'delivery.tries',
  'delivery.address_masked',
  'delivery.last_error',
  'delivery.send_after',
  'delivery.created_at',
  'delivery.sent_at',
] as const;

/** With its notice, locked until the end of the transaction. */
export function lockDelivery(ctx: Ctx, deliveryId: Id<'delivery'>) {
  return tables(ctx)
    .selectFrom('notifications.delivery as delivery')
    .innerJoin('notifications.notice as notice', 'notice.id', 'delivery.notice_id')
    .select([...COLUMNS, 'delivery.push_id', 'delivery.by_hand', 'delivery.claimed_at', 'notice.params', 'notice.announcement_id', 'notice.at'])
    .where('delivery.id', '=', deliveryId)
    .forUpdate('delivery')
    .executeTakeFirst();
}
export type LockedDelivery = NonNullable<Awaited<ReturnType<typeof lockDelivery>>>;

/** What left for a person whom the actor may look at. */
function seenBy({ actor }: Ctx): RawBuilder<SqlBool> {
  return sql`case delivery.person_kind when 'member' then ${ofMembersSeenBy(actor, 'delivery.person_id')}
    else ${ofStaffSeenBy(actor, 'delivery.person_id')} end`;
}

/** For staff, who see no notice: only what became of it. */
export function lockDeliveryRow(ctx: Ctx, deliveryId: Id<'delivery'>) {
  return tables(ctx)
    .selectFrom('notifications.delivery as delivery')
    .select(COLUMNS)
    .where('delivery.id', '=', deliveryId)
    .where(seenBy(ctx))
    .forUpdate('delivery')
    .executeTakeFirst();
}
export type DeliveryRow = NonNullable<Awaited<ReturnType<typeof lockDeliveryRow>>>;

export async function updateDelivery(
  ctx: Ctx,
  deliveryId: Id<'delivery'>,
  change: Updateable<NotificationsTables['notifications.delivery']>,
): Promise<void> {
  await tables(ctx).updateTable('notifications.delivery').set(change).where('id', '=', deliveryId).execute();
}

export type DeliveryFilter = {
  personIds?: readonly string[];
  state?: DeliveryState;
  channel?: OuterChannel;
  kind?: NoticeKind;
  beforeId?: Id<'delivery'>;
  limit: number;
};

/** Newest first. */
export function selectDeliveries(ctx: Ctx, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  let query = tables(ctx)
    .selectFrom('notifications.delivery as delivery')
    .select(COLUMNS)
    .where(seenBy(ctx))
    .orderBy('delivery.id', 'desc')
    .limit(filter.limit);
  const { personIds, state, channel, kind, beforeId } = filter;
  if (personIds !== undefined) query = query.where((row) => row('delivery.person_id', '=', row.fn.any(row.val([...personIds]))));
  if (state !== undefined) query = query.where('delivery.state', '=', state);
  if (channel !== undefined) query = query.where('delivery.channel', '=', channel);
  if (kind !== undefined) query = query.where('delivery.kind', '=', kind);
  if (beforeId !== undefined) query = query.where('delivery.id', '<', beforeId);
  return query.execute();
}

/** What was being sent when its process went away: it may have left, so it is not sent again. Answers how many. */
export async function settleLost(ctx: Ctx, claimedBefore: Date): Promise<number> {
  const result = await tables(ctx)
    .updateTable('notifications.delivery')
    .set({ state: 'unknown', last_error: 'the server stopped while it was being sent' })
    .where('state', '=', 'sending')
    .where('claimed_at', '<', claimedBefore)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Those that should have left long ago: their job was lost. */
export async function selectOverdue(ctx: Ctx, dueBefore: Date, limit: number): Promise<Id<'delivery'>[]> {
  const rows = await tables(ctx)
    .selectFrom('notifications.delivery')
    .select('id')
    .where('state', '=', 'waiting')
    .where('send_after', '<', dueBefore)
    .orderBy('send_after')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function cancelAnnouncementDeliveries(ctx: Ctx, announcementId: Id<'announcement'>): Promise<void> {
  await sql`
    update notifications.delivery set state = 'cancelled' where state = 'waiting'
      and notice_id in (select id from notifications.notice where announcement_id = ${announcementId})`.execute(ctx.tx);
}
