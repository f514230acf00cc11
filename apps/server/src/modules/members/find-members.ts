import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { normalPhone, phoneHashOf } from '../identity/index.ts';
import { selectMembersByPhone } from './import-queries.ts';
import { selectMembers } from './list-queries.ts';
import { type MemberKind, type MemberView, memberView } from './member.ts';
import { selectMemberByUser, selectMembersById, selectMembersByNumber } from './queries.ts';

/** Members for the lists of other modules, by id, in one query. Whom the actor may not see is missing. */
export async function findMembers(ctx: Ctx, ids: Iterable<Id<'member'>>): Promise<Map<Id<'member'>, MemberView>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await selectMembersById(ctx, wanted);
  return new Map(rows.map((row) => [row.id, memberView(row)]));
}

/** The same by member number; the keys are the numbers in lower case, as people type them in either. */
export async function findMembersByNumber(ctx: Ctx, numbers: Iterable<string>): Promise<Map<string, MemberView>> {
  const wanted = [...new Set([...numbers].map((number) => number.toLowerCase()))];
  if (wanted.length === 0) return new Map();
  const rows = await selectMembersByNumber(ctx, wanted);
  return new Map(rows.map((row) => [row.member_number.toLowerCase(), memberView(row)]));
}

/** Who has each of these phones, by `normalPhone`; closed members as well. Asked by the system. */
export async function findMembersByPhone(ctx: Ctx, phones: Iterable<string>, secrets: SecretBox): Promise<Map<string, MemberView>> {
  const wanted = new Map([...phones].map((phone) => [phoneHashOf(secrets, phone), normalPhone(phone)]));
  if (wanted.size === 0) return new Map();
  const rows = await selectMembersByPhone(ctx, [...wanted.keys()]);
  return new Map(rows.map((row) => [wanted.get(row.phone_hash ?? '') ?? '', memberView(row)]));
}

/** Which member a signed-in user is, asked by the system before there is an actor. Closed members are found as well. */
export async function findMemberByUser(ctx: Ctx, userId: string): Promise<MemberView | null> {
  const row = await selectMemberByUser(ctx, userId);
  return row ? memberView(row) : null;
}

/** Members that a search in another module's list takes in; who finds more than that has to type more. */
const FOUND_MAX = 100;

/** The ids of members, of one kind or of all, whose name, given name or number begins with `q`, newest first. */
export async function searchMembers(ctx: Ctx, q: string, kind?: MemberKind): Promise<Id<'member'>[]> {
  const rows = await selectMembers(ctx, { q, kind, limit: FOUND_MAX });
  return rows.map((row) => row.id);
}
