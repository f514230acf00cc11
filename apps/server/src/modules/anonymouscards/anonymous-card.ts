import { type AnonymousCardState, AppError, type anonymouscards, type OutputOf } from '@tessera/contract';
import { type Id, type Minor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { type CardStatus, findCardStatuses } from '../cards/index.ts';
import { findAccounts } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import type { AnonymousCardRow } from './queries.ts';

export type AnonymousCardView = OutputOf<typeof anonymouscards.sellAnonymousCard>;

/** What stands against ending the card, looked at by whoever has it in hand. Pure. @throws AppError */
export function refuseUnfit(card: { id: Id<'anonymousCard'>; state: AnonymousCardState; status: CardStatus }): void {
  const { id: anonymousCardId, state, status } = card;
  if (state !== 'lent') throw new AppError('anonymouscards.ended', { anonymousCardId });
  if (status === 'void') throw new AppError('cards.void');
  if (status === 'frozen') throw new AppError('anonymouscards.frozen', { anonymousCardId });
}

/** What stands against moving the money on it. Pure. @throws AppError */
export function refuseUnsettled({ balanceMinor, heldMinor }: { balanceMinor: Minor; heldMinor: Minor }): void {
  if (heldMinor > 0) throw new AppError('anonymouscards.money_held', { heldMinor });
  if (balanceMinor < 0) throw new AppError('anonymouscards.overdrawn', { balanceMinor });
}

/** Who moves money over a counter is a person. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return actor;
}

/** As the contract shows them, in a fixed number of queries. */
export async function describeAnonymousCards(ctx: Ctx, rows: readonly AnonymousCardRow[]): Promise<AnonymousCardView[]> {
  const holders = await findMembers(
    ctx,
    rows.flatMap(({ member_id, registered_to }) => (registered_to ? [member_id, registered_to] : [member_id])),
  );
  const statuses = await findCardStatuses(
    ctx,
    rows.map(({ card_id }) => card_id),
  );
  const balances = await balancesOf(
    ctx,
    rows.map(({ member_id }) => member_id),
  );
  return rows.map((row) => {
    const owner = row.registered_to && holders.get(row.registered_to);
    return {
      id: row.id,
      memberId: row.member_id,
      memberNumber: holders.get(row.member_id)?.memberNumber ?? '',
      tail: row.tail,
      state: row.state,
      cardStatus: statuses.get(row.card_id) ?? 'void',
      depositMinor: row.deposit_minor,
      balanceMinor: balances.get(row.member_id) ?? ZERO,
      soldAt: row.sold_at,
      soldByName: row.sold_by_name,
      endedAt: row.ended_at,
      endedByName: row.ended_by_name,
      paidMinor: row.paid_minor,
      registeredTo: owner ? { memberId: owner.id, name: owner.name, memberNumber: owner.memberNumber } : null,
    };
  });
}

export async function describeAnonymousCard(ctx: Ctx, row: AnonymousCardRow | undefined): Promise<AnonymousCardView> {
  const [view] = row ? await describeAnonymousCards(ctx, [row]) : [];
  if (!view) throw new Error('whoever moved the money of a card sees it');
  return view;
}

/** Asked as the system: whoever sees the card may know what is on it, as its holder could at any till. */
function balancesOf(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Map<Id<'member'>, Minor>> {
  return asSystem(ctx, async (system) => {
    const wallets = [...(await findWalletsOfMembers(system, memberIds)).values()];
    const accounts = await findAccounts(
      system,
      wallets.map(({ accountId }) => accountId),
    );
    const balanceOf = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
    return new Map(wallets.map(({ memberId, accountId }) => [memberId, balanceOf.get(accountId) ?? ZERO]));
  });
}
