import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createUsers, normalPhone, phoneHashOf } from '../identity/index.ts';
import { membersAdded } from './events.ts';
import { type MemberKind, type MemberView, maskPhone, memberView } from './member.ts';
import { insertMembers, selectMembersByNumber } from './queries.ts';

const PHONE_PURPOSE = 'members.phone';

export type NewMember = {
  memberNumber: string;
  name: string;
  kind: MemberKind;
  department?: string | undefined;
  phone?: string | undefined;
  /** From identity's `hashPassword`; without it, only the phone's one-time code signs in. */
  passwordHash?: string | undefined;
};

/** Saves members and their users with three statements and tells who listens. @throws AppError `members.number_taken`, `members.phone_taken` */
export async function enterMembers(ctx: Ctx, members: readonly NewMember[], secrets: SecretBox): Promise<MemberView[]> {
  const entries = members.map((member) => ({ member, ...idsOf(ctx), phone: sealPhone(secrets, member.phone) }));
  const rows = await insertMembers(
    ctx,
    entries.map(({ member, id, userId, phone }) => ({
      ...phone,
      id,
      user_id: userId,
      member_number: member.memberNumber,
      name: member.name,
      kind: member.kind,
      department: member.department || null,
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

function sealPhone(secrets: SecretBox, phone: string | undefined) {
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
