import { AppError } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createUsers, normalPhone, phoneHashOf } from '../identity/index.ts';
import { affiliate } from './affiliation.ts';
import { membersAdded } from './events.ts';
import { type MemberKind, type MemberView, maskPhone, memberView } from './member.ts';
import { insertMembers, selectMembersByNumber } from './queries.ts';
import { PHONE_PURPOSE } from './sealed-columns.ts';
import { spellingOf } from './spelling.ts';

export type NewMember = {
  memberNumber: string;
  name: string;
  kind: MemberKind;
  /** A free text; the department's name takes its place where there is a department. */
  department?: string | undefined;
  departmentId?: Id<'department'> | undefined;
  issuerId?: Id<'organization'> | undefined;
  phone?: string | undefined;
  /** From identity's `hashPassword`; without it, only the phone's one-time code signs in. */
  passwordHash?: string | undefined;
};

/**
 * Saves members and their users with a fixed number of statements and tells who listens.
 * @throws AppError `members.number_taken`, `members.phone_taken`, `members.issuer_unknown`, `members.department_unknown`
 */
export async function enterMembers(ctx: Ctx, members: readonly NewMember[], secrets: SecretBox): Promise<MemberView[]> {
  const { affiliations, nameOf } = await affiliate(ctx, members);
  const entries = members.map((member, index) => ({
    member,
    ...idsOf(ctx),
    phone: sealPhone(secrets, member.phone),
    place: affiliations[index] ?? { issuerId: null, departmentId: null },
  }));
  const rows = await insertMembers(
    ctx,
    entries.map(({ member, id, userId, phone, place }) => ({
      ...phone,
      ...spellingOf(member.name),
      id,
      user_id: userId,
      member_number: member.memberNumber,
      name: member.name,
      kind: member.kind,
      department: (place.departmentId ? nameOf(place.departmentId) : member.department) || null,
      department_id: place.departmentId,
      issuer_id: place.issuerId,
      created_at: ctx.now,
    })),
  );
  if (rows.length < members.length) throw await refusalOf(ctx, members, new Set(rows.map((row) => row.member_number)));
  await createUsers(
    ctx,
    entries.map(({ member, userId, phone }) => ({
      id: userId,
      realm: 'member',
      userName: member.memberNumber,
      name: member.name,
      phoneHash: phone?.phone_hash,
      passwordHash: member.passwordHash,
    })),
  );
  await publish(ctx, membersAdded, { memberIds: entries.map(({ id }) => id) });
  await notifyLive(ctx, 'operator', { kind: 'members' });
  const byId = new Map(rows.map((row) => [row.id, memberView(row)]));
  return entries.flatMap(({ id }) => byId.get(id) ?? []);
}

function idsOf(ctx: Ctx) {
  const nowMs = ctx.now.getTime();
  return { id: newId<'member'>(nowMs), userId: newId<'user'>(nowMs) };
}

export function sealPhone(secrets: SecretBox, phone: string | undefined) {
  if (phone === undefined) return undefined;
  const normal = normalPhone(phone);
  return { phone_sealed: secrets.seal(PHONE_PURPOSE, normal), phone_hash: phoneHashOf(secrets, normal), phone_masked: maskPhone(normal) };
}

/** What was taken by the first member that was not entered; also when the list holds the same number or phone twice. */
async function refusalOf(ctx: Ctx, members: readonly NewMember[], entered: Set<string>): Promise<AppError> {
  const refused = members.find((member) => !entered.has(member.memberNumber));
  const number = refused?.memberNumber ?? '';
  const holders = await selectMembersByNumber(ctx, [number.toLowerCase()]);
  return holders.length > 0 || !refused
    ? new AppError('members.number_taken', { memberNumber: number })
    : new AppError('members.phone_taken', { memberNumber: number });
}
