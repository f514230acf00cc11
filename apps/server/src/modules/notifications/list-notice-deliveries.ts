import { AppError, type InputOf, type notifications, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { record } from '../audit/index.ts';
import { findMembers, searchMembers } from '../members/index.ts';
import { findStaffNames } from '../organizations/index.ts';
import { type DeliveryRow, lockDeliveryRow, selectDeliveries, updateDelivery } from './delivery-queries.ts';
import { queueDeliveries } from './queue-deliveries.ts';

type List = typeof notifications.listNoticeDeliveries;
type Retry = typeof notifications.retryNoticeDelivery;
const ENDED = ['refused', 'givenUp', 'unknown', 'cancelled'];

/** Newest first; of the people whom this actor may see. */
export async function listNoticeDeliveries(ctx: Ctx, { cursor, limit, q, ...filter }: InputOf<List>): Promise<OutputOf<List>> {
  const personIds = q ? await searchMembers(ctx, q) : undefined;
  const rows = await selectDeliveries(ctx, { ...filter, personIds, beforeId: idOfCursor<'delivery'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describe(ctx, items), nextCursor };
}

/** What did not arrive is tried once more, also at night. @throws AppError `notifications.delivery_unknown`, `notifications.delivery_open` */
export async function retryNoticeDelivery(ctx: Ctx, { deliveryId }: InputOf<Retry>): Promise<OutputOf<Retry>> {
  const delivery = await lockDeliveryRow(ctx, deliveryId);
  if (!delivery) throw new AppError('notifications.delivery_unknown', { deliveryId });
  if (!ENDED.includes(delivery.state)) throw new AppError('notifications.delivery_open', { deliveryId });
  const change = { state: 'waiting' as const, by_hand: true, send_after: ctx.now };
  await updateDelivery(ctx, deliveryId, change);
  await queueDeliveries(ctx, [{ id: deliveryId, send_after: ctx.now }]);
  await record(ctx, {
    action: 'notifications.retryNoticeDelivery',
    targetKind: 'delivery',
    targetId: deliveryId,
    before: { state: delivery.state, tries: delivery.tries },
    after: { state: 'waiting' },
  });
  const [view] = await describe(ctx, [{ ...delivery, ...change }]);
  if (!view) throw new Error('one delivery has one description');
  return view;
}

async function describe(ctx: Ctx, rows: readonly DeliveryRow[]): Promise<OutputOf<List>['items']> {
  const idsOf = (kind: 'member' | 'staff') => rows.flatMap((row) => (row.person_kind === kind ? [row.person_id] : []));
  const members = await findMembers(ctx, idsOf('member') as Id<'member'>[]); // The kind says so.
  const staff = await findStaffNames(ctx, idsOf('staff') as Id<'staff'>[]); // As above.
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    channel: row.channel,
    personKind: row.person_kind,
    personId: row.person_id,
    personName: members.get(row.person_id as Id<'member'>)?.name ?? staff.get(row.person_id as Id<'staff'>) ?? '', // As above.
    addressMasked: row.address_masked,
    state: row.state,
    tries: row.tries,
    lastError: row.last_error,
    sendAfter: row.send_after,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }));
}
