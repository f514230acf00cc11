import type { HOLDING_SOURCES } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { findMembers } from '../members/index.ts';
import { audienceWithin } from '../subsidies/index.ts';
import { findWalletsOfMembers, raiseFencesOfMembers } from '../wallets/index.ts';
import { insertHoldings, selectHolders } from './holding-queries.ts';
import { announcePlans, type PlanDays } from './plan.ts';
import type { PlanRow } from './queries.ts';

/** Why a member cannot have the plan. */
export type HoldingProblem = 'member_unknown' | 'wallet_closed' | 'not_eligible' | 'held_already';
type Wish = { readonly plan: PlanRow; readonly days: PlanDays; readonly memberIds: readonly Id<'member'>[] };
type Origin = {
  readonly source: (typeof HOLDING_SOURCES)[number];
  readonly importId?: Id<'import'>;
  readonly bought?: { readonly priceMinor: Minor; readonly paymentId: string };
  /** Who gave it, where that is somebody else than the transaction's actor. */
  readonly by?: { readonly made_by: Id<'staff'>; readonly made_by_name: string };
};

/** What stands in the way of each member; who is missing may have it. Changes nothing. */
export async function holdingProblems(ctx: Ctx, { plan, days, memberIds }: Wish): Promise<Map<Id<'member'>, HoldingProblem>> {
  const { members, wallets } = await asSystem(ctx, async (system) => ({
    members: await findMembers(system, memberIds),
    wallets: await findWalletsOfMembers(system, memberIds),
  }));
  const within = await asSystem(ctx, (system) => audienceWithin(system, { departmentIds: plan.department_ids, memberKinds: plan.member_kinds }));
  const departments: ReadonlySet<string> = new Set(within.departmentIds);
  const held = await selectHolders(ctx, { planId: plan.id, memberIds, ...days });
  const problems = new Map<Id<'member'>, HoldingProblem>();
  for (const memberId of memberIds) {
    const member = members.get(memberId);
    if (!member) problems.set(memberId, 'member_unknown');
    else if (member.status === 'closed' || !wallets.has(memberId)) problems.set(memberId, 'wallet_closed');
    else if (within.kinds.length > 0 && !within.kinds.includes(member.kind)) problems.set(memberId, 'not_eligible');
    else if (plan.department_ids.length > 0 && !departments.has(member.departmentId ?? '')) problems.set(memberId, 'not_eligible');
    else if (held.has(memberId)) problems.set(memberId, 'held_already');
  }
  return problems;
}

/**
 * Gives the plan to members in whose way nothing stands, under the plan's lock, which the caller holds. Their wallets look again in the same
 * transaction: the next charge knows. Answers the holdings by member.
 */
export async function enterHoldings(ctx: Ctx, wish: Wish, origin: Origin): Promise<Map<Id<'member'>, Id<'mealHolding'>>> {
  const { plan, days, memberIds } = wish;
  const wallets = await asSystem(ctx, (system) => findWalletsOfMembers(system, memberIds));
  const { actor, now } = ctx;
  const entered = new Map<Id<'member'>, Id<'mealHolding'>>();
  const rows = memberIds.flatMap((memberId) => {
    const wallet = wallets.get(memberId);
    if (!wallet) return [];
    const id = newId<'mealHolding'>(now.getTime());
    entered.set(memberId, id);
    return {
      id,
      plan_id: plan.id,
      wallet_id: wallet.walletId,
      member_id: memberId,
      valid_from: days.from,
      valid_until: days.until,
      source: origin.source,
      import_id: origin.importId ?? null,
      price_minor: origin.bought?.priceMinor ?? null,
      payment_id: origin.bought?.paymentId ?? null,
      made_by: null,
      made_by_name: null,
      ...(actor.kind === 'staff' && { made_by: actor.staffId, made_by_name: actor.name }),
      ...origin.by,
      created_at: now,
    };
  });
  await insertHoldings(ctx, rows);
  await tellWallets(ctx, [...entered.keys()]);
  return entered;
}

/** Whatever was known of these members' plans decides no charge any more, and their screens look again. */
export async function tellWallets(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<void> {
  if (memberIds.length === 0) return;
  await asSystem(ctx, (system) => raiseFencesOfMembers(system, memberIds));
  await notifyLiveAll(
    ctx,
    memberIds.map((memberId) => [`member:${memberId}`, { kind: 'mealplans' }] as const),
  );
  await announcePlans(ctx);
}
