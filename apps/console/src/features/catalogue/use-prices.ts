import { useMutation } from '@tanstack/react-query';
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

export type PriceAct = 'accept' | 'refuse';

export function useDecidePrice() {
  return useMutation({
    mutationFn: ({ act, agreedPriceId }: { act: PriceAct; agreedPriceId: AgreedPrice['id'] }) =>
      act === 'accept' ? client.catalogue.acceptAgreedPrice({ agreedPriceId }) : client.catalogue.refuseAgreedPrice({ agreedPriceId }),
    onSuccess: useLookAgain(),
  });
}
