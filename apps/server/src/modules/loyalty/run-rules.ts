import { id } from '@tessera/contract';
import { type BusinessDay, type Id, newId } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findAudience } from '../members/index.ts';
import { addMonths } from './expiry.ts';
import { giveLots } from './give-lots.ts';
import { shutNow } from './grant-points.ts';
import { raiseLevels } from './levels.ts';
import { LOTS_PER_STEP } from './mature-lots.ts';
import { selectProgrammesById } from './queries.ts';
import { shownRound } from './round.ts';
import { insertRound, lockRound, updateRound } from './round-queries.ts';
import { membersOf } from './rule.ts';
import { lockDueRules, type RuleRow, selectRule, updateRule } from './rule-queries.ts';
import { isSuspended } from './suspended-issuers.ts';

const RULES_PER_STEP = 50;
/** What names the job that begins what is due. */
export const RUN_RULES = { name: 'loyalty.runRulesNow', schema: z.object({}) };
/** What names the job that gives the next members of a rule's round; it queues itself until none is left. */
export const GIVE_BY_RULE = { name: 'loyalty.giveByRule', schema: z.object({ pointsRoundId: id<'pointsRound'>() }) };

/** Begins a round for each rule whose day has come. Safe to run twice: a rule's next day moves on with it. Answers how many rules. */
export async function runRules(ctx: Ctx): Promise<number> {
  const today = await businessDayNow(ctx);
  const due = await lockDueRules(ctx, { today, limit: RULES_PER_STEP });
  for (const rule of due) await begin(ctx, rule, today);
  return due.length;
}

async function begin(ctx: Ctx, rule: RuleRow, today: BusinessDay): Promise<void> {
  const [programme] = await selectProgrammesById(ctx, [rule.programme_id]);
  // A rule of a programme that gives nothing now waits for somebody to switch it on again.
  if (!programme || (await shutNow(ctx, programme, today))) return updateRule(ctx, rule.id, { status: 'paused' });
  const dueOn = rule.next_on ?? today;
  const round = await insertRound(ctx, {
    id: newId<'pointsRound'>(ctx.now.getTime()),
    programme_id: rule.programme_id,
    source: 'rule',
    label: `${rule.id}:${dueOn}`,
    rule_id: rule.id,
    state: 'granting',
    reason: rule.reason,
    made_by: rule.made_by,
    made_by_name: rule.made_by_name,
    created_at: ctx.now,
  });
  await updateRule(ctx, rule.id, rule.schedule === 'once' ? { status: 'done' } : { next_on: nextAfter(dueOn, today) });
  await addJob(ctx, { job: GIVE_BY_RULE, input: { pointsRoundId: round.id } });
}

/** A server that stood still for months gives for one of them, not for each. */
function nextAfter(dueOn: BusinessDay, today: BusinessDay): BusinessDay {
  let next = addMonths(dueOn, 1);
  while (next <= today) next = addMonths(next, 1);
  return next;
}

/**
 * The next members, in one transaction with what it says of them: after a stop it goes on where it was, and run twice it gives nothing twice. With
 * its issuer suspended a round ends where it is.
 */
export async function giveByRule(ctx: Ctx, { pointsRoundId }: { pointsRoundId: Id<'pointsRound'> }): Promise<void> {
  const round = await lockRound(ctx, pointsRoundId);
  const rule = round?.rule_id ? await selectRule(ctx, round.rule_id) : undefined;
  const [programme] = round ? await selectProgrammesById(ctx, [round.programme_id]) : [];
  if (round?.state !== 'granting' || !rule || !programme) return;
  const isStopped = await isSuspended(ctx, programme);
  if (isStopped && rule.status === 'active') await updateRule(ctx, rule.id, { status: 'paused' });
  const within = { afterId: round.reached_id, limit: LOTS_PER_STEP };
  const members = isStopped ? [] : await findAudience(ctx, membersOf(programme, rule.audience.within), within);
  const gifts = members.map((memberId) => ({ id: newId<'pointsLot'>(ctx.now.getTime()), memberId, points: rule.points }));
  const giving = { programme, today: await businessDayNow(ctx), source: 'rule' as const, roundId: round.id, label: round.label };
  const added = await giveLots(ctx, { ...giving, gifts });
  await raiseLevels(ctx, [programme.id], members);
  const isOver = members.length < LOTS_PER_STEP;
  const after = await updateRound(ctx, pointsRoundId, {
    reached_id: members.at(-1) ?? round.reached_id,
    lot_count: round.lot_count + added.size,
    points: round.points + added.size * rule.points,
    ...(isOver && { state: 'done' as const, finished_at: ctx.now }),
  });
  await shownRound(ctx, after);
  if (!isOver) return addJob(ctx, { job: GIVE_BY_RULE, input: { pointsRoundId } });
  await record(ctx, {
    action: 'loyalty.giveByRule',
    targetKind: 'pointsRound',
    targetId: pointsRoundId,
    after: { pointsRuleId: rule.id, members: after.lot_count, points: after.points },
  });
}
