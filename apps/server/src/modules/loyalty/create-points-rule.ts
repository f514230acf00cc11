import { AppError, type ContentOf, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type AudienceReach, countAudience, reachOf } from '../members/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { shutFor } from './grant-points.ts';
import { knownProgramme } from './programme.ts';
import type { ProgrammeRow } from './queries.ts';
import { describeRules, firstDay, membersOf, type RuleView, shownRule } from './rule.ts';
import { insertRule, lockRule, selectRules, updateRule } from './rule-queries.ts';
import { RUN_RULES } from './run-rules.ts';

type List = typeof loyalty.listPointsRules;

async function countOf(ctx: Ctx, programme: ProgrammeRow, within: AudienceReach | undefined): Promise<number> {
  return within ? countAudience(ctx, membersOf(programme, within)) : 0;
}

/** @throws AppError `loyalty.programme_unknown` */
export async function previewPointsRule(
  ctx: Ctx,
  { pointsProgrammeId, audience }: InputOf<typeof loyalty.previewPointsRule>,
): Promise<{ memberCount: number }> {
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  return { memberCount: await countOf(ctx, programme, await reachOf(ctx, audience)) };
}

/**
 * Gives in the background, to whoever belongs to the audience on the day.
 * @throws AppError `loyalty.programme_unknown`, `loyalty.programme_not_open`, `loyalty.programme_over`, `loyalty.audience_empty`
 */
export async function createPointsRule(ctx: Ctx, input: ContentOf<typeof loyalty.createPointsRule>): Promise<RuleView> {
  const { pointsProgrammeId, audience, points, schedule, dayOfMonth, reason } = input;
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  const today = await businessDayNow(ctx);
  const shut = shutFor(programme, today);
  if (shut) throw new AppError(shut, { pointsProgrammeId });
  const within = await reachOf(ctx, audience);
  if (!within || (await countOf(ctx, programme, within)) === 0) throw new AppError('loyalty.audience_empty');
  const { staffId, name } = staffOf(ctx);
  const id = newId<'pointsRule'>(ctx.now.getTime());
  await insertRule(ctx, {
    id,
    programme_id: programme.id,
    audience: JSON.stringify({ ...audience, within }),
    points,
    schedule,
    day_of_month: dayOfMonth,
    next_on: firstDay({ schedule, dayOfMonth }, today),
    reason: reason ?? null,
    made_by: staffId,
    made_by_name: name,
    created_at: ctx.now,
  });
  await record(ctx, {
    action: 'loyalty.createPointsRule',
    targetKind: 'pointsRule',
    targetId: id,
    after: { pointsProgrammeId, points, schedule, dayOfMonth, audience: JSON.stringify(audience), reason: reason ?? null },
  });
  await addJob(ctx, { job: RUN_RULES, input: {} });
  return shownRule(ctx, id);
}

/** Newest first. @throws AppError `loyalty.programme_unknown` */
export async function listPointsRules(ctx: Ctx, { pointsProgrammeId, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  await knownProgramme(ctx, pointsProgrammeId);
  const rows = await selectRules(ctx, { programmeId: pointsProgrammeId, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeRules(ctx, items), nextCursor };
}

/** A rule that goes on gives from its next day on; what it left out meanwhile is not made up for. @throws AppError `loyalty.rule_unknown`, `loyalty.rule_over` */
export async function updatePointsRule(ctx: Ctx, { pointsRuleId, status }: InputOf<typeof loyalty.updatePointsRule>): Promise<RuleView> {
  const rule = await lockRule(ctx, pointsRuleId);
  if (!rule) throw new AppError('loyalty.rule_unknown', { pointsRuleId });
  if (rule.status === 'done') throw new AppError('loyalty.rule_over', { pointsRuleId });
  if (rule.status !== status) await turn(ctx, pointsRuleId, { rule, status });
  return shownRule(ctx, pointsRuleId);
}

type Turn = { rule: NonNullable<Awaited<ReturnType<typeof lockRule>>>; status: 'active' | 'paused' };

async function turn(ctx: Ctx, pointsRuleId: Id<'pointsRule'>, { rule, status }: Turn): Promise<void> {
  const { schedule, day_of_month: dayOfMonth } = rule;
  const next_on = firstDay({ schedule, dayOfMonth }, await businessDayNow(ctx));
  await updateRule(ctx, pointsRuleId, { status, ...(status === 'active' && { next_on }) });
  await record(ctx, {
    action: 'loyalty.updatePointsRule',
    targetKind: 'pointsRule',
    targetId: pointsRuleId,
    before: { status: rule.status },
    after: { status },
  });
  if (status === 'active') await addJob(ctx, { job: RUN_RULES, input: {} });
}
