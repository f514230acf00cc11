import { AppError, type ContentOf, type merchants, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { findOrganizations, updateMerchant } from '../organizations/index.ts';
import { revokeTerminalsOf } from '../terminals/index.ts';
import { tomorrowOf } from './contract.ts';
import { endContracts, lockContractsOf, selectPayable } from './contract-queries.ts';
import { closeShopsOf } from './shop-queries.ts';

type Leave = typeof merchants.endMerchant;
/** Whether something is open between a merchant and the operator that must be settled before it leaves; each module above adds its own. */
export type StillOwed = (ctx: Ctx, organizationId: Id<'organization'>) => Promise<boolean>;

/**
 * For good: the contract holds through this day and no longer, drafts are put away, shops close, terminals are revoked, and the merchant takes
 * no payments any more. It is suspended before anybody looks what is owed, so that nothing new comes; a refusal takes the suspension back.
 * @throws AppError `organizations.unknown`, `merchants.no_contract`, `merchants.still_owed`
 */
export async function endMerchant(ctx: Ctx, input: ContentOf<Leave>, owed: readonly StillOwed[]): Promise<OutputOf<Leave>> {
  const { organizationId, reason } = input;
  const merchant = (await findOrganizations(ctx, [organizationId])).get(organizationId);
  if (merchant?.kind !== 'merchant') throw new AppError('organizations.unknown', { organizationId });
  await lockContractsOf(ctx, organizationId);
  if (merchant.status === 'active') await updateMerchant(ctx, { organizationId, status: 'suspended' });
  const revokedTerminals = await revokeTerminalsOf(ctx, organizationId);
  for (const isOwed of [isPayable, ...owed]) {
    if (await isOwed(ctx, organizationId)) throw new AppError('merchants.still_owed', { organizationId });
  }
  const endedOn = await tomorrowOf(ctx);
  const ended = await endContracts(ctx, { organizationId, on: endedOn });
  if (ended === 0) throw new AppError('merchants.no_contract', { organizationId });
  const closedShops = await closeShopsOf(ctx, organizationId);
  const after = { reason, endedOn, closedShops, revokedTerminals };
  await record(ctx, { action: 'merchants.endMerchant', targetKind: 'organization', targetId: organizationId, after });
  return { endedOn, closedShops, revokedTerminals };
}

/** The account of what the merchant is to be paid stands at nought, or is not open. */
async function isPayable(ctx: Ctx, organizationId: Id<'organization'>): Promise<boolean> {
  const account = await selectPayable(ctx, organizationId);
  return account !== undefined && (await balanceOf(ctx, account)) !== 0;
}
