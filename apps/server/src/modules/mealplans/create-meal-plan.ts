import { AppError, type ContentOf, type mealplans } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { announcePlans, auditedPlan, columnsOf, describePlan, lockedPlan, type PlanView, refuseWrongTerms } from './plan.ts';
import { insertPlan } from './queries.ts';

/** @throws AppError `mealplans.name_taken`, `mealplans.terminal_unknown`, `subsidies.merchant_unknown`, `request.invalid` for periods that overlap */
export async function createMealPlan(ctx: Ctx, input: ContentOf<typeof mealplans.createMealPlan>): Promise<PlanView> {
  await refuseWrongTerms(ctx, input);
  const { name, scope, periods, term, eligible } = input;
  const id = newId<'mealPlan'>(ctx.now.getTime());
  const account = await openAccount(ctx, { owner: id, kind: 'operator', hot: true });
  const isNew = await insertPlan(ctx, {
    id,
    ...columnsOf(input),
    name_zh: name.zh,
    name_en: name.en,
    everywhere: scope.everywhere,
    periods: columnsOf({ periods }).periods ?? '[]',
    per_period: input.perPeriod,
    department_ids: eligible.departmentIds,
    member_kinds: eligible.memberKinds,
    merchant_ids: scope.merchantIds,
    categories: scope.categories,
    terminal_ids: input.terminalIds,
    term: term.kind,
    term_from: term.kind === 'fixed' ? term.from : null,
    term_until: term.kind === 'fixed' ? term.until : null,
    term_days: term.kind === 'days' ? term.days : null,
    account_id: account.id,
    created_at: ctx.now,
  });
  if (!isNew) throw new AppError('mealplans.name_taken');
  const row = await lockedPlan(ctx, id);
  await record(ctx, { action: 'mealplans.createMealPlan', targetKind: 'mealPlan', targetId: id, after: auditedPlan(row) });
  await announcePlans(ctx);
  return describePlan(ctx, row);
}
