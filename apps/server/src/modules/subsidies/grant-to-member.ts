import { AppError, type ContentOf, type ErrorCode, type subsidies } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { needsApproval } from './close-round.ts';
import { grantRound } from './grant-round.ts';
import { makerOf } from './maker.ts';
import { lockedProgramme } from './programme.ts';
import { type RoundView, shownRound } from './round.ts';
import { insertAllotments, insertRound, selectAllotments } from './round-queries.ts';

const REFUSALS = {
  programme_closed: 'subsidies.programme_closed',
  programme_over: 'subsidies.programme_over',
  over_budget: 'subsidies.over_budget',
  wallet_missing: 'subsidies.member_without_wallet',
  wallet_closed: 'subsidies.member_without_wallet',
  spent: 'subsidies.round_not_now',
} as const satisfies Record<string, ErrorCode>;

/**
 * At once, or, above the sum that takes two, when another person has approved it.
 * @throws AppError `subsidies.programme_unknown`, `subsidies.programme_closed`, `subsidies.programme_over`, `subsidies.over_budget`,
 * `subsidies.member_without_wallet`, `members.unknown`
 */
export async function grantToMember(ctx: Ctx, input: ContentOf<typeof subsidies.grantToMember>): Promise<RoundView> {
  const { programmeId, memberId, amountMinor, reason } = input;
  await lockedProgramme(ctx, programmeId);
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
  const waits = await needsApproval(ctx, amountMinor);
  const round = await insertRound(ctx, {
    id: newId<'round'>(ctx.now.getTime()),
    programme_id: programmeId,
    label: null,
    source: 'hand',
    audience: null,
    state: waits ? 'waiting' : 'granting',
    reason: reason ?? null,
    ...makerOf(ctx),
    allotted_count: 1,
    allotted_minor: amountMinor,
    created_at: ctx.now,
  });
  const allotment = { id: newId<'allotment'>(ctx.now.getTime()), round_id: round.id, programme_id: programmeId, label: null, member_id: memberId };
  await insertAllotments(ctx, [{ ...allotment, amount_minor: amountMinor }]);
  await record(ctx, {
    action: 'subsidies.grantToMember',
    targetKind: 'member',
    targetId: memberId,
    after: { roundId: round.id, programmeId, amountMinor, waits, reason: reason ?? null },
  });
  if (waits) return shownRound(ctx, round);
  const granted = await grantRound(ctx, { roundId: round.id });
  const [outcome] = await selectAllotments(ctx, { roundId: round.id, limit: 1 });
  if (outcome?.problem) throw new AppError(REFUSALS[outcome.problem], { programmeId });
  return shownRound(ctx, granted ?? round);
}
