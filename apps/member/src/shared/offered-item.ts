import { useQuery } from '@tanstack/react-query';
import type { OfferedItem } from '@tessera/contract';
import { client } from './client.ts';
import { keys } from './queries.ts';

/** One thing that a merchant offers. */
export function useOfferedItem(itemId: OfferedItem['id']) {
  return useQuery({ queryKey: [...keys.services, 'one', itemId], queryFn: () => client.catalogue.getOfferedItem({ itemId }) });
}
