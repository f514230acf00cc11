import type { AnonymousCardState } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { AnonymouscardsTables } from './tables.ts';

type CardTable = AnonymouscardsTables['anonymouscards.card'];
export type AnonymousCardRow = Pick<Selectable<CardTable>, (typeof COLUMNS)[number]>;

const COLUMNS = [
  'id',
  'member_id',
  'card_id',
  'tail',
  'state',
  'deposit_minor',
  'sold_at',
  'sold_by_name',
  'ended_at',
  'ended_by_name',
  'paid_minor',
  'registered_to',
] as const;

const FORGOTTEN_TAIL = '****';

const tables = (ctx: Ctx) => ctx.tx.withTables<AnonymouscardsTables>();
const seen = (ctx: Ctx) => tables(ctx).selectFrom('anonymouscards.card').select(COLUMNS).where(ofMembersSeenBy(ctx.actor, 'member_id'));

export type AnonymousCardFilter = {
  state?: AnonymousCardState | undefined;
  /** A card matches when its holder is one of these, or when it is this card. */
  found?: { memberIds: readonly Id<'member'>[]; cardId: Id<'card'> | undefined } | undefined;
  beforeId?: Id<'anonymousCard'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectAnonymousCards(ctx: Ctx, { state, found, beforeId, limit }: AnonymousCardFilter): Promise<AnonymousCardRow[]> {
  let query = seen(ctx).orderBy('id', 'desc').limit(limit);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  if (found)
    query = query.where((row) =>
      row.or([row('member_id', '=', row.fn.any(row.val([...found.memberIds]))), ...(found.cardId ? [row('card_id', '=', found.cardId)] : [])]),
    );
  return query.execute();
}

/** Of two who end the same card, the second waits here and finds it ended. */
export function lockAnonymousCard(ctx: Ctx, id: Id<'anonymousCard'>): Promise<AnonymousCardRow | undefined> {
  return seen(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function selectAnonymousCard(ctx: Ctx, id: Id<'anonymousCard'>): Promise<AnonymousCardRow | undefined> {
  return seen(ctx).where('id', '=', id).executeTakeFirst();
}

export function selectRegisteredTo(ctx: Ctx, memberId: Id<'member'>, limit: number): Promise<AnonymousCardRow[]> {
  return tables(ctx)
    .selectFrom('anonymouscards.card')
    .select(COLUMNS)
    .where('registered_to', '=', memberId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Whether this is a holder whose card is still out. */
export async function isHolderOfLent(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  const rows = tables(ctx).selectFrom('anonymouscards.card').select('id').where('member_id', '=', memberId).where('state', '=', 'lent');
  return (await rows.executeTakeFirst()) !== undefined;
}

/** Four stars in the place of the chip's last four characters, on the cards that became this member's. */
export async function forgetTails(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('anonymouscards.card').set({ tail: FORGOTTEN_TAIL }).where('registered_to', '=', memberId).execute();
}

export async function insertAnonymousCard(ctx: Ctx, row: Insertable<CardTable>): Promise<void> {
  await tables(ctx).insertInto('anonymouscards.card').values(row).execute();
}

export async function updateAnonymousCard(ctx: Ctx, id: Id<'anonymousCard'>, change: Updateable<CardTable>): Promise<void> {
  await tables(ctx).updateTable('anonymouscards.card').set(change).where('id', '=', id).execute();
}

export type DepositSums = { inCount: number; inMinor: Minor; outCount: number; outMinor: Minor };

/** Deposits that came in on a business day, and those that went out again, whichever way. */
export async function sumDeposits(ctx: Ctx, businessOn: BusinessDay): Promise<DepositSums> {
  const { rows } = await sql<DepositSums>`
    select
      (select count(*)::int from anonymouscards.card where sold_on = ${businessOn}::date and deposit_minor > 0) as "inCount",
      (select count(*)::int from anonymouscards.card where ended_on = ${businessOn}::date and deposit_minor > 0) as "outCount",
      (select coalesce(sum(deposit_minor), 0)::bigint from anonymouscards.card where sold_on = ${businessOn}::date) as "inMinor",
      (select coalesce(sum(deposit_minor), 0)::bigint from anonymouscards.card where ended_on = ${businessOn}::date) as "outMinor"`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('a sum has one row');
  return sums;
}
