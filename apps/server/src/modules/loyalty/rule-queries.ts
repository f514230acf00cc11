import type { RULE_SCHEDULES, RULE_STATUSES } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofProgrammesSeenBy } from './queries.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

const COLUMNS = [
  'id',
  'programme_id',
  'audience',
  'points',
  'schedule',
  'day_of_month',
  'status',
  'reason',
  'made_by',
  'made_by_name',
  'created_at',
] as const;

const rules = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('loyalty.rule')
    .select([...COLUMNS, sql<string | null>`next_on::text`.as('next_on')])
    .where(ofProgrammesSeenBy(ctx.actor, 'rule.programme_id'));
export type RuleRow = Awaited<ReturnType<typeof selectRules>>[number];
export type RuleSchedule = (typeof RULE_SCHEDULES)[number];
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** Newest first. */
export function selectRules(ctx: Ctx, page: { programmeId: Id<'pointsProgramme'>; beforeId?: Id<'pointsRule'> | undefined; limit: number }) {
  const query = rules(ctx).where('programme_id', '=', page.programmeId).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

export function selectRule(ctx: Ctx, ruleId: Id<'pointsRule'>) {
  return rules(ctx).where('id', '=', ruleId).executeTakeFirst();
}

export function lockRule(ctx: Ctx, ruleId: Id<'pointsRule'>) {
  return rules(ctx).where('id', '=', ruleId).forUpdate().executeTakeFirst();
}

/** The next rules whose day has come; another worker's are passed over. */
export function lockDueRules(ctx: Ctx, due: { today: BusinessDay; limit: number }) {
  return rules(ctx)
    .where('status', '=', 'active')
    .where('next_on', '<=', due.today)
    .orderBy('next_on')
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function insertRule(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.rule']>): Promise<void> {
  await tables(ctx).insertInto('loyalty.rule').values(row).execute();
}

export async function updateRule(ctx: Ctx, ruleId: Id<'pointsRule'>, change: Updateable<LoyaltyTables['loyalty.rule']>): Promise<void> {
  await tables(ctx).updateTable('loyalty.rule').set(change).where('id', '=', ruleId).execute();
}
