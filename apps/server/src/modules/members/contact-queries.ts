import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { MemberKind } from './member.ts';
import { seenBy } from './scope-queries.ts';
import type { MembersTables } from './tables.ts';

/** Members by whose they are, where they belong and of which kind; an empty list asks for nothing. */
export type Audience = {
  /** Null stands for the operator, whose own members have no issuer. */
  issuerIds: readonly (Id<'organization'> | null)[];
  departmentIds: readonly Id<'department'>[];
  kinds: readonly MemberKind[];
};

export async function selectReach(ctx: Ctx, ids: readonly Id<'member'>[]): Promise<{ id: Id<'member'>; hasPhone: boolean; hasEmail: boolean }[]> {
  const { rows } = await sql<{ id: Id<'member'>; hasPhone: boolean; hasEmail: boolean }>`
    select id, phone_hash is not null as "hasPhone",
      exists (select from members.private_field as held where held.member_id = member.id and held.field = 'email') as "hasEmail"
    from members.member where id = any(${ids}::uuid[]) and status = 'active' and ${seenBy(ctx.actor)}`.execute(ctx.tx);
  return rows;
}

export async function selectAudience(ctx: Ctx, audience: Audience, page: { afterId: string | null; limit: number }): Promise<Id<'member'>[]> {
  let query = matching(ctx, audience).select('id').orderBy('id').limit(page.limit);
  if (page.afterId !== null) query = query.where('id', '>', page.afterId as Id<'member'>); // The id of the last member told.
  return (await query.execute()).map(({ id }) => id);
}

export async function selectAudienceCount(ctx: Ctx, audience: Audience): Promise<number> {
  const { count } = await matching(ctx, audience)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function matching(ctx: Ctx, { issuerIds, departmentIds, kinds }: Audience) {
  let query = ctx.tx.withTables<MembersTables>().selectFrom('members.member').where('status', '=', 'active').where(seenBy(ctx.actor));
  if (departmentIds.length > 0) query = query.where((row) => row('department_id', '=', row.fn.any(row.val([...departmentIds]))));
  // An anonymous card is nobody to be told or given anything.
  query = kinds.length > 0 ? query.where('kind', 'in', [...kinds]) : query.where('kind', '<>', 'anonymous');
  if (issuerIds.length > 0) {
    const named = issuerIds.flatMap((id) => id ?? []);
    query = query.where((row) =>
      row.or([
        ...(named.length > 0 ? [row('issuer_id', 'in', named)] : []),
        ...(named.length < issuerIds.length ? [row('issuer_id', 'is', null)] : []),
      ]),
    );
  }
  return query;
}
