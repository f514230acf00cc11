import { AppError, type ContentOf, type ErrorCode, type InputOf, id, type OutputOf, type subsidies } from '@tessera/contract';
import { add, type Id, newId, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findAudience, reachOf } from '../members/index.ts';
import { audienceOf, countReached } from './audience.ts';
import { closeRound, needsApproval } from './close-round.ts';
import { makerOf } from './maker.ts';
import { budgetLeft, closedFor, lockedProgramme } from './programme.ts';
import { selectProgrammesById, selectTotals } from './queries.ts';
import { announceRound, type RoundView, shownRound } from './round.ts';
import { insertAllotments, insertRound, lockRound, updateRound } from './round-queries.ts';

/** Members that one transaction enters. */
const MEMBERS_PER_STEP = 500;
/** What names the job that enters the next members of an audience; it queues itself until all are. */
export const COLLECT_AUDIENCE = { name: 'subsidies.collectAudience', schema: z.object({ roundId: id<'round'>() }) };
const SHUT = { programme_closed: 'subsidies.programme_closed', programme_over: 'subsidies.programme_over' } as const satisfies Record<
  string,
  ErrorCode
>;

/** @throws AppError `subsidies.programme_unknown` */
export async function previewAudience(
  ctx: Ctx,
  { programmeId, audience, amountMinor }: InputOf<typeof subsidies.previewAudience>,
): Promise<OutputOf<typeof subsidies.previewAudience>> {
  const [programme] = await selectProgrammesById(ctx, [programmeId]);
  if (!programme) throw new AppError('subsidies.programme_unknown', { programmeId });
  const memberCount = await countReached(ctx, await reachOf(ctx, audience));
  const sumMinor = toMinor(memberCount * amountMinor);
  const left = budgetLeft(programme, (await selectTotals(ctx, [programmeId]))(programmeId));
  return { memberCount, sumMinor, budgetLeftMinor: left, needsApproval: await needsApproval(ctx, sumMinor) };
}

/**
 * Enters the members in the background, and then grants or waits for approval.
 * @throws AppError `subsidies.programme_unknown`, `subsidies.programme_closed`, `subsidies.programme_over`, `subsidies.audience_empty`
 */
export async function grantToAudience(ctx: Ctx, input: ContentOf<typeof subsidies.grantToAudience>): Promise<RoundView> {
  const { programmeId, audience, amountMinor, label, reason } = input;
  const programme = await lockedProgramme(ctx, programmeId);
  const shut = closedFor(programme, await businessDayNow(ctx));
  if (shut) throw new AppError(SHUT[shut], { programmeId });
  const within = await reachOf(ctx, audience);
  if (!within || (await countReached(ctx, within)) === 0) throw new AppError('subsidies.audience_empty');
  const round = await insertRound(ctx, {
    id: newId<'round'>(ctx.now.getTime()),
    programme_id: programmeId,
    label,
    source: 'audience',
    audience: JSON.stringify({ ...audience, within }),
    amount_minor: amountMinor,
    state: 'collecting',
    reason: reason ?? null,
    ...makerOf(ctx),
    created_at: ctx.now,
  });
  await record(ctx, {
    action: 'subsidies.grantToAudience',
    targetKind: 'round',
    targetId: round.id,
    after: { programmeId, label, amountMinor, audience: JSON.stringify(audience), reason: reason ?? null },
  });
  await addJob(ctx, { job: COLLECT_AUDIENCE, input: { roundId: round.id } });
  return shownRound(ctx, round);
}

/** Enters the next members and remembers how far it got, in one transaction: safe to run twice. */
export async function collectAudience(ctx: Ctx, { roundId }: { roundId: Id<'round'> }): Promise<void> {
  const round = await lockRound(ctx, roundId);
  if (round?.state !== 'collecting' || !round.audience || round.amount_minor === null) return;
  const { amount_minor, programme_id, label } = round;
  // A round that an earlier version began says only what was wished.
  const within = round.audience.within ?? (await reachOf(ctx, round.audience));
  const page = { afterId: round.reached_id, limit: MEMBERS_PER_STEP };
  const members = within ? await findAudience(ctx, audienceOf(within), page) : [];
  const added = await insertAllotments(
    ctx,
    members.map((member_id) => ({ id: newId<'allotment'>(ctx.now.getTime()), round_id: roundId, programme_id, label, member_id, amount_minor })),
  );
  const after = await updateRound(ctx, roundId, {
    reached_id: members.at(-1) ?? round.reached_id,
    allotted_count: round.allotted_count + added.size,
    allotted_minor: add(round.allotted_minor, toMinor(added.size * amount_minor)),
  });
  if (members.length < MEMBERS_PER_STEP) await closeRound(ctx, after);
  else await addJob(ctx, { job: COLLECT_AUDIENCE, input: { roundId } });
  await announceRound(ctx);
}
