import { AppError, type loyalty, type OutputOf } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { AudienceReach } from '../members/index.ts';
import { findDepartments } from '../organizations/index.ts';
import { audienceOf } from '../subsidies/index.ts';
import { addMonths } from './expiry.ts';
import type { ProgrammeRow } from './queries.ts';
import { type RuleRow, type RuleSchedule, selectRule } from './rule-queries.ts';

export type RuleView = OutputOf<typeof loyalty.updatePointsRule>;

/** As members are looked for: an issuer's programme reaches its own, the operator's everybody's. */
export function membersOf({ issuer_id }: Pick<ProgrammeRow, 'issuer_id'>, within: AudienceReach) {
  return { ...audienceOf(within), issuerIds: issuer_id === null ? [] : [issuer_id] };
}

/** The first day from today on: today itself for what is given once. */
export function firstDay(of: { schedule: RuleSchedule; dayOfMonth: number | null }, today: BusinessDay): BusinessDay {
  if (of.schedule === 'once' || of.dayOfMonth === null) return today;
  const inThisMonth = `${today.slice(0, 8)}${String(of.dayOfMonth).padStart(2, '0')}`;
  return inThisMonth >= today ? inThisMonth : addMonths(inThisMonth, 1);
}

export async function describeRules(ctx: Ctx, rows: readonly RuleRow[]): Promise<RuleView[]> {
  const departments = await findDepartments(
    ctx,
    rows.flatMap((row) => row.audience.departmentIds),
  );
  return rows.map((row) => ({
    id: row.id,
    programmeId: row.programme_id,
    departmentNames: row.audience.departmentIds.map((id) => departments.get(id)?.name ?? ''),
    memberKinds: [...row.audience.memberKinds],
    points: row.points,
    schedule: row.schedule,
    dayOfMonth: row.day_of_month,
    status: row.status,
    nextOn: row.status === 'active' ? row.next_on : null,
    reason: row.reason,
    madeByName: row.made_by_name,
    createdAt: row.created_at,
  }));
}

/** @throws AppError `loyalty.rule_unknown` */
export async function shownRule(ctx: Ctx, pointsRuleId: Id<'pointsRule'>): Promise<RuleView> {
  const row = await selectRule(ctx, pointsRuleId);
  const [view] = row ? await describeRules(ctx, [row]) : [];
  if (!view) throw new AppError('loyalty.rule_unknown', { pointsRuleId });
  return view;
}
