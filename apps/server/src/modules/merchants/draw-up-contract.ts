import { AppError, type ContentOf, type merchants } from '@tessera/contract';
import { type Id, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { lockedApplication } from './application.ts';
import { auditedContract, type ContractView, describeContract, lockedContract, refusePast, refuseSecondToday } from './contract.ts';
import { insertContract, selectContracts } from './contract-queries.ts';
import { PAYOUT_PURPOSE } from './sealed-columns.ts';
import { operatorOf } from './staff-of.ts';

const TAIL_DIGITS = 4;

/**
 * Who approved an application does not write its terms. One draft at a time for an application; a merchant may have several, of which the
 * signed ones count.
 * @throws AppError `merchants.application_unknown`, `merchants.not_now`, `merchants.needs_another_person`, `merchants.begins_in_past`,
 * `merchants.begins_today`, `organizations.unknown`
 */
export async function drawUpContract(ctx: Ctx, input: ContentOf<typeof merchants.drawUpContract>, secrets: SecretBox): Promise<ContractView> {
  const { staffId, name } = operatorOf(ctx);
  const { applicationId, organizationId, payoutAccount } = input;
  if (applicationId) await requireApproved(ctx, applicationId, staffId);
  if (organizationId) await requireMerchant(ctx, organizationId);
  await refusePast(ctx, input.validFrom);
  if (organizationId) await refuseSecondToday(ctx, { organizationId, validFrom: input.validFrom });
  const id = newId<'contract'>(ctx.now.getTime());
  await insertContract(ctx, {
    id,
    application_id: applicationId ?? null,
    organization_id: organizationId ?? null,
    commission_bps: input.commissionBps,
    cycle: input.cycle,
    min_payout_minor: toMinor(input.minPayoutMinor),
    payout_holder: input.payoutHolder,
    payout_bank: input.payoutBank,
    payout_sealed: secrets.seal(PAYOUT_PURPOSE, payoutAccount),
    payout_tail: payoutAccount.slice(-TAIL_DIGITS),
    valid_from: input.validFrom,
    drawn_by: staffId,
    drawn_by_name: name,
    drawn_at: ctx.now,
  });
  const row = await lockedContract(ctx, id);
  await record(ctx, { action: 'merchants.drawUpContract', targetKind: 'merchantContract', targetId: id, after: auditedContract(row) });
  return describeContract(ctx, row);
}

async function requireApproved(ctx: Ctx, applicationId: Id<'application'>, staffId: Id<'staff'>): Promise<void> {
  const application = await lockedApplication(ctx, applicationId);
  if (application.state !== 'approved') throw new AppError('merchants.not_now', { applicationId });
  if (application.reviewed_by === staffId) throw new AppError('merchants.needs_another_person', { applicationId });
  const drawn = await selectContracts(ctx, { applicationId, states: ['drawn'], limit: 1 });
  if (drawn.length > 0) throw new AppError('merchants.not_now', { applicationId });
}

async function requireMerchant(ctx: Ctx, organizationId: Id<'organization'>): Promise<void> {
  const merchant = (await findOrganizations(ctx, [organizationId])).get(organizationId);
  if (merchant?.kind !== 'merchant') throw new AppError('organizations.unknown', { organizationId });
}
