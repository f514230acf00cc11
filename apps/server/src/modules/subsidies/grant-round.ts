import { id } from '@tessera/contract';
import { add, type BusinessDay, type Id, subtract, ZERO } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { notifyAll } from '../notifications/index.ts';
import { findWalletsOfMembers, spendingFacts } from '../wallets/index.ts';
import { fillPurses, type Grant } from './fill-purses.ts';
import { budgetLeft, closedFor, lockedProgramme } from './programme.ts';
import { type ProgrammeRow, selectTotals } from './queries.ts';
import { ALLOTMENTS_PER_STEP, announceRound, type RoundRow } from './round.ts';
import { type AllotmentOutcome, type AllotmentRow, lockRound, saveOutcomes, selectAllotments, updateRound } from './round-queries.ts';

/** What names the job that grants the next allotments of a round; it queues itself until none is left. */
export const GRANT_ROUND = { name: 'subsidies.grantRound', schema: z.object({ roundId: id<'round'>() }) };

/**
 * Grants the next allotments, in one transaction with what it says of them: after a stop it goes on where it was, and run twice it grants
 * nothing twice. Answers the round as it is now, or undefined when there is nothing to grant.
 */
export async function grantRound(ctx: Ctx, { roundId }: { roundId: Id<'round'> }): Promise<RoundRow | undefined> {
  const round = await lockRound(ctx, roundId);
  if (round?.state !== 'granting') return undefined;
  const allotments = await selectAllotments(ctx, { roundId, states: ['waiting'], limit: ALLOTMENTS_PER_STEP });
  const outcomes = await grantAll(ctx, round, allotments);
  await saveOutcomes(ctx, outcomes);
  const granted = outcomes.filter(({ state }) => state === 'granted');
  const sums = new Map(allotments.map((allotment) => [allotment.id, allotment.amount_minor]));
  const isOver = allotments.length < ALLOTMENTS_PER_STEP;
  const after = await updateRound(ctx, roundId, {
    granted_count: round.granted_count + granted.length,
    granted_minor: add(round.granted_minor, ...granted.map((one) => sums.get(one.id) ?? ZERO)),
    refused_count: round.refused_count + outcomes.length - granted.length,
    ...(isOver && { state: 'done' as const, finished_at: ctx.now }),
  });
  await announceRound(ctx);
  if (isOver) await recordEnd(ctx, after);
  else await addJob(ctx, { job: GRANT_ROUND, input: { roundId } });
  return after;
}

async function grantAll(ctx: Ctx, round: RoundRow, allotments: readonly AllotmentRow[]): Promise<AllotmentOutcome[]> {
  if (allotments.length === 0) return [];
  const today = await businessDayNow(ctx);
  const programme = await lockedProgramme(ctx, round.programme_id);
  const judged = await judge(ctx, { programme, today, allotments });
  const grants = judged.flatMap(({ grant }) => grant ?? []);
  const purses = await fillPurses(ctx, { programme, today, grants });
  await notifyAll(
    ctx,
    grants.map(({ id: key, memberId, amountMinor }) => ({
      to: { memberId },
      kind: 'wallet.subsidised',
      params: { amount: amountMinor, nameZh: programme.name_zh, nameEn: programme.name_en },
      key,
    })),
  );
  return judged.map(({ allotment, problem }) => ({
    id: allotment.id,
    state: problem ? 'refused' : 'granted',
    problem: problem ?? null,
    purse_id: purses.get(allotment.id) ?? null,
    taken_back_minor: 0,
  }));
}

type Judged = { allotment: AllotmentRow; problem?: NonNullable<AllotmentOutcome['problem']>; grant?: Grant };

/** Who can be given: an open wallet, an open programme, and enough of the budget, in the order of the allotments. */
async function judge(ctx: Ctx, of: { programme: ProgrammeRow; today: BusinessDay; allotments: readonly AllotmentRow[] }): Promise<Judged[]> {
  const { programme, today, allotments } = of;
  const shut = closedFor(programme, today);
  const wallets = await findWalletsOfMembers(
    ctx,
    allotments.map(({ member_id }) => member_id),
  );
  const facts = await spendingFacts(
    ctx,
    [...wallets.values()].map(({ walletId }) => walletId),
  );
  const closed = new Set(facts.filter(({ status }) => status === 'closed').map(({ walletId }) => walletId));
  let left = budgetLeft(programme, (await selectTotals(ctx, [programme.id]))(programme.id));
  return allotments.map((allotment): Judged => {
    const wallet = wallets.get(allotment.member_id);
    if (shut) return { allotment, problem: shut };
    if (!wallet) return { allotment, problem: 'wallet_missing' };
    if (closed.has(wallet.walletId)) return { allotment, problem: 'wallet_closed' };
    if (left !== null && allotment.amount_minor > left) return { allotment, problem: 'over_budget' };
    if (left !== null) left = subtract(left, allotment.amount_minor);
    const { id: allotmentId, member_id: memberId, amount_minor: amountMinor } = allotment;
    return { allotment, grant: { id: allotmentId, memberId, walletId: wallet.walletId, amountMinor } };
  });
}

function recordEnd(ctx: Ctx, round: RoundRow): Promise<void> {
  return record(ctx, {
    action: 'subsidies.grantRound',
    targetKind: 'round',
    targetId: round.id,
    after: { granted: round.granted_count, grantedMinor: round.granted_minor, refused: round.refused_count },
  });
}
