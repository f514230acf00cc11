import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectKeyByHash, updateKey } from './event-queries.ts';
import { tokenHashOf } from './issuer-keys.ts';

/** A key's last use is written down at most so often, so that an issuer's calls do not wait for one another. */
const USED_EVERY_MS = 60_000;

export type ProvenIssuer = {
  readonly issuerKeyId: Id<'issuerKey'>;
  /** Whether it may move money of the issuer's deposit. */
  readonly mayTopUp: boolean;
  /** Null: the operator's own key. */
  readonly issuerId: Id<'organization'> | null;
  /** What people call the key. */
  readonly name: string;
};

/** Whose key it is; of one that is out of use, nobody's. Ask as the system. @throws AppError `loyalty.key_wrong` */
export async function proveIssuer(ctx: Ctx, token: string): Promise<ProvenIssuer> {
  const key = await selectKeyByHash(ctx, tokenHashOf(token));
  if (!key) throw new AppError('loyalty.key_wrong');
  const isFresh = key.last_used_at === null || ctx.now.getTime() - key.last_used_at.getTime() > USED_EVERY_MS;
  if (isFresh) await updateKey(ctx, key.id, { last_used_at: ctx.now });
  return { issuerKeyId: key.id, mayTopUp: key.may_top_up, issuerId: key.issuer_id, name: key.name };
}
