import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { seenBy } from './scope-queries.ts';
import type { MembersTables } from './tables.ts';

export const MEMBER_COLUMNS = [
  'id',
  'member_number',
  'name',
  'kind',
  'department',
  'department_id',
  'issuer_id',
  'phone_masked',
  'status',
  'created_at',
] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<MembersTables>();
/** Every look at a member goes through here: whom the actor may not see is missing, as if there were no such member. */
const seen = (ctx: Ctx) => tables(ctx).selectFrom('members.member').where(seenBy(ctx.actor));

export function selectMembersById(ctx: Ctx, ids: readonly Id<'member'>[]) {
  return seen(ctx).select(MEMBER_COLUMNS).where('id', 'in', ids).execute();
}

/** By numbers in lower case. */
export function selectMembersByNumber(ctx: Ctx, numbers: readonly string[]) {
  return seen(ctx).select(MEMBER_COLUMNS).where('search_number', 'in', numbers).execute();
}

export function selectMemberByUser(ctx: Ctx, userId: string) {
  return seen(ctx).select(MEMBER_COLUMNS).where(sql<SqlBool>`user_id = ${userId}`).executeTakeFirst();
}

/** Those that were entered; one whose number or phone is taken is missing. */
export function insertMembers(ctx: Ctx, rows: Insertable<MembersTables['members.member']>[]) {
  return tables(ctx)
    .insertInto('members.member')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(MEMBER_COLUMNS)
    .execute();
}

export function lockMember(ctx: Ctx, id: Id<'member'>) {
  return seen(ctx)
    .select([...MEMBER_COLUMNS, 'user_id', 'forgotten_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** In the order of their ids, so that two who lock several never wait for each other. */
export function lockMembers(ctx: Ctx, ids: readonly Id<'member'>[]) {
  return seen(ctx)
    .select([...MEMBER_COLUMNS, 'user_id', 'forgotten_at'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function updateMemberRows(ctx: Ctx, ids: readonly Id<'member'>[], change: Updateable<MembersTables['members.member']>): Promise<void> {
  if (ids.length > 0) await tables(ctx).updateTable('members.member').set(change).where('id', 'in', ids).execute();
}

export function updateMemberRow(ctx: Ctx, id: Id<'member'>, change: Updateable<MembersTables['members.member']>) {
  return tables(ctx).updateTable('members.member').set(change).where('id', '=', id).returning(MEMBER_COLUMNS).executeTakeFirstOrThrow();
}

/** The name that people read, after the department was given another one. */
export async function renameDepartmentOfMembers(ctx: Ctx, departmentId: Id<'department'>, name: string): Promise<void> {
  await tables(ctx)
    .updateTable('members.member')
    .set({ department: name })
    .where('department_id', '=', departmentId)
    .where('forgotten_at', 'is', null)
    .execute();
}
