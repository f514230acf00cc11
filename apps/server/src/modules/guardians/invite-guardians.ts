import { AppError, type ContentOf, type guardians, type OutputOf } from '@tessera/contract';
import { type BusinessDay, DAY_MS, type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { type Age, ageNow, isMinor } from './age.ts';
import { birthDayOf, findBirthDays } from './birth-days.ts';
import { hashOfInvitation, newInvitation } from './invitation.ts';
import { keepBirthDay } from './keep-birth-day.ts';
import { deleteUnusedInvitations, insertInvitations, putWards } from './queries.ts';

type Invite = typeof guardians.inviteGuardians;
type Problem = OutputOf<Invite>['skipped'][number]['problem'];

/** Makes codes to hand out. Members who cannot be invited for are told with the reason; whom the actor may not see is left out. @throws AppError `guardians.birth_date_differs` */
export async function inviteGuardians(ctx: Ctx, input: ContentOf<Invite>, secrets: SecretBox): Promise<OutputOf<Invite>> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  // The holder of an anonymous card is nobody whom anybody looks after.
  const members = [...(await findMembers(ctx, input.memberIds)).values()].filter((member) => member.kind !== 'anonymous');
  const problems = await judge(ctx, { members, said: input.memberIds.length === 1 ? input.bornOn : undefined }, secrets);
  const expiresAt = new Date(ctx.now.getTime() + (await readSetting(ctx, 'guardians.invitationDays')) * DAY_MS);
  const invited = members.filter((member) => !problems.has(member.id));
  const invitations = invited.map((member) => ({ ...personOf(member), codes: Array.from({ length: input.each }, newInvitation) }));
  const invitedIds = invited.map((member) => member.id);
  const rows = invitations.flatMap(({ memberId, codes }) =>
    codes.map((code) => ({
      id: newId<'invitation'>(ctx.now.getTime()),
      child_id: memberId,
      code_hash: hashOfInvitation(secrets, code),
      created_by: actor.staffId,
      created_at: ctx.now,
      expires_at: expiresAt,
      used_at: null,
    })),
  );
  await asSystem(ctx, async (system) => {
    if (input.former === 'void') await deleteUnusedInvitations(system, invitedIds);
    await insertInvitations(system, rows);
  });
  await record(ctx, {
    action: 'guardians.inviteGuardians',
    targetKind: 'member',
    targetId: invitations.length === 1 ? (invitations[0]?.memberId ?? null) : null,
    after: { memberIds: invitedIds, each: input.each, former: input.former },
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
  const memberIds = members.map((member) => member.id).toSorted();
  return asSystem(ctx, async (system) => {
    const known = await keepDays(system, { memberIds, said, age }, secrets);
    const problems = new Map<Id<'member'>, Problem>();
    for (const { id, status } of members) {
      const bornOn = said ?? birthDayOf(known.get(id));
      if (status !== 'active') problems.set(id, 'child_left');
      else if (bornOn === undefined) problems.set(id, 'birth_date_missing');
      else if (!isMinor(bornOn, age)) problems.set(id, 'not_minor');
    }
    return problems;
  });
}

/**
 * An invitation leads to a day that is entered here: what is said now, or what papers say, is kept where it is a minor's. Answers what was known.
 * @throws AppError `guardians.birth_date_differs`
 */
async function keepDays(system: Ctx, of: { memberIds: readonly Id<'member'>[]; said: BusinessDay | undefined; age: Age }, secrets: SecretBox) {
  const { memberIds, said, age } = of;
  const known = await findBirthDays(system, memberIds, secrets);
  if (said !== undefined) {
    for (const memberId of memberIds) if (isMinor(said, age)) await keepBirthDay(system, { memberId, bornOn: said }, secrets);
    return known;
  }
  const unkept = memberIds.flatMap((memberId) => {
    const { onPaper, entered } = known.get(memberId) ?? {};
    return onPaper !== undefined && onPaper !== entered && isMinor(onPaper, age) ? [{ memberId, bornOn: onPaper }] : [];
  });
  await putWards(system, unkept);
  return known;
}
