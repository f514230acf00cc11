import type { Ctx } from '../../platform/ctx.ts';
import { findTransfer } from './find-transfer.ts';
import { hasHold } from './hold-queries.ts';

/** Whether the key names something already: a transfer, a charge that was declined, or a hold. A charge may still be on its way. */
export async function isKeyUsed(ctx: Ctx, key: string): Promise<boolean> {
  const { state } = await findTransfer(ctx, key);
  return state !== 'unknown' || (await hasHold(ctx, key));
}
