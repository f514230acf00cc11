import { type Id, newId, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type MemberWish, ofMembersWished } from '../members/index.ts';
import type { CardsTables } from './tables.ts';

/** Who wants a card, and whose wallet it is a credential of. */
export type Cardless = { member_id: Id<'member'>; wallet_id: Id<'wallet'> };

function tables(ctx: Ctx) {
  return ctx.tx.withTables<CardsTables>();
}

/**
 * Of a choice of members, those who never had a physical card of ours and have none on order. Whoever has a wallet has a virtual card, so these
 * are found from the virtual cards. A card of the system before ours is no obstacle: the new one takes its place.
 */
async function cardless(ctx: Ctx, wish: MemberWish) {
  const wished = await ofMembersWished(ctx, wish, 'virtual.member_id');
  return tables(ctx)
    .selectFrom('cards.card as virtual')
    .where('virtual.kind', '=', 'virtual')
    .where('virtual.status', '<>', 'void')
    .where(wished)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('cards.card as physical')
            .select('physical.id')
            .whereRef('physical.member_id', '=', 'virtual.member_id')
            .where('physical.kind', '=', 'physical')
            .where('physical.valid_until', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('cards.card_order as open')
            .select('open.id')
            .whereRef('open.member_id', '=', 'virtual.member_id')
            .where('open.state', 'in', ['ordered', 'made', 'ready']),
        ),
      ),
    );
}

export async function countCardless(ctx: Ctx, wish: MemberWish): Promise<number> {
  const query = await cardless(ctx, wish);
  const { count } = await query.select((card) => card.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** In the order in which they became members. */
export async function selectCardless(ctx: Ctx, wish: MemberWish, limit: number): Promise<Cardless[]> {
  const query = await cardless(ctx, wish);
  return query.select(['virtual.member_id', 'virtual.wallet_id']).orderBy('virtual.member_id').limit(limit).execute();
}

export type FirstOrders = { holders: readonly Cardless[]; orderedBy: { staffId: Id<'staff'>; name: string }; issuerId: Id<'organization'> | null };

/** Leaves out whom another clerk orders for at the same moment; answers whose orders were entered. */
export async function insertFirstOrders(ctx: Ctx, { holders, orderedBy, issuerId }: FirstOrders): Promise<Id<'member'>[]> {
  if (holders.length === 0) return [];
  const rows = await tables(ctx)
    .insertInto('cards.card_order')
    .values(
      holders.map((holder) => ({
        id: newId<'cardOrder'>(ctx.now.getTime()),
        ...holder,
        replaces_id: null,
        replaced_tail: null,
        identity_by: null,
        issuer_id: issuerId,
        state: 'ordered' as const,
        fee_minor: ZERO,
        waived_because: null,
        ordered_by: orderedBy.staffId,
        ordered_by_name: orderedBy.name,
        ordered_at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('member_id')
    .execute();
  return rows.map((row) => row.member_id);
}

/** Those that this issuer's printer waits for; with null, the operator's. */
export async function countWaitingOrders(ctx: Ctx, issuerId: Id<'organization'> | null): Promise<number> {
  const { count } = await tables(ctx)
    .selectFrom('cards.card_order')
    .select((order) => order.fn.countAll<number>().as('count'))
    .where('state', '=', 'ordered')
    .where('batch_id', 'is', null)
    .where('issuer_id', 'is not distinct from', issuerId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
