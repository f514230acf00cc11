import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { Spelling } from './spelling.ts';
import type { MembersTables } from './tables.ts';

/** Members whose names nobody has spelled yet, locked; those that somebody else holds are left to the next run. */
export function lockUnspelled(ctx: Ctx, limit: number) {
  return ctx.tx
    .withTables<MembersTables>()
    .selectFrom('members.member')
    .select(['id', 'name'])
    .where('search_spelling', '=', '')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function saveSpellings(ctx: Ctx, rows: readonly (Spelling & { id: Id<'member'> })[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`update members.member as member
    set search_spelling = new.search_spelling, search_initials = new.search_initials, search_given_spelling = new.search_given_spelling
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id uuid, search_spelling text, search_initials text, search_given_spelling text)
    where member.id = new.id`.execute(ctx.tx);
}
