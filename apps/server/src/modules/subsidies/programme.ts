import { AppError, type InputOf, type OutputOf, type subsidies } from '@tessera/contract';
import { add, type BusinessDay, DAY_MS, type Id, type Minor, subtract } from '@tessera/kernel';
import type { PurseScope } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { lockProgramme, type ProgrammeRow, type ProgrammeTotals, selectTotals } from './queries.ts';

export type ProgrammeView = OutputOf<typeof subsidies.getProgramme>;
export type ScopeInput = InputOf<typeof subsidies.createProgramme>['scope'];

/** @throws AppError `subsidies.programme_unknown` */
export async function lockedProgramme(ctx: Ctx, programmeId: Id<'programme'>): Promise<ProgrammeRow> {
  const row = await lockProgramme(ctx, programmeId);
  if (!row) throw new AppError('subsidies.programme_unknown', { programmeId });
  return row;
}

/** The last day of what is granted today; null: it never expires. */
export function expiresOnOf(programme: Pick<ProgrammeRow, 'expiry' | 'expires_on' | 'expires_after_days'>, today: BusinessDay): BusinessDay | null {
  if (programme.expiry === 'on') return programme.expires_on;
  if (programme.expiry === 'never') return null;
  const days = programme.expires_after_days ?? 0;
  return new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Why nothing may be granted today, if so. */
export function closedFor(programme: Pick<ProgrammeRow, 'status' | 'expiry' | 'expires_on'>, today: BusinessDay) {
  if (programme.status === 'closed') return 'programme_closed' as const;
  return programme.expiry === 'on' && (programme.expires_on ?? today) < today ? ('programme_over' as const) : undefined;
}

/** What of the budget is neither in purses nor spent; null: there is no such bound. */
export function budgetLeft({ budget_minor }: Pick<ProgrammeRow, 'budget_minor'>, totals: ProgrammeTotals): Minor | null {
  return budget_minor === null ? null : subtract(budget_minor, subtract(totals.granted, add(totals.expired, totals.taken_back)));
}

export function scopeOf({ everywhere, merchant_ids, categories }: Pick<ProgrammeRow, 'everywhere' | 'merchant_ids' | 'categories'>) {
  return { everywhere, merchantIds: merchant_ids, categories } satisfies PurseScope;
}

/** Programmes as the contract shows them, with the names of their merchants and the sums of their days. */
export async function describeProgrammes(ctx: Ctx, rows: readonly ProgrammeRow[]): Promise<ProgrammeView[]> {
  const merchantNames = await namesOfMerchants(ctx, rows);
  const totalsOf = await selectTotals(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const totals = totalsOf(row.id);
    return {
      id: row.id,
      name: { zh: row.name_zh, en: row.name_en },
      status: row.status,
      scope: scopeOf(row),
      merchantNames: merchantNames(row.merchant_ids),
      expiry: expiryView(row),
      budgetMinor: row.budget_minor,
      grantedMinor: totals.granted,
      spentMinor: totals.spent,
      expiredMinor: totals.expired,
      takenBackMinor: totals.taken_back,
      leftMinor: subtract(totals.granted, add(totals.spent, totals.expired, totals.taken_back)),
      createdAt: row.created_at,
    };
  });
}

export async function describeProgramme(ctx: Ctx, row: ProgrammeRow): Promise<ProgrammeView> {
  const [view] = await describeProgrammes(ctx, [row]);
  if (!view) throw new Error('one programme has one description');
  return view;
}

/** Names of the merchants in scopes, in one query. */
export async function namesOfMerchants(ctx: Ctx, rows: readonly Pick<ProgrammeRow, 'merchant_ids'>[]) {
  const found = await findOrganizations(ctx, new Set(rows.flatMap((row) => row.merchant_ids)));
  return (ids: readonly Id<'organization'>[]) => ids.map((id) => ({ id, name: found.get(id)?.name ?? '' }));
}

function expiryView({ expiry, expires_on, expires_after_days }: ProgrammeRow): ProgrammeView['expiry'] {
  if (expiry === 'on') return { kind: 'on', day: expires_on ?? '' };
  return expiry === 'after' ? { kind: 'after', days: expires_after_days ?? 0 } : { kind: 'never' };
}

/** @throws AppError `subsidies.merchant_unknown` for what is no merchant */
export async function refuseUnknownMerchants(ctx: Ctx, { merchantIds }: ScopeInput): Promise<void> {
  const found = await findOrganizations(ctx, merchantIds);
  const unknown = merchantIds.find((id) => found.get(id)?.kind !== 'merchant');
  if (unknown) throw new AppError('subsidies.merchant_unknown', { merchantId: unknown });
}

/** What the audit log keeps of one. */
export function auditedProgramme(row: ProgrammeRow) {
  return {
    nameZh: row.name_zh,
    nameEn: row.name_en,
    status: row.status,
    scope: JSON.stringify(scopeOf(row)),
    budgetMinor: row.budget_minor,
  };
}
