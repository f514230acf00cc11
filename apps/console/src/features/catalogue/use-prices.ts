import { useMutation, useQuery } from '@tanstack/react-query';
import type { AgreedPrice, CatalogueItem } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { useLookAgain } from './use-items.ts';

export function useAgreedPrices(itemId: CatalogueItem['id']) {
  return useKeyset({
    key: ['catalogue', 'prices', itemId],
    fetch: (paging, signal) => client.catalogue.listAgreedPrices({ itemId, ...paging }, { signal }),
  });
}

export function useProposePrice() {
  return useMutation({ mutationFn: useKeyedCall(client.catalogue.proposeAgreedPrice), onSuccess: useLookAgain() });
}

export function useSetLevelPrices() {
  return useMutation({
    mutationFn: (input: Parameters<typeof client.catalogue.setLevelPrices>[0]) => client.catalogue.setLevelPrices(input),
    onSuccess: useLookAgain(),
  });
}

/** Every level of every programme: a handful. */
export function useLevelChoices() {
  return useQuery({ queryKey: ['catalogue', 'levels'], queryFn: ({ signal }) => client.loyalty.listPointsLevels({}, { signal }) });
}

export type PriceAct = 'accept' | 'refuse';

export function useDecidePrice() {
  return useMutation({
    mutationFn: ({ act, agreedPriceId }: { act: PriceAct; agreedPriceId: AgreedPrice['id'] }) =>
      act === 'accept' ? client.catalogue.acceptAgreedPrice({ agreedPriceId }) : client.catalogue.refuseAgreedPrice({ agreedPriceId }),
    onSuccess: useLookAgain(),
  });
}
