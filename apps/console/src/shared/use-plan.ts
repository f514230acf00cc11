import { useQuery } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { indexPlan, parsePlan } from '@tessera/rules';
import { client } from './api.ts';

/** What readers of plans share, so that what is read once is read for all pages. */
export const PLAN_KEY = ['venues', 'plan'] as const;

export async function readPlan(seatPlanId: Id<'seatPlan'>, signal: AbortSignal) {
  const head = await client.venues.getSeatPlan({ seatPlanId }, { signal });
  const file = await client.venues.getSeatPlanContent({ seatPlanId }, { signal });
  const parsed = parsePlan(JSON.parse(await file.text()));
  if (!parsed.isPlan) throw new TypeError('the server sent what is no seat plan');
  return { head, plan: parsed.plan };
}

/** One version with its content, laid flat for drawing. */
export function useSeatPlan(seatPlanId: Id<'seatPlan'>) {
  return useQuery({
    queryKey: [...PLAN_KEY, seatPlanId],
    queryFn: async ({ signal }) => {
      const read = await readPlan(seatPlanId, signal);
      return { ...read, index: indexPlan(read.plan) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
