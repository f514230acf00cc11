import { type InputOf, type OutputOf, REPORT_ROWS_MAX, type ReportDimension, type reports } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findCategories, findItemsForSale } from '../catalogue/index.ts';
import { findShops } from '../merchants/index.ts';
import { findDepartments, findOrganizations } from '../organizations/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { sumsView } from './get-report.ts';
import { filterOf, refuseClosed } from './party.ts';
import { selectSumsBy } from './queries.ts';
import { checked } from './range.ts';

type Rows = OutputOf<typeof reports.listReportRows>;

/** @throws AppError `reports.range_invalid`, `reports.dimension_closed` */
export async function listReportRows(ctx: Ctx, { by, ...asked }: InputOf<typeof reports.listReportRows>): Promise<Rows> {
  refuseClosed(ctx.actor, by);
  const rows = await selectSumsBy(ctx, by, { ...(await filterOf(ctx, checked(asked))), limit: REPORT_ROWS_MAX });
  const names = await namesOf(
    ctx,
    by,
    rows.flatMap(({ key }) => key ?? []),
  );
  return { items: rows.map((row) => ({ key: row.key, ...(names.get(row.key ?? '') ?? NAMELESS), ...sumsView(row) })) };
}

type Name = { name: string; nameEn: string };
type Named = ReadonlyMap<string, { name: string; nameEn?: string }>;
const NAMELESS: Name = { name: '', nameEn: '' };

/** The keys are what the database grouped by: ids of the noun. */
const FINDERS: Partial<Record<ReportDimension, (ctx: Ctx, keys: readonly string[]) => Promise<Named>>> = {
  merchant: (ctx, keys) => findOrganizations(ctx, keys as Id<'organization'>[]), // Grouped by that id.
  issuer: (ctx, keys) => findOrganizations(ctx, keys as Id<'organization'>[]), // Grouped by that id.
  shop: (ctx, keys) => findShops(ctx, keys as Id<'shop'>[]), // Grouped by that id.
  terminal: (ctx, keys) => findTerminals(ctx, keys as Id<'terminal'>[]), // Grouped by that id.
  category: async (ctx, keys) => {
    const found = await findCategories(ctx, keys as Id<'category'>[]); // Grouped by that id.
    return new Map([...found].map(([id, { name }]) => [id, { name: name.zh, nameEn: name.en }]));
  },
  item: (ctx, keys) => findItemsForSale(ctx, keys as Id<'item'>[], { at: ctx.now }), // Grouped by that id.
  department: (ctx, keys) => findDepartments(ctx, keys as Id<'department'>[]), // Grouped by that id.
};

/** As they are called today. Whoever may read a row may read what it is about, also where the list of such things is not theirs. */
async function namesOf(ctx: Ctx, by: ReportDimension, keys: readonly string[]): Promise<ReadonlyMap<string, Name>> {
  if (by === 'region') return new Map(keys.map((key) => [key, { name: key, nameEn: '' }]));
  const find = FINDERS[by];
  if (!find || keys.length === 0) return new Map();
  const found = await asSystem(ctx, (system) => find(system, keys));
  return new Map([...found].map(([key, { name, nameEn = '' }]) => [key, { name, nameEn }]));
}
