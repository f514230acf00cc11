import { useQuery } from '@tanstack/react-query';
import type { Shop } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from './api.ts';

const PAGE_SHOPS = 200;
/** Of two thousand shops nobody chooses from a list. */
const PAGES_MAX = 10;

/** Every shop of a merchant, page after page; undefined asks for none. */
export function useShops(organizationId: Id<'organization'> | undefined) {
  return useQuery({
    queryKey: ['merchants', 'shops', organizationId],
    queryFn: async ({ signal }) => {
      if (!organizationId) throw new RangeError('asked for the shops of no merchant');
      const items: Shop[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const read = await client.merchants.listShops({ organizationId, limit: PAGE_SHOPS, cursor }, { signal });
        items.push(...read.items);
        if (read.nextCursor === null) break;
        cursor = read.nextCursor;
      }
      return { items };
    },
    enabled: organizationId !== undefined,
  });
}
