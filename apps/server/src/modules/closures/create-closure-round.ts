import { AppError, CLOSURE_MEMBERS_MAX, type ContentOf, type closures, id } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { z } from 'zod';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { findAudience, findMembers, findMembersByNumber } from '../members/index.ts';
import { findSubtree } from '../organizations/index.ts';
import { examine } from './examine.ts';
import { insertClosures, insertRound, lockNext, lockRound, updateClosure, updateRound } from './queries.ts';
import { announceClosures, type RoundView, readRound, staffOf } from './round.ts';

type Input = ContentOf<typeof closures.createClosureRound>;
type Chosen = { memberNumber: string; memberId: Id<'member'> | null };

/** What names the job that looks at the next members of a round; it queues itself until all were looked at. */
export const LOOK_AT_LEAVERS = { name: 'closures.lookAtLeavers', schema: z.object({ closureRoundId: id<'closureRound'>() }) };
/** Members that one transaction looks at. */
const MEMBERS_PER_STEP = 100;

/** Of the members whom the maker may see. Nothing is closed by it. @throws AppError `closures.nobody`, `closures.too_many` */
export async function createClosureRound(ctx: Ctx, input: Input): Promise<RoundView> {
  const chosen = await chosenBy(ctx, input);
  if (chosen.length === 0) throw new AppError('closures.nobody');
  if (chosen.length > CLOSURE_MEMBERS_MAX) throw new AppError('closures.too_many', { max: CLOSURE_MEMBERS_MAX });
  const maker = staffOf(ctx);
  const closureRoundId = newId<'closureRound'>(ctx.now.getTime());
  const { reason } = input;
  const round = { id: closureRoundId, state: 'looking' as const, reason, made_by: maker.staffId, made_by_name: maker.name, created_at: ctx.now };
  await insertRound(ctx, round);
  const rows = chosen.map(({ memberNumber, memberId }) => ({
    id: newId<'closure'>(ctx.now.getTime()),
    member_number: memberNumber,
    member_id: memberId,
  }));
  await asSystem(ctx, (system) => insertClosures(system, closureRoundId, rows));
  await record(ctx, {
    action: 'closures.createClosureRound',
    targetKind: 'closureRound',
    targetId: closureRoundId,
    after: { reason, members: chosen.length },
  });
  await addJob(ctx, { job: LOOK_AT_LEAVERS, input: { closureRoundId } });
  await announceClosures(ctx);
  return readRound(ctx, closureRoundId);
}

/** Each member once, whether named by number or found by department and kind. */
async function chosenBy(ctx: Ctx, { memberNumbers, departmentIds, memberKinds }: Input): Promise<Chosen[]> {
  const chosen = new Map<string, Chosen>();
  const named = await findMembersByNumber(ctx, memberNumbers);
  for (const typed of memberNumbers) {
    const member = named.get(typed.toLowerCase());
    chosen.set(typed.toLowerCase(), { memberNumber: member?.memberNumber ?? typed, memberId: member?.id ?? null });
  }
  if (departmentIds.length + memberKinds.length === 0) return [...chosen.values()];
  const below = await Promise.all(departmentIds.map((departmentId) => findSubtree(ctx, departmentId)));
  const audience = { issuerIds: [], departmentIds: [...new Set(below.flat())], kinds: memberKinds };
  const memberIds = await findAudience(ctx, audience, { afterId: null, limit: CLOSURE_MEMBERS_MAX + 1 });
  for (const { id: memberId, memberNumber } of (await findMembers(ctx, memberIds)).values()) {
    chosen.set(memberNumber.toLowerCase(), { memberNumber, memberId });
  }
  return [...chosen.values()];
}

/** The next ones, in one transaction with what it says of them: safe to run twice. */
export async function lookAtLeavers(ctx: Ctx, { closureRoundId }: { closureRoundId: Id<'closureRound'> }): Promise<void> {
  const round = await lockRound(ctx, closureRoundId);
  if (round?.state !== 'looking') return;
  const next = await lockNext(ctx, closureRoundId, { state: 'new', limit: MEMBERS_PER_STEP });
  for (const row of next) {
    if (!row.member_id) continue;
    const examined = await examine(ctx, row.member_id, row.id);
    await updateClosure(ctx, row.id, { ...examined, state: examined.problem ? 'blocked' : 'ready' });
  }
  if (next.length === MEMBERS_PER_STEP) await addJob(ctx, { job: LOOK_AT_LEAVERS, input: { closureRoundId } });
  else await updateRound(ctx, closureRoundId, { state: 'ready' });
  await announceClosures(ctx);
}
