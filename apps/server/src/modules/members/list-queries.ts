import type { MEMBER_SORTS, Member } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { MemberKind } from './member.ts';
import { MEMBER_COLUMNS } from './queries.ts';
import { seenBy } from './scope-queries.ts';
import { typedSpelling } from './spelling.ts';
import type { MembersTables } from './tables.ts';

export type MemberFilter = {
  q?: string | undefined;
  /** Find the member whose whole phone number, e-mail address or ID number `q` is. */
  hashes?: { phone: string; email: string; idNumber: string } | undefined;
  kind?: MemberKind | undefined;
  issuerId?: Id<'organization'> | undefined;
  departmentIds?: readonly Id<'department'>[] | undefined;
  status?: Member['status'] | undefined;
};
export type MemberSort = (typeof MEMBER_SORTS)[number];
/** A page begins behind the row with this id and, where the order is by one, this text. */
export type MemberPage = MemberFilter & { sort?: MemberSort; after?: { id: Id<'member'>; text?: string } | undefined; limit: number };

export function selectMembers(ctx: Ctx, { sort = 'newest', after, limit, ...filter }: MemberPage) {
  const query = filtered(ctx, filter)
    .select([...MEMBER_COLUMNS, 'search_spelling'])
    .limit(limit);
  const id = after?.id;
  const text = after?.text ?? '';
  switch (sort) {
    case 'newest':
      return (id === undefined ? query : query.where('id', '<', id)).orderBy('id', 'desc').execute();
    case 'oldest':
      return (id === undefined ? query : query.where('id', '>', id)).orderBy('id').execute();
    case 'name':
      return (id === undefined ? query : query.where(sql<SqlBool>`(search_spelling, id) > (${text}, ${id}::uuid)`))
        .orderBy('search_spelling')
        .orderBy('id')
        .execute();
    case 'number':
      return (id === undefined ? query : query.where('search_number', '>', text)).orderBy('search_number').execute();
  }
}

/** Newest first. */
export async function selectMemberIds(ctx: Ctx, filter: MemberFilter, limit: number): Promise<Id<'member'>[]> {
  return (await filtered(ctx, filter).select('id').orderBy('id', 'desc').limit(limit).execute()).map(({ id }) => id);
}

export function selectExported(ctx: Ctx, { after, limit, ...filter }: Omit<MemberPage, 'sort'>) {
  const query = filtered(ctx, filter)
    .select([...MEMBER_COLUMNS, 'phone_sealed'])
    .orderBy('id', 'desc')
    .limit(limit);
  return (after === undefined ? query : query.where('id', '<', after.id)).execute();
}

/**
 * Each way of searching has its index; they are prefixes by `starts_with`, because under row-level security PostgreSQL uses an index only for
 * functions that cannot leak a row, which `like` and trigrams may.
 */
function filtered(ctx: Ctx, { q, hashes, kind, issuerId, departmentIds, status }: MemberFilter) {
  let query = ctx.tx.withTables<MembersTables>().selectFrom('members.member').where(seenBy(ctx.actor));
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (status !== undefined) query = query.where('status', '=', status);
  if (issuerId !== undefined) query = query.where('issuer_id', '=', issuerId);
  if (departmentIds !== undefined) query = query.where(sql<SqlBool>`department_id = any (${departmentIds}::uuid[])`);
  if (q) {
    const letters = typedSpelling(q);
    const spelled = letters
      ? sql`or starts_with(search_spelling, ${letters}) or starts_with(search_initials, ${letters}) or starts_with(search_given_spelling, ${letters})`
      : sql``;
    query = query.where(
      sql<SqlBool>`(starts_with(search_name, lower(${q})) or starts_with(search_given, lower(${q}))
        or starts_with(search_number, lower(${q})) or phone_hash = ${hashes?.phone ?? null} ${spelled}
        or id in (select member_id from members.private_field where (field, value_hash) in (('email', ${hashes?.email ?? null}), ('idNumber', ${hashes?.idNumber ?? null}))))`,
    );
  }
  return query;
}
