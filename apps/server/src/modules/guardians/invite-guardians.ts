import { AppError, type ContentOf, type guardians, type OutputOf } from '@tessera/contract';
import { type BusinessDay, type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { ageNow, isMinor } from './age.ts';
import { hashOfInvitation, newInvitation } from './invitation.ts';
import { keepBirthDay } from './keep-birth-day.ts';
import { insertInvitations, selectBirthDays } from './queries.ts';

type Invite = typeof guardians.inviteGuardians;
type Problem = OutputOf<Invite>['skipped'][number]['problem'];

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes codes to hand out. Members who cannot be invited for are told with the reason; whom the actor may not see is left out. @throws AppError `guardians.birth_date_differs` */
export async function inviteGuardians(ctx: Ctx, input: ContentOf<Invite>, secrets: SecretBox): Promise<OutputOf<Invite>> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  const members = [...(await findMembers(ctx, input.memberIds)).values()];
  const problems = await judge(ctx, { members, said: input.memberIds.length === 1 ? input.bornOn : undefined }, secrets);
  const expiresAt = new Date(ctx.now.getTime() + (await readSetting(ctx, 'guardians.invitationDays')) * DAY_MS);
  const invited = members.filter((member) => !problems.has(member.id));
  const invitations = invited.map((member) => ({ ...personOf(member), codes: Array.from({ length: input.each }, newInvitation) }));
  await asSystem(ctx, (system) =>
    insertInvitations(
      system,
      invitations.flatMap(({ memberId, codes }) =>
        codes.map((code) => ({
          id: newId<'invitation'>(ctx.now.getTime()),
          child_id: memberId,
          code_hash: hashOfInvitation(secrets, code),
          created_by: actor.staffId,
          created_at: ctx.now,
          expires_at: expiresAt,
          used_at: null,
        })),
      ),
    ),
  );
  await record(ctx, {
    action: 'guardians.inviteGuardians',
    targetKind: 'member',
    targetId: invitations.length === 1 ? (invitations[0]?.memberId ?? null) : null,
    after: { memberIds: invited.map((member) => member.id), each: input.each },
  });
  const skipped = members.flatMap((member) => {
    const problem = problems.get(member.id);
    return problem ? [{ ...personOf(member), problem }] : [];
  });
  return { expiresAt, invitations, skipped };
}

function personOf({ id: memberId, name, memberNumber }: MemberView) {
  return { memberId, name, memberNumber };
}

type Judged = { members: readonly MemberView[]; said: BusinessDay | undefined };

/** A birthday that is said now is kept, where it is a minor's. */
async function judge(ctx: Ctx, { members, said }: Judged, secrets: SecretBox): Promise<Map<Id<'member'>, Problem>> {
  const age = await ageNow(ctx);
  return asSystem(ctx, async (system) => {
    if (said !== undefined && isMinor(said, age)) for (const { id } of members) await keepBirthDay(system, { memberId: id, bornOn: said }, secrets);
    const birthDays = await selectBirthDays(
      system,
      members.map((member) => member.id),
    );
    const problems = new Map<Id<'member'>, Problem>();
    for (const { id, status } of members) {
      const bornOn = said ?? birthDays.get(id);
      if (status !== 'active') problems.set(id, 'child_left');
      else if (bornOn === undefined) problems.set(id, 'birth_date_missing');
      else if (!isMinor(bornOn, age)) problems.set(id, 'not_minor');
    }
    return problems;
  });
}
