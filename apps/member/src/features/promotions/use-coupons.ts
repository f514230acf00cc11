import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CouponOnOffer } from '@tessera/contract';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const COUPONS_AT_ONCE = 20;

export function useOwnCoupons() {
  return useInfiniteQuery({
    queryKey: [...keys.coupons, 'own'],
    queryFn: ({ pageParam }) => client.promotions.listOwnCoupons({ limit: COUPONS_AT_ONCE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useCouponsOnOffer() {
  return useQuery({ queryKey: [...keys.coupons, 'on-offer'], queryFn: async () => (await client.promotions.listCouponsOnOffer()).items });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: keys.coupons });
}

/** The key stays while no answer came, so that trying again never takes two. */
export function useTakeCoupon() {
  const onSuccess = useLookAgain();
  const take = useKeyedCall((wish: Pick<CouponOnOffer, 'campaignId'>, options: { key: string }) => client.promotions.takeCoupon(wish, options));
  return useMutation({ mutationFn: take, onSuccess });
}

export function useEnterCode() {
  const onSuccess = useLookAgain();
  return useMutation({ mutationFn: (couponCode: string) => client.promotions.enterCouponCode({ couponCode }), onSuccess });
}
