import type { GiftOfferState } from '@tessera/contract';
import { type BusinessDay, type Id, type Minor, toMinor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { GiftsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<GiftsTables>();
const COLUMNS = [
  'id',
  'name_zh',
  'name_en',
  'kind',
  'min_minor',
  'gift_minor',
  'rate_bps',
  'cap_minor',
  'member_kinds',
  'frequency',
  'budget_minor',
  'given_count',
  'given_minor',
  'returned_minor',
  'account_id',
  'state',
  'revision',
  'written_by',
  'written_by_name',
  'started_by',
  'started_by_name',
  'created_at',
] as const;

const offers = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('gifts.offer')
    .select([...COLUMNS, sql<string>`begins_on::text`.as('begins_on'), sql<string>`ends_on::text`.as('ends_on')]);
export type OfferRow = Awaited<ReturnType<typeof selectOffers>>[number];

export type OfferFilter = { q?: string | undefined; state?: GiftOfferState | undefined; beforeId?: Id<'giftOffer'> | undefined; limit: number };

/** Newest first. */
export function selectOffers(ctx: Ctx, filter: OfferFilter) {
  let query = offers(ctx).orderBy('id', 'desc').limit(filter.limit);
  if (filter.q) query = query.where('search_name', 'like', containing(filter.q));
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function selectOffer(ctx: Ctx, offerId: Id<'giftOffer'>): Promise<OfferRow | undefined> {
  return offers(ctx).where('id', '=', offerId).executeTakeFirst();
}

export function lockOffer(ctx: Ctx, offerId: Id<'giftOffer'>): Promise<OfferRow | undefined> {
  return offers(ctx).where('id', '=', offerId).forNoKeyUpdate().executeTakeFirst();
}

/** Offers that a payment which was ordered at `at`, on that day, may be given by; in the order in which they were made. */
export function selectOffersAt(ctx: Ctx, when: { at: Date; on: BusinessDay }): Promise<OfferRow[]> {
  return offers(ctx)
    .where('state', '<>', 'draft')
    .where('begins_on', '<=', when.on)
    .where('ends_on', '>=', when.on)
    .where((of) => of.or([of('stopped_at', 'is', null), of('stopped_at', '>', when.at)]))
    .orderBy('id')
    .execute();
}

export async function isNameTaken(ctx: Ctx, name: { zh: string; en: string }, holderId: Id<'giftOffer'> | null): Promise<boolean> {
  let query = tables(ctx).selectFrom('gifts.offer').select('id').where('search_name', '=', `${name.zh} ${name.en}`.toLowerCase());
  if (holderId) query = query.where('id', '<>', holderId);
  return (await query.executeTakeFirst()) !== undefined;
}

/** False when the name is taken. */
export async function insertOffer(ctx: Ctx, row: Insertable<GiftsTables['gifts.offer']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('gifts.offer')
    .values(row)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function updateOffer(ctx: Ctx, offerId: Id<'giftOffer'>, change: Updateable<GiftsTables['gifts.offer']>): Promise<void> {
  await tables(ctx).updateTable('gifts.offer').set(change).where('id', '=', offerId).execute();
}

/** Takes a gift out of the budget; false where there is not so much left. The row is ours until the transaction ends. */
export async function drawOnBudget(ctx: Ctx, offerId: Id<'giftOffer'>, giftMinor: Minor): Promise<boolean> {
  const drawn = await tables(ctx)
    .updateTable('gifts.offer')
    .set((of) => ({ given_minor: of('given_minor', '+', giftMinor), given_count: of('given_count', '+', 1) }))
    .where('id', '=', offerId)
    .where((of) => of.or([of('budget_minor', 'is', null), of(sql`given_minor - returned_minor + ${giftMinor}`, '<=', of.ref('budget_minor'))]))
    .returning('id')
    .executeTakeFirst();
  return drawn !== undefined;
}

export async function addReturned(ctx: Ctx, offerId: Id<'giftOffer'>, giftMinor: Minor): Promise<void> {
  await tables(ctx)
    .updateTable('gifts.offer')
    .set((of) => ({ returned_minor: of('returned_minor', '+', giftMinor) }))
    .where('id', '=', offerId)
    .execute();
}

export async function insertLot(ctx: Ctx, row: Insertable<GiftsTables['gifts.lot']>): Promise<void> {
  await tables(ctx).insertInto('gifts.lot').values(row).execute();
}

/** Offers of these that the member was given by at some time. */
export async function selectGivenBy(ctx: Ctx, memberId: Id<'member'>, offerIds: readonly Id<'giftOffer'>[]): Promise<Set<Id<'giftOffer'>>> {
  if (offerIds.length === 0) return new Set();
  const rows = await tables(ctx)
    .selectFrom('gifts.lot')
    .select('offer_id')
    .distinct()
    .where('member_id', '=', memberId)
    .where('offer_id', 'in', offerIds)
    .execute();
  return new Set(rows.flatMap(({ offer_id }) => (offer_id ? [offer_id] : [])));
}

export type LotRow = {
  readonly id: Id<'payment'>;
  readonly offerId: Id<'giftOffer'> | null;
  readonly wholePaidMinor: Minor;
  readonly wholeGiftMinor: Minor;
  /** What counts now: less what was given back. */
  readonly paidMinor: Minor;
  readonly giftMinor: Minor;
  readonly creditedAt: Date;
};

/** The newest top-ups of a member that together reach a balance, the newest first: older ones are spent. */
export async function selectLotsWithin(ctx: Ctx, memberId: Id<'member'>, balanceMinor: Minor): Promise<LotRow[]> {
  const { rows } = await sql<{
    id: Id<'payment'>;
    offer_id: Id<'giftOffer'> | null;
    paid_minor: number;
    gift_minor: number;
    paid: number;
    gift: number;
    credited_at: Date;
  }>`
    select id, offer_id, paid_minor, gift_minor, paid, gift, credited_at from (
      select id, offer_id, paid_minor, gift_minor, paid_minor - paid_back_minor as paid, gift_minor - gift_back_minor as gift, credited_at,
        coalesce(sum(paid_minor - paid_back_minor + gift_minor - gift_back_minor)
          over (order by credited_at desc, id desc rows between unbounded preceding and 1 preceding), 0) as newer
      from gifts.lot where member_id = ${memberId} and paid_minor - paid_back_minor + gift_minor - gift_back_minor > 0) l
    where newer < ${balanceMinor} order by credited_at desc, id desc`.execute(ctx.tx);
  return rows.map((row) => ({
    id: row.id,
    offerId: row.offer_id,
    wholePaidMinor: toMinor(Number(row.paid_minor)),
    wholeGiftMinor: toMinor(Number(row.gift_minor)),
    paidMinor: toMinor(Number(row.paid)),
    giftMinor: toMinor(Number(row.gift)),
    creditedAt: row.credited_at,
  }));
}

/** Negative amounts put back what was taken. */
export async function takeOfLot(ctx: Ctx, lotId: Id<'payment'>, by: { ownMinor: Minor; giftMinor: Minor }): Promise<void> {
  await tables(ctx)
    .updateTable('gifts.lot')
    .set((of) => ({ paid_back_minor: of('paid_back_minor', '+', by.ownMinor), gift_back_minor: of('gift_back_minor', '+', by.giftMinor) }))
    .where('id', '=', lotId)
    .execute();
}

/** By offer, newest first. */
export function selectGifts(ctx: Ctx, filter: { offerId: Id<'giftOffer'>; beforeId: Id<'payment'> | undefined; limit: number }) {
  let query = tables(ctx)
    .selectFrom('gifts.lot')
    .select(['id', 'member_id', 'paid_minor', 'gift_minor', 'gift_back_minor', 'credited_at'])
    .where('offer_id', '=', filter.offerId)
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

/** By id, newest first: what is held of one person. */
export function selectLotsOfMember(ctx: Ctx, of: { memberId: Id<'member'>; beforeId: Id<'payment'> | undefined; limit: number }) {
  let query = tables(ctx)
    .selectFrom('gifts.lot')
    .select(['id', 'paid_minor', 'gift_minor', 'paid_back_minor', 'gift_back_minor', 'credited_at'])
    .where('member_id', '=', of.memberId)
    .orderBy('id', 'desc')
    .limit(of.limit);
  if (of.beforeId) query = query.where('id', '<', of.beforeId);
  return query.execute();
}

export function selectOfferOfLot(ctx: Ctx, lotId: Id<'payment'>) {
  return tables(ctx)
    .selectFrom('gifts.lot as lot')
    .innerJoin('gifts.offer as offer', 'offer.id', 'lot.offer_id')
    .select(['offer.id', 'offer.account_id'])
    .where('lot.id', '=', lotId)
    .executeTakeFirst();
}

export function selectLot(ctx: Ctx, lotId: Id<'payment'>) {
  return tables(ctx).selectFrom('gifts.lot').select(['id', 'gift_minor']).where('id', '=', lotId).executeTakeFirst();
}
