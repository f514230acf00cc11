import { AppError, type ContentOf, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { reachOf } from '../members/index.ts';
import { findDepartments, findOrganizations } from '../organizations/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { type EarningRuleRow, insertEarningRule, lockEarningRule, selectEarningRules, turnEarningRule } from './earning-queries.ts';
import { shutFor } from './grant-points.ts';
import { knownProgramme } from './programme.ts';

type RuleView = OutputOf<typeof loyalty.createEarningRule>;
type List = typeof loyalty.listEarningRules;

/**
 * What is spent from now on earns; nobody is made up for what was spent before.
 * @throws AppError `loyalty.programme_unknown`, `loyalty.programme_not_open`, `loyalty.programme_over`, `loyalty.merchant_unknown`,
 * `loyalty.audience_empty`
 */
export async function createEarningRule(ctx: Ctx, input: ContentOf<typeof loyalty.createEarningRule>): Promise<RuleView> {
  const { pointsProgrammeId, points, perMinor, factorPercent, merchantIds, audience } = input;
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  const shut = shutFor(programme, await businessDayNow(ctx));
  if (shut) throw new AppError(shut, { pointsProgrammeId });
  refuseOthers(ctx, { merchantIds, departmentIds: audience.departmentIds });
  await refuseUnknownMerchants(ctx, merchantIds);
  const within = await reachOf(ctx, audience);
  if (!within) throw new AppError('loyalty.audience_empty');
  const { staffId, name } = staffOf(ctx);
  const id = newId<'earningRule'>(ctx.now.getTime());
  await insertEarningRule(ctx, {
    id,
    programme_id: programme.id,
    points,
    per_minor: perMinor,
    factor_percent: factorPercent,
    merchant_ids: [...new Set(merchantIds)],
    audience: JSON.stringify({ ...audience, within }),
    starts_at: ctx.now,
    made_by: staffId,
    made_by_name: name,
  });
  await record(ctx, {
    action: 'loyalty.createEarningRule',
    targetKind: 'earningRule',
    targetId: id,
    after: { pointsProgrammeId, points, perMinor, factorPercent, merchantIds: merchantIds.join(' '), audience: JSON.stringify(audience) },
  });
  return shownRule(ctx, id);
}

type Others = { readonly merchantIds: readonly Id<'organization'>[]; readonly departmentIds: readonly Id<'department'>[] };

/** Merchants and departments belong to the operator's house: an issuer's people look at neither, whether they exist or not. */
function refuseOthers({ actor }: Ctx, { merchantIds, departmentIds }: Others): void {
  if (actor.kind !== 'staff' || actor.organizationKind === 'operator') return;
  const [organizationId] = merchantIds;
  if (organizationId) throw new AppError('loyalty.merchant_unknown', { organizationId });
  if (departmentIds.length > 0) throw new AppError('loyalty.audience_empty');
}

async function refuseUnknownMerchants(ctx: Ctx, merchantIds: readonly Id<'organization'>[]): Promise<void> {
  const found = await findOrganizations(ctx, merchantIds);
  const unknown = merchantIds.find((organizationId) => found.get(organizationId)?.kind !== 'merchant');
  if (unknown) throw new AppError('loyalty.merchant_unknown', { organizationId: unknown });
}

/** Newest first. @throws AppError `loyalty.programme_unknown` */
export async function listEarningRules(ctx: Ctx, { pointsProgrammeId, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  await knownProgramme(ctx, pointsProgrammeId);
  const rows = await selectEarningRules(ctx, { programmeId: pointsProgrammeId, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeRules(ctx, items), nextCursor };
}

/** @throws AppError `loyalty.earning_rule_unknown` */
export async function updateEarningRule(ctx: Ctx, { earningRuleId, status }: InputOf<typeof loyalty.updateEarningRule>): Promise<RuleView> {
  const rule = await lockEarningRule(ctx, earningRuleId);
  if (!rule) throw new AppError('loyalty.earning_rule_unknown', { earningRuleId });
  if (rule.status !== status) {
    await turnEarningRule(ctx, earningRuleId, status);
    await record(ctx, {
      action: 'loyalty.updateEarningRule',
      targetKind: 'earningRule',
      targetId: earningRuleId,
      before: { status: rule.status },
      after: { status },
    });
  }
  return shownRule(ctx, earningRuleId);
}

async function shownRule(ctx: Ctx, earningRuleId: Id<'earningRule'>): Promise<RuleView> {
  const row = await lockEarningRule(ctx, earningRuleId);
  const [view] = row ? await describeRules(ctx, [row]) : [];
  if (!view) throw new AppError('loyalty.earning_rule_unknown', { earningRuleId });
  return view;
}

async function describeRules(ctx: Ctx, rows: readonly EarningRuleRow[]): Promise<RuleView[]> {
  const departments = await findDepartments(
    ctx,
    rows.flatMap((row) => row.audience.departmentIds),
  );
  const merchantIds = rows.flatMap((row) => row.merchant_ids);
  // Where their points are earned is no secret to an issuer's people, who may not look at merchants otherwise.
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, merchantIds));
  return rows.map((row) => ({
    id: row.id,
    programmeId: row.programme_id,
    points: row.points,
    perMinor: row.per_minor,
    factorPercent: row.factor_percent,
    merchantNames: row.merchant_ids.map((id) => merchants.get(id)?.name ?? ''),
    departmentNames: row.audience.departmentIds.map((id) => departments.get(id)?.name ?? ''),
    memberKinds: [...row.audience.memberKinds],
    status: row.status,
    startsAt: row.starts_at,
    madeByName: row.made_by_name,
  }));
}
