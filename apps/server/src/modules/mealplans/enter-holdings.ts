import type { HOLDING_SOURCES } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { findMembers } from '../members/index.ts';
import { findDepartmentLines } from '../organizations/index.ts';
import { findWalletsOfMembers, raiseFencesOfMembers } from '../wallets/index.ts';
import { insertHoldings, selectHolders, selectSpansHeld } from './holding-queries.ts';
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
  const problemOf = await judgeOf(ctx, memberIds);
  const held = await selectHolders(ctx, { planId: plan.id, memberIds, ...days });
  return new Map(
    memberIds.flatMap((memberId) => {
      const problem = problemOf(memberId, plan) ?? (held.has(memberId) ? 'held_already' : undefined);
      return problem ? [[memberId, problem]] : [];
    }),
  );
}

/** The plans that one member may have on the days named with each, in a fixed number of statements. Ask as whoever may see the member's holdings. */
export async function plansFor<Offer extends Pick<Wish, 'plan' | 'days'>>(
  ctx: Ctx,
  memberId: Id<'member'>,
  offers: readonly Offer[],
): Promise<Offer[]> {
  const problemOf = await judgeOf(ctx, [memberId]);
  const held = await selectSpansHeld(ctx, { memberId, planIds: offers.map(({ plan }) => plan.id) });
  return offers.filter(({ plan, days }) => {
    const meets = held.some((span) => span.plan_id === plan.id && span.valid_from <= days.until && span.valid_until >= days.from);
    return !meets && problemOf(memberId, plan) === undefined;
  });
}

/** Looks members up once; says of each, for any plan, whether it is for them. */
async function judgeOf(ctx: Ctx, memberIds: readonly Id<'member'>[]) {
  const { members, wallets, lines } = await asSystem(ctx, async (system) => {
    const found = await findMembers(system, memberIds);
    const departments = [...found.values()].flatMap(({ departmentId }) => departmentId ?? []);
    return { members: found, wallets: await findWalletsOfMembers(system, memberIds), lines: await findDepartmentLines(system, departments) };
  });
  return (memberId: Id<'member'>, plan: PlanRow): HoldingProblem | undefined => {
    const member = members.get(memberId);
    if (!member) return 'member_unknown';
    if (member.status === 'closed' || !wallets.has(memberId)) return 'wallet_closed';
    if (member.kind === 'anonymous') return 'not_eligible';
    if (plan.member_kinds.length > 0 && !plan.member_kinds.includes(member.kind)) return 'not_eligible';
    const within = (member.departmentId && lines.get(member.departmentId)) ?? [];
    return plan.department_ids.length === 0 || plan.department_ids.some((id) => within.includes(id)) ? undefined : 'not_eligible';
  };
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
