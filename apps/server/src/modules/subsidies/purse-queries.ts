import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { SubsidiesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SubsidiesTables>();

/** A purse, of members whom the actor may look at, with the terms of its programme. */
const purses = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('subsidies.purse as p')
    .innerJoin('subsidies.programme as g', 'g.id', 'p.programme_id')
    .select([
      'p.id',
      'p.programme_id',
      'p.wallet_id',
      'p.member_id',
      'p.account_id',
      'p.opened_at',
      'p.swept_at',
      sql<string | null>`p.expires_on::text`.as('expires_on'),
      'g.name_zh',
      'g.name_en',
      'g.everywhere',
      'g.merchant_ids',
      'g.categories',
    ])
    .where(ofMembersSeenBy(ctx.actor, 'p.member_id'));
export type PurseRow = Awaited<ReturnType<typeof selectLivePurses>>[number];

/** Those of wallets that are not swept; in the order of their opening. */
export function selectLivePurses(ctx: Ctx, walletIds: readonly Id<'wallet'>[]) {
  return purses(ctx)
    .where('p.wallet_id', '=', sql<Id<'wallet'>>`any(${walletIds}::uuid[])`)
    .where('p.swept_at', 'is', null)
    .orderBy('p.id')
    .execute();
}

export function selectPursesOfMember(ctx: Ctx, memberId: Id<'member'>, limit: number) {
  return purses(ctx).where('p.member_id', '=', memberId).orderBy('p.id', 'desc').limit(limit).execute();
}

export function selectPursesByAccounts(ctx: Ctx, accountIds: readonly number[]) {
  return purses(ctx).where('p.account_id', '=', sql<number>`any(${accountIds}::bigint[])`).execute();
}

/** The purses of wallets on the same terms. */
export function selectPursesOnTerms(ctx: Ctx, terms: { walletIds: readonly Id<'wallet'>[]; programmeId: Id<'programme'>; expiresOn: string | null }) {
  return tables(ctx)
    .selectFrom('subsidies.purse')
    .select(['id', 'wallet_id', 'account_id', 'swept_at'])
    .where(ofMembersSeenBy(ctx.actor, 'purse.member_id'))
    .where('wallet_id', '=', sql<Id<'wallet'>>`any(${terms.walletIds}::uuid[])`)
    .where('programme_id', '=', terms.programmeId)
    .where('expires_on', 'is not distinct from', terms.expiresOn)
    .execute();
}

export async function insertPurses(ctx: Ctx, rows: readonly Insertable<SubsidiesTables['subsidies.purse']>[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('subsidies.purse').values(rows).execute();
}

/** The next holders of a programme's purses, in the order of the purses' ids. */
export function selectHolders(ctx: Ctx, page: { programmeId: Id<'programme'>; afterId: Id<'purse'> | null; limit: number }) {
  let query = tables(ctx)
    .selectFrom('subsidies.purse')
    .select(['id', 'member_id'])
    .where(ofMembersSeenBy(ctx.actor, 'purse.member_id'))
    .where('programme_id', '=', page.programmeId)
    .where('swept_at', 'is', null)
    .orderBy('id')
    .limit(page.limit);
  if (page.afterId) query = query.where('id', '>', page.afterId);
  return query.execute();
}

/** The next purses whose last day is over and whose rest is still in them; another sweeper's are passed over. */
export function lockDuePurses(ctx: Ctx, due: { today: string; limit: number }) {
  return tables(ctx)
    .selectFrom('subsidies.purse')
    .select(['id', 'programme_id', 'wallet_id', 'member_id', 'account_id'])
    .where('swept_at', 'is', null)
    .where('expires_on', '<', due.today)
    .orderBy('expires_on')
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The next purses whose last day comes by `until` and whose holders were not told yet. */
export function lockPursesToWarnOf(ctx: Ctx, due: { today: string; until: string; limit: number }) {
  return tables(ctx)
    .selectFrom('subsidies.purse')
    .select(['id', 'programme_id', 'member_id', 'account_id', sql<string>`expires_on::text`.as('expires_on')])
    .where('swept_at', 'is', null)
    .where('warned_at', 'is', null)
    .where('expires_on', '>=', due.today)
    .where('expires_on', '<=', due.until)
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function updatePurses(
  ctx: Ctx,
  ids: readonly Id<'purse'>[],
  change: { swept_at?: Date | null; warned_at?: Date | null },
): Promise<void> {
  if (ids.length === 0) return;
  await tables(ctx).updateTable('subsidies.purse').set(change).where('id', '=', sql<Id<'purse'>>`any(${ids}::uuid[])`).execute();
}

export function selectPurses(ctx: Ctx, ids: readonly Id<'purse'>[]) {
  return tables(ctx)
    .selectFrom('subsidies.purse')
    .select(['id', 'account_id'])
    .where(ofMembersSeenBy(ctx.actor, 'purse.member_id'))
    .where('id', '=', sql<Id<'purse'>>`any(${ids}::uuid[])`)
    .execute();
}

/** Those of a member that hold, or may hold, anything. */
export function lockPursesOfMember(ctx: Ctx, memberId: Id<'member'>) {
  return tables(ctx)
    .selectFrom('subsidies.purse')
    .select(['id', 'programme_id', 'wallet_id', 'member_id', 'account_id'])
    .where(ofMembersSeenBy(ctx.actor, 'purse.member_id'))
    .where('member_id', '=', memberId)
    .where('swept_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}
