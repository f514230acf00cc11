import type { Id, Minor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { CheckoutsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CheckoutsTables>();
const COLUMNS = ['id', 'member_id', 'merchant_id', 'gross_minor', 'discount_minor', 'total_minor', 'applied', 'returned_minor', 'at'] as const;
export type CheckoutRow = NonNullable<Awaited<ReturnType<typeof selectCheckout>>>;
export type NewShare = Insertable<CheckoutsTables['checkouts.share']>;

export function selectCheckout(ctx: Ctx, checkoutId: Id<'checkout'>) {
  return tables(ctx).selectFrom('checkouts.checkout').select(COLUMNS).where('id', '=', checkoutId).executeTakeFirst();
}

/** Held by whoever gives back of it, so that portions are counted one by one. */
export function lockCheckout(ctx: Ctx, checkoutId: Id<'checkout'>) {
  return tables(ctx).selectFrom('checkouts.checkout').select(COLUMNS).where('id', '=', checkoutId).forUpdate().executeTakeFirst();
}

export async function insertCheckout(ctx: Ctx, row: Insertable<CheckoutsTables['checkouts.checkout']>, shares: readonly NewShare[]): Promise<void> {
  await tables(ctx).insertInto('checkouts.checkout').values(row).execute();
  if (shares.length > 0)
    await tables(ctx)
      .insertInto('checkouts.share')
      .values([...shares])
      .execute();
}

export function selectShares(ctx: Ctx, checkoutId: Id<'checkout'>) {
  return tables(ctx)
    .selectFrom('checkouts.share')
    .select(['campaign_id', 'discount_minor', 'cost_minor', 'transfer_id', 'returned_minor'])
    .where('checkout_id', '=', checkoutId)
    .orderBy('campaign_id')
    .execute();
}

export async function setReturned(ctx: Ctx, checkoutId: Id<'checkout'>, returnedMinor: Minor): Promise<void> {
  await tables(ctx).updateTable('checkouts.checkout').set({ returned_minor: returnedMinor }).where('id', '=', checkoutId).execute();
}

export async function setShareReturned(
  ctx: Ctx,
  of: { checkoutId: Id<'checkout'>; campaignId: Id<'campaign'>; returnedMinor: Minor },
): Promise<void> {
  await tables(ctx)
    .updateTable('checkouts.share')
    .set({ returned_minor: of.returnedMinor })
    .where('checkout_id', '=', of.checkoutId)
    .where('campaign_id', '=', of.campaignId)
    .execute();
}

export async function selectBearers(ctx: Ctx, transferIds: readonly string[]): Promise<{ transferId: string; bearer: Bearer }[]> {
  if (transferIds.length === 0) return [];
  const { rows } = await sql<{ transferId: string; bearer: Bearer }>`
    select transfer_id as "transferId", bearer from checkouts.share where transfer_id = any(${[...transferIds]}::uuid[])`.execute(ctx.tx);
  return rows;
}

/** Of payments at whose price the merchant took something off itself: how much in all, and what was paid. */
export async function selectOwnParts(ctx: Ctx, ids: readonly Id<'checkout'>[]): Promise<{ id: string; discountMinor: Minor; totalMinor: Minor }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; discountMinor: Minor; totalMinor: Minor }>`
    select c.id, sum(s.discount_minor)::bigint as "discountMinor", c.total_minor as "totalMinor"
    from checkouts.share s join checkouts.checkout c on c.id = s.checkout_id
    where s.checkout_id = any(${[...ids]}::uuid[]) and s.bearer = 'merchant' and s.discount_minor > 0
    group by c.id, c.total_minor`.execute(ctx.tx);
  return rows;
}

/** What is held of one person, newest first. */
export function selectCheckoutsOfMember(ctx: Ctx, of: { memberId: Id<'member'>; beforeId: Id<'checkout'> | undefined; limit: number }) {
  const query = tables(ctx)
    .selectFrom('checkouts.checkout')
    .select(COLUMNS)
    .where('member_id', '=', of.memberId)
    .orderBy('id', 'desc')
    .limit(of.limit);
  return (of.beforeId ? query.where('id', '<', of.beforeId) : query).execute();
}
