import type { IdentityCheckWay } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { CardsTables } from './tables.ts';

type CheckTable = CardsTables['cards.identity_check'];

/** Checks of one member stand in a queue, so that tries at once are all counted. */
export async function lockIdentityChecks(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cards.identity_check ${memberId}`}, 0))`.execute(ctx.tx);
}

export async function insertIdentityCheck(ctx: Ctx, row: Insertable<CheckTable>): Promise<void> {
  await ctx.tx.withTables<CardsTables>().insertInto('cards.identity_check').values(row).execute();
}

export async function countFailedChecks(ctx: Ctx, of: { memberId: Id<'member'>; since: Date }): Promise<number> {
  const row = await ctx.tx
    .withTables<CardsTables>()
    .selectFrom('cards.identity_check')
    .select((check) => check.fn.countAll<number>().as('count'))
    .where('member_id', '=', of.memberId)
    .where('passed', '=', false)
    .where('at', '>', of.since)
    .executeTakeFirstOrThrow();
  return row.count;
}

export type PassedCheck = { memberId: Id<'member'>; way: IdentityCheckWay };

/** The check, if it was passed by this clerk and is no older than `since`. */
export function selectPassedCheck(ctx: Ctx, of: { id: Id<'identityCheck'>; staffId: Id<'staff'>; since: Date }): Promise<PassedCheck | undefined> {
  return ctx.tx
    .withTables<CardsTables>()
    .selectFrom('cards.identity_check')
    .select(['member_id as memberId', 'way'])
    .where('id', '=', of.id)
    .where('staff_id', '=', of.staffId)
    .where('passed', '=', true)
    .where('at', '>=', of.since)
    .where(ofMembersSeenBy(ctx.actor, 'member_id'))
    .executeTakeFirst();
}

/** What was looked at says where somebody comes from; that somebody was checked stays. */
export async function forgetDocuments(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await ctx.tx.withTables<CardsTables>().updateTable('cards.identity_check').set({ document: null }).where('member_id', '=', memberId).execute();
}
