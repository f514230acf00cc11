import { AppError, type ContentOf, type subsidies } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { auditedProgramme, describeProgramme, lockedProgramme, type ProgrammeView, refuseUnknownMerchants } from './programme.ts';
import { insertProgramme } from './queries.ts';

/** @throws AppError `subsidies.name_taken`, `subsidies.merchant_unknown` */
export async function createProgramme(ctx: Ctx, input: ContentOf<typeof subsidies.createProgramme>): Promise<ProgrammeView> {
  const { name, scope, expiry, budgetMinor } = input;
  await refuseUnknownMerchants(ctx, scope);
  const id = newId<'programme'>(ctx.now.getTime());
  const fund = await openAccount(ctx, { owner: id, kind: 'operator', hot: true });
  const isNew = await insertProgramme(ctx, {
    id,
    name_zh: name.zh,
    name_en: name.en,
    everywhere: scope.everywhere,
    merchant_ids: scope.merchantIds,
    categories: scope.categories,
    expiry: expiry.kind,
    expires_on: expiry.kind === 'on' ? expiry.day : null,
    expires_after_days: expiry.kind === 'after' ? expiry.days : null,
    budget_minor: budgetMinor,
    account_id: fund.id,
    created_at: ctx.now,
  });
  if (!isNew) throw new AppError('subsidies.name_taken');
  const row = await lockedProgramme(ctx, id);
  await record(ctx, { action: 'subsidies.createProgramme', targetKind: 'programme', targetId: id, after: auditedProgramme(row) });
  return describeProgramme(ctx, row);
}
