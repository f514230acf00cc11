import type { InputOf, promotions } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type RawBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { PromotionsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<PromotionsTables>();
const COLUMNS = [
  'id',
  'name_zh',
  'name_en',
  'trigger',
  'benefit',
  'begins_at',
  'ends_at',
  'hours',
  'merchant_ids',
  'merchant_categories',
  'member_kinds',
  'department_ids',
  'item_ids',
  'category_ids',
  'level_ids',
  'min_spend_minor',
  'budget_minor',
  'per_member_minor',
  'per_member_count',
  'places',
  'bearer',
  'bearer_id',
  'priority',
  'standing',
  'return_policy',
  'code',
  'coupon_valid_days',
  'coupon_issue_max',
  'coupon_takes',
  'thanks_category_ids',
  'secret',
  'account_id',
  'state',
  'revision',
  'written_by',
  'written_by_name',
  'approved_by',
  'approved_by_name',
  'used_count',
  'used_minor',
  'member_count',
  'issued_count',
  'created_at',
] as const;
export type CampaignRow = Pick<Selectable<PromotionsTables['promotions.campaign']>, (typeof COLUMNS)[number]>;

/** Those that the actor may look at, the first of the two lines: the house all of them, a party those that it bears. */
const campaigns = (ctx: Ctx) => tables(ctx).selectFrom('promotions.campaign').select(COLUMNS).where(seenBy(ctx.actor));

function seenBy(actor: Ctx['actor']): RawBuilder<SqlBool> {
  if (actor.kind === 'system' || isOfHouse(actor)) return sql`true`;
  return actor.kind === 'staff' ? sql`bearer_id = ${actor.organizationId}` : sql`false`;
}

export const isOfHouse = (actor: Ctx['actor']): boolean => actor.kind === 'staff' && actor.organizationKind === 'operator';

type Filter = Pick<InputOf<typeof promotions.listCampaigns>, 'q' | 'state' | 'trigger' | 'bearer'>;

/** Newest first. */
export function selectCampaigns(ctx: Ctx, filter: Filter & { beforeId: Id<'campaign'> | undefined; limit: number }): Promise<CampaignRow[]> {
  let query = campaigns(ctx).orderBy('id', 'desc').limit(filter.limit);
  if (filter.q) query = query.where('search_name', 'like', containing(filter.q));
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.trigger) query = query.where('trigger', '=', filter.trigger);
  if (filter.bearer) query = query.where('bearer', '=', filter.bearer);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function selectCampaignsById(ctx: Ctx, ids: readonly Id<'campaign'>[]): Promise<CampaignRow[]> {
  return ids.length === 0 ? Promise.resolve([]) : campaigns(ctx).where('id', 'in', ids).execute();
}

export function lockCampaign(ctx: Ctx, campaignId: Id<'campaign'>): Promise<CampaignRow | undefined> {
  return campaigns(ctx).where('id', '=', campaignId).forUpdate().executeTakeFirst();
}

/**
 * Every running campaign that may count at a merchant: open ones, and those whose code or coupon is shown. Locked in the order of their ids, so that
 * places and budget are taken by one order at a time.
 */
export async function lockRunning(ctx: Ctx, at: RunningAt): Promise<CampaignRow[]> {
  return runningAt(ctx, at).forUpdate().execute();
}

/** The same without a lock: what an order would be priced with. */
export async function selectRunning(ctx: Ctx, at: RunningAt): Promise<CampaignRow[]> {
  return runningAt(ctx, at).execute();
}

export type RunningAt = {
  readonly merchantId: Id<'organization'>;
  readonly merchantCategory: string | null;
  readonly shownIds: readonly Id<'campaign'>[];
};

function runningAt(ctx: Ctx, { merchantId, merchantCategory, shownIds }: RunningAt) {
  return campaigns(ctx)
    .where('state', '=', 'running')
    .where('begins_at', '<=', ctx.now)
    .where((of) => of.or([of('ends_at', 'is', null), of('ends_at', '>', ctx.now)]))
    .where((of) => of.or([of('trigger', '=', 'open'), ...(shownIds.length > 0 ? [of('id', 'in', shownIds)] : [])]))
    .where((of) =>
      of.or([
        of.and([
          of('merchant_ids', '=', sql<Id<'organization'>[]>`'{}'`),
          of('merchant_categories', '=', sql<CampaignRow['merchant_categories']>`'{}'`),
        ]),
        of(sql<boolean>`${merchantId} = any(merchant_ids)`, '=', true),
        of(sql<boolean>`coalesce(${merchantCategory} = any(merchant_categories), false)`, '=', true),
      ]),
    )
    .orderBy('id');
}

/** Those that count by themselves now, the most important first. */
export function selectOpen(ctx: Ctx): Promise<CampaignRow[]> {
  return campaigns(ctx)
    .where('state', '=', 'running')
    .where('trigger', '=', 'open')
    .where('begins_at', '<=', ctx.now)
    .where((of) => of.or([of('ends_at', 'is', null), of('ends_at', '>', ctx.now)]))
    .orderBy('priority')
    .orderBy('id', 'desc')
    .limit(OPEN_MAX)
    .execute();
}
const OPEN_MAX = 100;

/** Those that members may take coupons of now. */
export function selectTakeable(ctx: Ctx): Promise<CampaignRow[]> {
  return campaigns(ctx)
    .where('state', '=', 'running')
    .where('trigger', '=', 'coupon')
    .where('coupon_takes', '>', 0)
    .where((of) => of.or([of('ends_at', 'is', null), of('ends_at', '>', ctx.now)]))
    .where((of) => of.or([of('coupon_issue_max', 'is', null), of('issued_count', '<', of.ref('coupon_issue_max'))]))
    .orderBy('priority')
    .orderBy('id', 'desc')
    .limit(TAKEABLE_MAX)
    .execute();
}
const TAKEABLE_MAX = 100;

/** Those that thank for a redemption with a coupon, and have coupons left. */
export function selectThanking(ctx: Ctx): Promise<CampaignRow[]> {
  return campaigns(ctx)
    .where('state', '=', 'running')
    .where('thanks_category_ids', 'is not', null)
    .where((of) => of.or([of('ends_at', 'is', null), of('ends_at', '>', ctx.now)]))
    .where((of) => of.or([of('coupon_issue_max', 'is', null), of('issued_count', '<', of.ref('coupon_issue_max'))]))
    .orderBy('id')
    .limit(THANKING_MAX)
    .execute();
}
const THANKING_MAX = 20;

/** By what is typed. */
export function selectByCode(ctx: Ctx, codes: readonly string[]): Promise<CampaignRow[]> {
  return codes.length === 0 ? Promise.resolve([]) : campaigns(ctx).where('code', 'in', codes).execute();
}

export async function findTaken(
  ctx: Ctx,
  wanted: { name: { zh: string; en: string }; code: string | null; holderId: Id<'campaign'> | null },
): Promise<'name' | 'code' | null> {
  const { name, code, holderId } = wanted;
  const searched = `${name.zh} ${name.en}`.toLowerCase();
  let query = tables(ctx)
    .selectFrom('promotions.campaign')
    .select(['search_name', 'code'])
    .where((of) => of.or([of('search_name', '=', searched), ...(code === null ? [] : [of('code', '=', code)])]));
  if (holderId) query = query.where('id', '<>', holderId);
  const found = await query.execute();
  if (found.length === 0) return null;
  return found.some((row) => row.search_name === searched) ? 'name' : 'code';
}

export async function insertCampaign(ctx: Ctx, row: Insertable<PromotionsTables['promotions.campaign']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('promotions.campaign')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function updateCampaign(
  ctx: Ctx,
  campaignId: Id<'campaign'>,
  change: Updateable<PromotionsTables['promotions.campaign']>,
): Promise<void> {
  await tables(ctx).updateTable('promotions.campaign').set(change).where('id', '=', campaignId).execute();
}

/** Takes a place, or gives one back where the numbers are negative. */
export async function addUse(ctx: Ctx, campaignId: Id<'campaign'>, by: { count: number; costMinor: number; members: number }): Promise<void> {
  await tables(ctx)
    .updateTable('promotions.campaign')
    .set((of) => ({
      used_count: of('used_count', '+', by.count),
      used_minor: sql<Minor>`used_minor + ${by.costMinor}`,
      member_count: of('member_count', '+', by.members),
    }))
    .where('id', '=', campaignId)
    .execute();
}

/** False where not so many are left to issue. */
export async function addIssued(ctx: Ctx, campaignId: Id<'campaign'>, count: number): Promise<boolean> {
  const added = await tables(ctx)
    .updateTable('promotions.campaign')
    .set((of) => ({ issued_count: of('issued_count', '+', count) }))
    .where('id', '=', campaignId)
    .where((of) => of.or([of('coupon_issue_max', 'is', null), of(sql<number>`issued_count + ${count}`, '<=', of.ref('coupon_issue_max'))]))
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** The newest days on which it counted. */
export async function selectDays(ctx: Ctx, campaignId: Id<'campaign'>, limit: number): Promise<{ day: BusinessDay; count: number; cost: Minor }[]> {
  const { rows } = await sql<{ day: BusinessDay; count: number; cost: Minor }>`
    select used_on::text as day, count(*)::int as count, sum(cost_minor)::bigint as cost from promotions.use
    where campaign_id = ${campaignId} and not is_released group by used_on order by used_on desc limit ${limit}`.execute(ctx.tx);
  return rows;
}
