import { AppError, type ContentOf, type ErrorCode, type loyalty } from '@tessera/contract';
import { type BusinessDay, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { isGrantRefused } from '../deposits/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { daysOf, giveLots } from './give-lots.ts';
import { raiseLevels } from './levels.ts';
import { knownProgramme } from './programme.ts';
import type { ProgrammeRow } from './queries.ts';
import { type RoundView, shownRound } from './round.ts';
import { insertRound } from './round-queries.ts';
import { isSuspended } from './suspended-issuers.ts';

/**
 * @throws AppError `loyalty.programme_unknown`, `loyalty.programme_not_open`, `loyalty.programme_over`, `loyalty.member_not_yours`,
 * `loyalty.issuer_suspended`, `members.unknown`, `deposits.used_up`
 */
export async function grantPoints(ctx: Ctx, input: ContentOf<typeof loyalty.grantPoints>): Promise<RoundView> {
  const { pointsProgrammeId, memberId, points, reason } = input;
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  const today = await businessDayNow(ctx);
  const shut = await shutNow(ctx, programme, today);
  if (shut) throw new AppError(shut, { pointsProgrammeId });
  if (!mayHold(programme, member)) throw new AppError('loyalty.member_not_yours', { memberId });
  const { staffId, name } = staffOf(ctx);
  const round = await insertRound(ctx, {
    id: newId<'pointsRound'>(ctx.now.getTime()),
    programme_id: programme.id,
    source: 'hand',
    state: 'done',
    reason: reason ?? null,
    lot_count: 1,
    points,
    made_by: staffId,
    made_by_name: name,
    created_at: ctx.now,
    finished_at: ctx.now,
  });
  const gift = { id: newId<'pointsLot'>(ctx.now.getTime()), memberId, points };
  await giveLots(ctx, { programme, today, source: 'hand', roundId: round.id, gifts: [gift] });
  await raiseLevels(ctx, [programme.id], [memberId]);
  await record(ctx, {
    action: 'loyalty.grantPoints',
    targetKind: 'member',
    targetId: memberId,
    after: { pointsProgrammeId, pointsRoundId: round.id, points, reason: reason ?? null },
  });
  return shownRound(ctx, round);
}

/** Why nothing may be granted now, if so: also where the issuer is suspended, or its deposit is used up and the operator wants it so. */
export async function shutNow(ctx: Ctx, programme: ProgrammeRow, today: BusinessDay): Promise<ErrorCode | undefined> {
  if (await isSuspended(ctx, programme)) return 'loyalty.issuer_suspended';
  return shutFor(programme, today) ?? ((await isGrantRefused(ctx, programme.issuer_id)) ? 'deposits.used_up' : undefined);
}

/** Why nothing may be granted today, if so. */
export function shutFor(programme: ProgrammeRow, today: BusinessDay): Extract<ErrorCode, `loyalty.programme_${string}`> | undefined {
  if (programme.status !== 'open') return 'loyalty.programme_not_open';
  const { availableOn, expiresOn } = daysOf(programme, today);
  return expiresOn < availableOn ? 'loyalty.programme_over' : undefined;
}

/** Whom a programme gives points to: its issuer's own active members; the operator's own programme gives to everybody's. */
export function mayHold({ issuer_id }: Pick<ProgrammeRow, 'issuer_id'>, member: Pick<MemberView, 'issuerId' | 'status' | 'kind'>): boolean {
  return member.status === 'active' && member.kind !== 'anonymous' && (issuer_id === null || member.issuerId === issuer_id);
}
