import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Campaign, CampaignState, Coupon, CouponState } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type CampaignId = Campaign['id'];
/** How often an open campaign looks again what of its budget is taken. */
const LOOK_AGAIN_MS = 5_000;

export const CAMPAIGN_STATES = ['draft', 'approved', 'running', 'paused', 'ended'] as const satisfies readonly CampaignState[];
export const COUPON_STATES = ['available', 'locked', 'used', 'expired', 'withdrawn'] as const satisfies readonly CouponState[];
export const TRIGGERS = ['open', 'coupon', 'code'] as const satisfies readonly Campaign['trigger'][];

type Filters = { q?: string | undefined; state?: CampaignState | undefined; trigger?: Campaign['trigger'] | undefined };

export function useCampaigns(filters: Filters) {
  return useKeyset({
    key: ['promotions', 'page', filters],
    fetch: (paging, signal) => client.promotions.listCampaigns({ ...filters, ...paging }, { signal }),
  });
}

export function useCampaign(campaignId: CampaignId) {
  return useQuery({
    queryKey: ['promotions', 'one', campaignId],
    queryFn: ({ signal }) => client.promotions.getCampaign({ campaignId }, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCampaignDays(campaignId: CampaignId) {
  return useQuery({
    queryKey: ['promotions', 'days', campaignId],
    queryFn: ({ signal }) => client.promotions.listCampaignDays({ campaignId }, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCampaignEffect(campaignId: CampaignId) {
  return useQuery({
    queryKey: ['promotions', 'effect', campaignId],
    queryFn: ({ signal }) => client.checkouts.getCampaignEffect({ campaignId }, { signal }),
  });
}

export function useCampaignPayments(campaignId: CampaignId) {
  return useKeyset({
    key: ['promotions', 'payments', campaignId],
    fetch: (paging, signal) => client.checkouts.listCampaignPayments({ campaignId, ...paging }, { signal }),
  });
}

export function useCoupons(campaignId: CampaignId, state: CouponState | undefined) {
  return useKeyset({
    key: ['promotions', 'coupons', campaignId, state],
    fetch: (paging, signal) => client.promotions.listCoupons({ campaignId, state, ...paging }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['promotions'] });
}

export function useCreateCampaign() {
  return useMutation({ mutationFn: useKeyedCall(client.promotions.createCampaign), onSuccess: useLookAgain() });
}

export function useUpdateCampaign() {
  type Change = Parameters<typeof client.promotions.updateCampaign>[0];
  return useMutation({ mutationFn: (change: Change) => client.promotions.updateCampaign(change), onSuccess: useLookAgain() });
}

export type Act = 'approve' | 'start' | 'pause' | 'end';

export function useTurnCampaign() {
  return useMutation({ mutationFn: turn, onSuccess: useLookAgain() });
}

function turn({ act, campaign: { id: campaignId, revision } }: { act: Act; campaign: Campaign }): Promise<Campaign> {
  const { promotions } = client;
  if (act === 'approve') return promotions.approveCampaign({ campaignId, revision });
  if (act === 'start') return promotions.startCampaign({ campaignId, revision });
  return act === 'pause' ? promotions.pauseCampaign({ campaignId }) : promotions.endCampaign({ campaignId });
}

export function useIssueCoupons() {
  return useMutation({ mutationFn: useKeyedCall(client.promotions.issueCoupons), onSuccess: useLookAgain() });
}

export function useIssueToAudience() {
  return useMutation({ mutationFn: useKeyedCall(client.promotions.issueCouponsToAudience), onSuccess: useLookAgain() });
}

export function useMakeCodes() {
  return useMutation({ mutationFn: useKeyedCall(client.promotions.makeCouponCodes), onSuccess: useLookAgain() });
}

export function useWithdrawCoupon() {
  return useMutation({ mutationFn: ({ id }: Coupon) => client.promotions.withdrawCoupon({ couponId: id }), onSuccess: useLookAgain() });
}
