import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MealPlanOnSale, OwnMealPlan } from '@tessera/contract';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const MEALS_AT_ONCE = 20;

export function useOwnMealPlans() {
  return useQuery({ queryKey: keys.mealPlans, queryFn: async () => (await client.mealplans.listOwnMealPlans()).holdings });
}

const onSale = {
  queryKey: [...keys.mealPlans, 'on-sale'],
  queryFn: async () => (await client.mealplans.listMealPlansOnSale()).plans,
};

export function usePlansOnSale() {
  return useQuery(onSale);
}

/** Asks for a plan as it is sold now; undefined: it is not, or nobody could be asked. */
export function useFreshPlan() {
  const queries = useQueryClient();
  return async (planId: MealPlanOnSale['id']) => {
    const plans = await queries.fetchQuery({ ...onSale, staleTime: 0 }).catch(() => []);
    return plans.find(({ id }) => id === planId);
  };
}

export function useOwnMeals() {
  return useInfiniteQuery({
    queryKey: [...keys.mealPlans, 'meals'],
    queryFn: ({ pageParam }) => client.mealplans.listOwnMeals({ limit: MEALS_AT_ONCE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The key stays while no answer came, so that trying again never pays twice. */
export function useBuyPlan() {
  const onSuccess = useMoved();
  type Wish = Parameters<typeof client.mealplans.buyMealPlan>[0];
  const buy = useKeyedCall((wish: Wish, options: { key: string }) => client.mealplans.buyMealPlan(wish, options));
  return useMutation({ mutationFn: buy, onSuccess });
}

export function useReturnPlan() {
  const onSuccess = useMoved();
  const giveBack = useKeyedCall((input: { holdingId: OwnMealPlan['id'] }, options: { key: string }) =>
    client.mealplans.returnMealPlan(input, options),
  );
  return useMutation({ mutationFn: giveBack, onSuccess });
}

function useMoved() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: keys.mealPlans });
    void queries.invalidateQueries({ queryKey: keys.wallet });
  };
}
