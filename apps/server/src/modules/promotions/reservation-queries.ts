import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { PromotionsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<PromotionsTables>();
const COLUMNS = ['id', 'member_id', 'fingerprint', 'priced', 'state', 'expires_at'] as const;
export type ReservationRow = Pick<Selectable<PromotionsTables['promotions.reservation']>, (typeof COLUMNS)[number]>;
export type UseRow = Pick<Selectable<PromotionsTables['promotions.use']>, 'campaign_id' | 'member_id' | 'coupon_id' | 'cost_minor'>;

export function lockReservation(ctx: Ctx, orderId: string): Promise<ReservationRow | undefined> {
  return tables(ctx).selectFrom('promotions.reservation').select(COLUMNS).where('id', '=', orderId).forUpdate().executeTakeFirst();
}

export function selectReservation(ctx: Ctx, orderId: string) {
  return tables(ctx).selectFrom('promotions.reservation').select(['merchant_id', 'priced']).where('id', '=', orderId).executeTakeFirst();
}

/** False where the order has one already; then it waited until that one was there. */
export async function insertReservation(ctx: Ctx, row: Insertable<PromotionsTables['promotions.reservation']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('promotions.reservation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function setReservationState(ctx: Ctx, orderId: string, state: ReservationRow['state']): Promise<void> {
  await tables(ctx).updateTable('promotions.reservation').set({ state }).where('id', '=', orderId).execute();
}

/** Orders that were not paid in time, some at a time; nobody else looks at them meanwhile. */
export async function lockOverdue(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await tables(ctx)
    .selectFrom('promotions.reservation')
    .select('id')
    .where('state', '=', 'reserved')
    .where('expires_at', '<=', ctx.now)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertUses(ctx: Ctx, rows: readonly Insertable<PromotionsTables['promotions.use']>[]): Promise<void> {
  if (rows.length > 0)
    await tables(ctx)
      .insertInto('promotions.use')
      .values([...rows])
      .execute();
}

export function selectUses(ctx: Ctx, orderId: string): Promise<UseRow[]> {
  return tables(ctx)
    .selectFrom('promotions.use')
    .select(['campaign_id', 'member_id', 'coupon_id', 'cost_minor'])
    .where('reservation_id', '=', orderId)
    .where('is_released', '=', false)
    .orderBy('campaign_id')
    .execute();
}

export async function releaseUses(ctx: Ctx, orderId: string): Promise<void> {
  await tables(ctx).updateTable('promotions.use').set({ is_released: true }).where('reservation_id', '=', orderId).execute();
}

export type MemberUse = { readonly count: number; readonly minor: Minor };

/** What each campaign has given a member. */
export async function selectMemberUses(
  ctx: Ctx,
  memberId: Id<'member'>,
  campaignIds: readonly Id<'campaign'>[],
): Promise<Map<Id<'campaign'>, MemberUse>> {
  if (campaignIds.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('promotions.use')
    .select(({ fn }) => ['campaign_id', fn.countAll<number>().as('count'), sql<Minor>`sum(cost_minor)::bigint`.as('minor')])
    .where('member_id', '=', memberId)
    .where('campaign_id', 'in', campaignIds)
    .where('is_released', '=', false)
    .groupBy('campaign_id')
    .execute();
  return new Map(rows.map(({ campaign_id, count, minor }) => [campaign_id, { count, minor }]));
}

/** Which campaigns counted in orders of a member, newest first: what is held of one person. */
export function selectUsesOfMember(ctx: Ctx, of: { memberId: Id<'member'>; beforeId: string | undefined; limit: number }) {
  let query = tables(ctx)
    .selectFrom('promotions.reservation')
    .select(['id', 'merchant_id', 'state', 'created_at'])
    .where('member_id', '=', of.memberId)
    .orderBy('id', 'desc')
    .limit(of.limit);
  if (of.beforeId) query = query.where('id', '<', of.beforeId);
  return query.execute();
}
