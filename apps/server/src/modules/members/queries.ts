import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { MemberKind } from './member.ts';
import type { MembersTables } from './tables.ts';

const MEMBER_COLUMNS = [
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

export type MemberFilter = {
  q?: string;
  /** Find the member whose whole phone number, e-mail address or ID number `q` is. */
  hashes?: { phone: string; email: string; idNumber: string };
  kind?: MemberKind;
  issuerId?: Id<'organization'>;
  departmentIds?: readonly Id<'department'>[];
  beforeId?: Id<'member'>;
  limit: number;
};

/**
 * Newest first. Each way of searching has its index; they are prefixes by `starts_with`, because under row-level security PostgreSQL uses
 * an index only for functions that cannot leak a row, which `like` and trigrams may.
 */
export function selectMembers(ctx: Ctx, filter: MemberFilter) {
  let query = tables(ctx).selectFrom('members.member').select(MEMBER_COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  const { q, hashes, kind, issuerId, departmentIds, beforeId } = filter;
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (issuerId !== undefined) query = query.where('issuer_id', '=', issuerId);
  if (departmentIds !== undefined) query = query.where(sql<SqlBool>`department_id = any (${departmentIds}::uuid[])`);
  if (q) {
    query = query.where(
      sql<SqlBool>`(starts_with(search_name, lower(${q})) or starts_with(search_given, lower(${q}))
        or starts_with(search_number, lower(${q})) or phone_hash = ${hashes?.phone ?? null}
        or id in (select member_id from members.private_field where (field, value_hash) in (('email', ${hashes?.email ?? null}), ('idNumber', ${hashes?.idNumber ?? null}))))`,
    );
  }
  return query.execute();
}

export function selectMembersById(ctx: Ctx, ids: readonly Id<'member'>[]) {
  return tables(ctx).selectFrom('members.member').select(MEMBER_COLUMNS).where('id', 'in', ids).execute();
}

/** By numbers in lower case. */
export function selectMembersByNumber(ctx: Ctx, numbers: readonly string[]) {
  return tables(ctx).selectFrom('members.member').select(MEMBER_COLUMNS).where('search_number', 'in', numbers).execute();
}

export function selectMemberByUser(ctx: Ctx, userId: string) {
  return tables(ctx).selectFrom('members.member').select(MEMBER_COLUMNS).where(sql<SqlBool>`user_id = ${userId}`).executeTakeFirst();
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
  return tables(ctx)
    .selectFrom('members.member')
    .select([...MEMBER_COLUMNS, 'user_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function updateMemberRow(ctx: Ctx, id: Id<'member'>, change: Updateable<MembersTables['members.member']>) {
  return tables(ctx).updateTable('members.member').set(change).where('id', '=', id).returning(MEMBER_COLUMNS).executeTakeFirstOrThrow();
}

/** The name that people read, after the department was given another one. */
export async function renameDepartmentOfMembers(ctx: Ctx, departmentId: Id<'department'>, name: string): Promise<void> {
  await tables(ctx).updateTable('members.member').set({ department: name }).where('department_id', '=', departmentId).execute();
}
