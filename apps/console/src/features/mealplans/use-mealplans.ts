import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HoldingStatus, MealHolding, MealPeriod, MealPlan } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type PlanId = MealPlan['id'];
export const PLAN_STATUSES = ['open', 'closed'] as const satisfies readonly MealPlan['status'][];
export const HOLDING_STATUSES = ['active', 'upcoming', 'over', 'ended'] as const satisfies readonly HoldingStatus[];
export const MEAL_PERIODS = ['breakfast', 'lunch', 'dinner', 'night'] as const satisfies readonly MealPeriod[];
export type MealQuery = Omit<Parameters<typeof client.mealplans.getMealTotals>[0], 'cursor' | 'limit'>;
const PLANS_SHOWN = 200;

export function usePlans(filters: { q?: string | undefined; status?: MealPlan['status'] | undefined }) {
  return useKeyset({
    key: ['mealplans', 'page', filters],
    fetch: (paging, signal) => client.mealplans.listMealPlans({ ...filters, ...paging }, { signal }),
  });
}

/** The newest, to choose one of. */
export function usePlanChoices(status?: MealPlan['status']) {
  return useQuery({
    queryKey: ['mealplans', 'choices', status ?? ''],
    queryFn: ({ signal }) => client.mealplans.listMealPlans({ status, limit: PLANS_SHOWN }, { signal }),
  });
}

export function usePlan(planId: PlanId) {
  return useQuery({ queryKey: ['mealplans', 'one', planId], queryFn: ({ signal }) => client.mealplans.getMealPlan({ planId }, { signal }) });
}

export function useHoldings(filters: { planId?: PlanId; q?: string | undefined; status?: HoldingStatus | undefined }) {
  return useKeyset({
    key: ['mealplans', 'holdings', filters],
    fetch: (paging, signal) => client.mealplans.listMealHoldings({ ...filters, ...paging }, { signal }),
  });
}

/** What one member has, newest first. */
export function useMemberHoldings(memberId: Id<'member'>, limit: number) {
  return useQuery({
    queryKey: ['mealplans', 'member', memberId],
    queryFn: ({ signal }) => client.mealplans.listMealHoldings({ memberId, limit }, { signal }),
  });
}

export function useMemberMeals(memberId: Id<'member'>, limit: number) {
  return useQuery({
    queryKey: ['mealplans', 'meals', memberId],
    queryFn: ({ signal }) => client.mealplans.listMeals({ memberId, limit }, { signal }),
  });
}

export function useMealTotals(query: MealQuery) {
  return useKeyset({
    key: ['mealplans', 'totals', query],
    fetch: (paging, signal) => client.mealplans.getMealTotals({ ...query, ...paging }, { signal }),
  });
}

/** Over all pages of the same query. */
export function useMealSum(query: MealQuery) {
  return useQuery({
    queryKey: ['mealplans', 'sum', query],
    queryFn: ({ signal }) => client.mealplans.getMealTotals({ ...query, limit: 1 }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => Promise.all(['mealplans', 'wallets', 'payments', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useCreatePlan() {
  return useMutation({ mutationFn: useKeyedCall(client.mealplans.createMealPlan), onSuccess: useLookAgain() });
}

export function useUpdatePlan() {
  type Change = Parameters<typeof client.mealplans.updateMealPlan>[0];
  return useMutation({ mutationFn: (change: Change) => client.mealplans.updateMealPlan(change), onSuccess: useLookAgain() });
}

/** At a price out of the member's cash, or free of charge; after a refusal too, the page looks again: the price may be another. */
export function useGivePlan() {
  const grant = useKeyedCall(client.mealplans.grantMealPlan);
  const sell = useKeyedCall(client.mealplans.sellMealPlan);
  const lookAgain = useLookAgain();
  type Wish = Parameters<typeof client.mealplans.sellMealPlan>[0];
  return useMutation({
    mutationFn: ({ priceMinor, ...wish }: Omit<Wish, 'priceMinor'> & { priceMinor?: number }) =>
      priceMinor === undefined ? grant(wish) : sell({ ...wish, priceMinor }),
    onSettled: lookAgain,
  });
}

export function useGrantToAudience() {
  return useMutation({ mutationFn: useKeyedCall(client.mealplans.grantMealPlanToAudience), onSuccess: useLookAgain() });
}

export function useAudiencePreview(asked: Parameters<typeof client.mealplans.previewMealPlanAudience>[0]) {
  return useQuery({
    queryKey: ['mealplans', 'preview', asked],
    queryFn: ({ signal }) => client.mealplans.previewMealPlanAudience(asked, { signal }),
    gcTime: 0,
  });
}

export function useEndHolding() {
  const end = useKeyedCall(client.mealplans.endMealHolding);
  return useMutation({
    mutationFn: ({ holding, reason }: { holding: MealHolding; reason: string }) => end({ holdingId: holding.id, reason }),
    onSuccess: useLookAgain(),
  });
}
