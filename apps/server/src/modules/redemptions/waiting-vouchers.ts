import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { isWaitingFor } from './queries.ts';

/** A leaver with one could be given nothing back once the wallet is closed: the voucher would wait for ever. */
export function isVoucherWaiting(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  return asSystem(ctx, (system) => isWaitingFor(system, { memberId }));
}

/** Members have paid for what such a merchant has not done yet. */
export function hasVouchersWaiting(ctx: Ctx, merchantId: Id<'organization'>): Promise<boolean> {
  return asSystem(ctx, (system) => isWaitingFor(system, { merchantId }));
}
