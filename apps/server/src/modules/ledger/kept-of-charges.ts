import { type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectKept } from './mirror-queries.ts';
import { legIdsOf } from './transfer.ts';

/**
 * What is left of each charge over all its legs, after all that was ever given back of it; by the key of the charge. It is the ledger's word of
 * now: whoever follows the journal and lags behind reads what the pages to come have in store.
 */
export async function keptOfCharges(ctx: Ctx, keys: readonly string[]): Promise<Map<string, Minor>> {
  const legs = keys.flatMap((key) => legIdsOf(key).map((id) => ({ key, id })));
  if (legs.length === 0) return new Map();
  return new Map((await selectKept(ctx, legs)).map(({ key, kept }) => [key, toMinor(kept)]));
}
