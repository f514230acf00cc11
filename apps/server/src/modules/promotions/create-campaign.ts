import { randomBytes } from 'node:crypto';
import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { auditedCampaign, type CampaignInput, type CampaignView, columnsOf, lockedCampaign, shownCampaign } from './campaign.ts';
import { refuseUnknown } from './campaign-scope.ts';
import { findTaken, insertCampaign } from './queries.ts';

const SECRET_BYTES = 32;

/**
 * What it gives comes from an account of its own, so that the books say what it has cost.
 * @throws AppError `promotions.name_taken`, `promotions.code_taken`, `promotions.ends_before_it_begins`, `promotions.terms_wrong`,
 * `promotions.merchant_unknown`, `promotions.department_unknown`, `promotions.bearer_unknown`, `promotions.item_unknown`, `promotions.item_elsewhere`,
 * `promotions.category_unknown`, `promotions.level_unknown`
 */
export async function createCampaign(ctx: Ctx, input: CampaignInput): Promise<CampaignView> {
  const columns = columnsOf(input);
  const { staffId, name } = staffOf(ctx);
  await refuseUnknown(ctx, input);
  await refuseTaken(ctx, { ...input, holderId: null });
  const id = newId<'campaign'>(ctx.now.getTime());
  const account = await openAccount(ctx, { owner: id, kind: 'operator', hot: true });
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const row = { id, ...columns, secret, account_id: account.id, written_by: staffId, written_by_name: name, created_at: ctx.now };
  // Somebody took the name in this moment.
  if (!(await insertCampaign(ctx, row))) throw new AppError('promotions.name_taken');
  const made = await lockedCampaign(ctx, id);
  await record(ctx, { action: 'promotions.createCampaign', targetKind: 'campaign', targetId: id, after: auditedCampaign(made) });
  return shownCampaign(ctx, made);
}

/** @throws AppError `promotions.name_taken`, `promotions.code_taken` */
export async function refuseTaken(ctx: Ctx, wanted: Parameters<typeof findTaken>[1]): Promise<void> {
  const taken = await findTaken(ctx, wanted);
  if (taken === 'name') throw new AppError('promotions.name_taken');
  if (taken === 'code') throw new AppError('promotions.code_taken');
}
