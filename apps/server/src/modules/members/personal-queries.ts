import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { seenBy } from './scope-queries.ts';
import { spellingOf } from './spelling.ts';
import type { MembersTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MembersTables>();

export function selectUserOfMember(ctx: Ctx, memberId: Id<'member'>) {
  return tables(ctx).selectFrom('members.member').select('user_id').where('id', '=', memberId).executeTakeFirst();
}

export async function countActiveMembers(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from members.member
    where status = 'active' and ${seenBy(ctx.actor)}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** A pseudonym in the person's place; what was sealed is gone. */
export async function forgetMember(ctx: Ctx, memberId: Id<'member'>, pseudonym: { name: string; number: string }): Promise<void> {
  await tables(ctx)
    .updateTable('members.member')
    .set({
      name: pseudonym.name,
      ...spellingOf(pseudonym.name),
      forgotten_at: ctx.now,
      member_number: pseudonym.number,
      department: null,
      phone_sealed: null,
      phone_hash: null,
      phone_masked: null,
      status: 'closed',
    })
    .where('id', '=', memberId)
    .execute();
}
