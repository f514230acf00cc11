import { AppError, type guardians, INVITED_AT_ONCE_MAX, type InputOf, type InvitationStanding, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findAudience, findMembers, reachOf } from '../members/index.ts';
import { ageNow, isMinor } from './age.ts';
import { birthDayOf, findBirthDays } from './birth-days.ts';
import { selectLiveOfChildren, selectOpenInvitations } from './queries.ts';

type Preview = typeof guardians.previewInvitations;

/** Who may be a child here; guardians and staff are not asked for. */
const KINDS = ['student', 'visitor', 'customer'] as const;

/** By number. Whoever is bounded to departments sees the members of these. @throws AppError `guardians.audience_too_large` */
export async function previewInvitations(ctx: Ctx, { departmentIds }: InputOf<Preview>, secrets: SecretBox): Promise<OutputOf<Preview>> {
  const reach = await reachOf(ctx, { departmentIds, memberKinds: KINDS });
  const audience = reach && { issuerIds: [], departmentIds: reach.departmentIds, kinds: reach.memberKinds };
  const memberIds = audience ? await findAudience(ctx, audience, { afterId: null, limit: INVITED_AT_ONCE_MAX + 1 }) : [];
  if (memberIds.length > INVITED_AT_ONCE_MAX) throw new AppError('guardians.audience_too_large', { max: INVITED_AT_ONCE_MAX });
  const members = [...(await findMembers(ctx, memberIds)).values()].toSorted((one, other) => one.memberNumber.localeCompare(other.memberNumber));
  const standings = await standingsOf(ctx, memberIds, secrets);
  return {
    items: members.map(({ id: memberId, name, memberNumber, department }) => ({
      memberId,
      name,
      memberNumber,
      department,
      standing: standings.get(memberId) ?? 'birth_date_missing',
    })),
  };
}

/** Of members whom the actor has been shown to see. */
function standingsOf(ctx: Ctx, memberIds: readonly Id<'member'>[], secrets: SecretBox): Promise<Map<Id<'member'>, InvitationStanding>> {
  return asSystem(ctx, async (system) => {
    const age = await ageNow(system);
    const birthDays = await findBirthDays(system, memberIds, secrets);
    const guarded = new Set((await selectLiveOfChildren(system, memberIds)).map((row) => row.child_id));
    const open = await selectOpenInvitations(system, memberIds);
    const standingOf = (memberId: Id<'member'>): InvitationStanding => {
      const bornOn = birthDayOf(birthDays.get(memberId));
      if (bornOn === undefined) return 'birth_date_missing';
      if (!isMinor(bornOn, age)) return 'not_minor';
      if (guarded.has(memberId)) return 'guarded';
      return open.has(memberId) ? 'open' : 'none';
    };
    return new Map(memberIds.map((memberId) => [memberId, standingOf(memberId)]));
  });
}
