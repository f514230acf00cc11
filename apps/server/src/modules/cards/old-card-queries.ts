import type { OldCardState } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import { type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { CardStatus } from './card.ts';
import type { CardsTables } from './tables.ts';

export type OldCardRow = { cardId: Id<'card'>; memberId: Id<'member'>; tail: string; status: CardStatus; validUntil: BusinessDay };
export type OldCardFilter = {
  state?: OldCardState | undefined;
  memberIds?: readonly Id<'member'>[] | undefined;
  beforeId?: Id<'card'> | undefined;
  today: BusinessDay;
  limit: number;
};

const seen = (ctx: Ctx) =>
  ctx.tx.withTables<CardsTables>().selectFrom('cards.card').where('valid_until', 'is not', null).where(ofMembersSeenBy(ctx.actor, 'member_id'));

/** As the contract calls them: a frozen card is still one that somebody uses. */
const STATES: Record<OldCardState, (today: BusinessDay) => ReturnType<typeof sql<SqlBool>>> = {
  active: (today) => sql<SqlBool>`status <> 'void' and valid_until >= ${today}::date`,
  outdated: (today) => sql<SqlBool>`status <> 'void' and valid_until < ${today}::date`,
  replaced: () => sql<SqlBool>`status = 'void'`,
};

/** Cards of the system before ours, newest first, of members whom the actor may look at. */
export function selectOldCards(ctx: Ctx, filter: OldCardFilter): Promise<OldCardRow[]> {
  const { state, memberIds, beforeId, today, limit } = filter;
  let query = seen(ctx)
    .select(['id as cardId', 'member_id as memberId', 'tail', 'status', sql<BusinessDay>`valid_until::text`.as('validUntil')])
    .orderBy('id', 'desc')
    .limit(limit);
  if (state) query = query.where(STATES[state](today));
  if (memberIds) query = query.where(sql<SqlBool>`member_id = any(${memberIds}::uuid[])`);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export type OldCardCounts = Record<OldCardState, number> & { endsOn: BusinessDay | null };

export async function countOldCards(ctx: Ctx, today: BusinessDay): Promise<OldCardCounts> {
  return seen(ctx)
    .select([
      sql<number>`(count(*) filter (where ${STATES.active(today)}))::int`.as('active'),
      sql<number>`(count(*) filter (where ${STATES.outdated(today)}))::int`.as('outdated'),
      sql<number>`(count(*) filter (where ${STATES.replaced(today)}))::int`.as('replaced'),
      sql<BusinessDay | null>`(max(valid_until) filter (where ${STATES.active(today)}))::text`.as('endsOn'),
    ])
    .executeTakeFirstOrThrow();
}

/** Marks the next cards that end within so many days as told of, and answers them; nobody is told twice of one number of days. */
export async function takeOldCardsEnding(ctx: Ctx, of: { today: BusinessDay; days: number; limit: number }): Promise<OldCardRow[]> {
  const { rows } = await sql<OldCardRow>`
    update cards.card set warned_days = ${of.days} where id in (
      select id from cards.card
      where valid_until between ${of.today}::date and ${of.today}::date + ${of.days}::int and status <> 'void'
        and (warned_days is null or warned_days > ${of.days})
      order by id limit ${of.limit} for update skip locked)
    returning id as "cardId", member_id as "memberId", tail, status, valid_until::text as "validUntil"`.execute(ctx.tx);
  return rows;
}
