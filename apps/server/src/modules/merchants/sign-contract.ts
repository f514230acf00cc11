import { AppError, type ContentOf, type merchants } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { appointStaff, createMerchant } from '../organizations/index.ts';
import { lockedApplication } from './application.ts';
import { auditedContract, type ContractView, describeContract, lockedContract, refusePast, refuseSecondToday } from './contract.ts';
import {
  type ContractRow,
  insertPayable,
  lockContractsOf,
  lockPayables,
  selectNextVersion,
  selectPayable,
  updateContract,
} from './contract-queries.ts';
import { updateApplication } from './queries.ts';
import { operatorOf } from './staff-of.ts';

type Input = ContentOf<typeof merchants.signContract>;

/**
 * Another person than its maker makes a contract hold. The first one of an applicant makes the merchant and its manager, all in one
 * transaction; the first one of any merchant opens the account of what it is to be paid.
 * @throws AppError `merchants.contract_unknown`, `merchants.not_now`, `merchants.needs_another_person`, `merchants.begins_in_past`,
 * `merchants.begins_today`, `merchants.manager_needed`, `organizations.name_taken`, `identity.user_name_taken`
 */
export async function signContract(ctx: Ctx, { contractId, manager }: Input): Promise<ContractView> {
  const { staffId, name } = operatorOf(ctx);
  const before = await lockedContract(ctx, contractId);
  if (before.state !== 'drawn') throw new AppError('merchants.not_now', { contractId });
  if (before.drawn_by === staffId) throw new AppError('merchants.needs_another_person', { contractId });
  await refusePast(ctx, before.valid_from);
  const organizationId = before.organization_id ?? (await enterMerchant(ctx, before, manager));
  await lockContractsOf(ctx, organizationId);
  await refuseSecondToday(ctx, { organizationId, validFrom: before.valid_from });
  const version = await selectNextVersion(ctx, organizationId);
  const signature = { signed_by: staffId, signed_by_name: name, signed_at: ctx.now };
  await updateContract(ctx, contractId, { state: 'signed', organization_id: organizationId, version, ...signature });
  await payableAccountOf(ctx, organizationId);
  const after = await lockedContract(ctx, contractId);
  await record(ctx, {
    action: 'merchants.signContract',
    targetKind: 'merchantContract',
    targetId: contractId,
    before: { state: before.state },
    after: { ...auditedContract(after), organizationId, maker: before.drawn_by_name, checker: name },
  });
  return describeContract(ctx, after);
}

/** Asked as the system: whoever signs need not hold every right that a merchant's manager has among the merchant's own. */
async function enterMerchant(ctx: Ctx, { id: contractId, application_id }: ContractRow, manager: Input['manager']): Promise<Id<'organization'>> {
  if (!application_id) throw new Error('a contract is of an application or of a merchant');
  if (!manager) throw new AppError('merchants.manager_needed', { contractId });
  const application = await lockedApplication(ctx, application_id);
  if (application.state !== 'approved') throw new AppError('merchants.not_now', { contractId });
  const merchant = await createMerchant(ctx, { name: application.company_name, category: application.category });
  await asSystem(ctx, (system) => appointStaff(system, { ...manager, organizationId: merchant.id, role: 'merchantManager', passwordIs: 'initial' }));
  await updateApplication(ctx, application_id, { state: 'contracted', organization_id: merchant.id, changed_at: ctx.now });
  return merchant.id;
}

/** Where the books gather what a merchant is to be paid: opened once, with its first contract. */
export async function payableAccountOf(ctx: Ctx, organizationId: Id<'organization'>): Promise<number> {
  const known = await selectPayable(ctx, organizationId);
  if (known !== undefined) return known;
  await lockPayables(ctx);
  const meanwhile = await selectPayable(ctx, organizationId);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: organizationId, kind: 'merchant', hot: true });
  await insertPayable(ctx, { organization_id: organizationId, account_id: account.id, opened_at: ctx.now });
  return account.id;
}
