import type { BusinessDay, Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { SpendingDay } from './queries.ts';
import type { AlertsTables } from './tables.ts';

type MemberId = Id<'member'>;
const tables = (ctx: Ctx) => ctx.tx.withTables<AlertsTables>();

/** Oldest first, behind a day. */
export async function selectSpendingOf(
  ctx: Ctx,
  memberId: MemberId,
  { after, limit }: { after: string | null; limit: number },
): Promise<Omit<SpendingDay, 'member_id'>[]> {
  const { rows } = await sql<Omit<SpendingDay, 'member_id'>>`
    select business_on::text, spent_minor from alerts.spending_day
    where member_id = ${memberId} and (${after}::date is null or business_on > ${after}::date) order by business_on limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** One a day at most, without who looked into it. */
export function selectAlertsOf(ctx: Ctx, memberId: MemberId) {
  return tables(ctx)
    .selectFrom('alerts.alert')
    .select([
      'id',
      'kind',
      'amount_minor',
      'threshold_minor',
      'raised_at',
      'reviewed_at',
      'note',
      sql<BusinessDay>`business_on::text`.as('business_on'),
    ])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .execute();
}

export async function forgetSpendingOf(ctx: Ctx, memberId: MemberId): Promise<void> {
  await tables(ctx).deleteFrom('alerts.spending_day').where('member_id', '=', memberId).execute();
}

/** Answers all of the member's alerts. */
export async function dropNotesOf(ctx: Ctx, memberId: MemberId): Promise<Id<'alert'>[]> {
  const rows = await tables(ctx).updateTable('alerts.alert').set({ note: null }).where('member_id', '=', memberId).returning('id').execute();
  return rows.map(({ id }) => id);
}
