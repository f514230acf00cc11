import type { CouponState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { PromotionsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<PromotionsTables>();
const COLUMNS = ['id', 'campaign_id', 'member_id', 'way', 'code_tail', 'state', 'locked_by', 'expires_at', 'issued_at', 'used_at'] as const;
export type CouponRow = Pick<Selectable<PromotionsTables['promotions.coupon']>, (typeof COLUMNS)[number]>;
export type NewCoupon = Insertable<PromotionsTables['promotions.coupon']>;

/** Of the members whom the actor may look at; those of nobody yet belong to who sees everybody. */
const coupons = (ctx: Ctx) => tables(ctx).selectFrom('promotions.coupon').select(COLUMNS).where(ofMembersSeenBy(ctx.actor, 'member_id'));

type Filter = {
  readonly campaignId?: Id<'campaign'>;
  readonly memberId?: Id<'member'>;
  readonly state?: CouponState | undefined;
  readonly beforeId: Id<'coupon'> | undefined;
  readonly limit: number;
};

/** Newest first. */
export function selectCoupons(ctx: Ctx, { campaignId, memberId, state, beforeId, limit }: Filter): Promise<CouponRow[]> {
  let query = coupons(ctx).orderBy('id', 'desc').limit(limit);
  if (campaignId) query = query.where('campaign_id', '=', campaignId);
  if (memberId) query = query.where('member_id', '=', memberId);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** In the order of their ids, so that two orders with the same coupons do not wait for each other. */
export function lockCoupons(ctx: Ctx, ids: readonly Id<'coupon'>[]): Promise<CouponRow[]> {
  return ids.length === 0 ? Promise.resolve([]) : coupons(ctx).where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

export function selectCouponsFor(ctx: Ctx, ids: readonly Id<'coupon'>[]): Promise<CouponRow[]> {
  return ids.length === 0 ? Promise.resolve([]) : coupons(ctx).where('id', 'in', ids).execute();
}

export function lockCouponByCode(ctx: Ctx, codeHash: string): Promise<CouponRow | undefined> {
  return coupons(ctx).where('code_hash', '=', codeHash).forUpdate().executeTakeFirst();
}

/** Those of an order. */
export function lockCouponsOf(ctx: Ctx, orderId: string, ids: readonly Id<'coupon'>[]): Promise<CouponRow[]> {
  return ids.length === 0
    ? Promise.resolve([])
    : coupons(ctx).where('id', 'in', ids).where('locked_by', '=', orderId).orderBy('id').forUpdate().execute();
}

/** What somebody was thanked with for one redemption, and has not used. Locked. */
export function lockThanksFor(ctx: Ctx, redemptionId: string): Promise<CouponRow[]> {
  return coupons(ctx).where('thanks_for', '=', redemptionId).where('state', '=', 'available').orderBy('id').forUpdate().execute();
}

/** Of running campaigns, one of each: the one that ends first, then the oldest. */
export async function selectUsable(ctx: Ctx, memberId: Id<'member'>, limit: number): Promise<Id<'coupon'>[]> {
  const { rows } = await sql<{ id: Id<'coupon'> }>`
    select id from (
      select distinct on (c.campaign_id) c.id, c.expires_at from promotions.coupon c join promotions.campaign g on g.id = c.campaign_id
      where c.member_id = ${memberId} and c.state = 'available' and (c.expires_at is null or c.expires_at > ${ctx.now}) and g.state = 'running'
      order by c.campaign_id, c.expires_at nulls last, c.id) usable
    order by expires_at nulls last, id limit ${limit}`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** Answers which were entered: a member who has one of the same issue is left alone. */
export async function insertCoupons(ctx: Ctx, rows: readonly NewCoupon[]): Promise<CouponRow[]> {
  if (rows.length === 0) return [];
  return tables(ctx)
    .insertInto('promotions.coupon')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .execute();
}

export async function updateCoupons(
  ctx: Ctx,
  ids: readonly Id<'coupon'>[],
  change: Updateable<PromotionsTables['promotions.coupon']>,
): Promise<void> {
  if (ids.length > 0) await tables(ctx).updateTable('promotions.coupon').set(change).where('id', 'in', ids).execute();
}

/** How many each campaign's member has taken. */
export async function countTaken(ctx: Ctx, memberId: Id<'member'>, campaignIds: readonly Id<'campaign'>[]): Promise<Map<Id<'campaign'>, number>> {
  if (campaignIds.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('promotions.coupon')
    .select(({ fn }) => ['campaign_id', fn.countAll<number>().as('count')])
    .where('member_id', '=', memberId)
    .where('way', '=', 'taken')
    .where('campaign_id', 'in', campaignIds)
    .groupBy('campaign_id')
    .execute();
  return new Map(rows.map((row) => [row.campaign_id, row.count]));
}

/** Marks coupons whose time is over, some at a time; answers how many. */
export async function expireDue(ctx: Ctx, limit: number): Promise<number> {
  const due = await coupons(ctx)
    .where('state', '=', 'available')
    .where('expires_at', '<=', ctx.now)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  await updateCoupons(
    ctx,
    due.map(({ id }) => id),
    { state: 'expired' },
  );
  return due.length;
}

type IssueRow = Selectable<PromotionsTables['promotions.issue']>;

export async function insertIssue(ctx: Ctx, row: Insertable<PromotionsTables['promotions.issue']>): Promise<void> {
  await tables(ctx).insertInto('promotions.issue').values(row).execute();
}

export function lockIssue(
  ctx: Ctx,
  issueId: Id<'couponIssue'>,
): Promise<Pick<IssueRow, 'campaign_id' | 'audience' | 'state' | 'reached_id'> | undefined> {
  return tables(ctx)
    .selectFrom('promotions.issue')
    .select(['campaign_id', 'audience', 'state', 'reached_id'])
    .where('id', '=', issueId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateIssue(ctx: Ctx, issueId: Id<'couponIssue'>, change: Updateable<PromotionsTables['promotions.issue']>): Promise<void> {
  await tables(ctx).updateTable('promotions.issue').set(change).where('id', '=', issueId).execute();
}

export type CodeTries = { readonly wrong_count: number; readonly locked_until: Date | null };

/** Locked, so that tries at the same time are counted one by one. */
export async function lockTries(ctx: Ctx, memberId: Id<'member'>): Promise<CodeTries> {
  const none = { member_id: memberId, wrong_count: 0, locked_until: null };
  await tables(ctx)
    .insertInto('promotions.code_try')
    .values(none)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tables(ctx)
    .selectFrom('promotions.code_try')
    .select(['wrong_count', 'locked_until'])
    .where('member_id', '=', memberId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? none;
}

export async function updateTries(ctx: Ctx, memberId: Id<'member'>, tries: CodeTries): Promise<void> {
  await tables(ctx).updateTable('promotions.code_try').set(tries).where('member_id', '=', memberId).execute();
}
