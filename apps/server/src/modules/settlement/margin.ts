import { AppError, type InputOf, MARGIN_DAYS_MAX, type MarginDimension, type OutputOf, type settlement } from '@tessera/contract';
import { add, type BusinessDay, daysBetween, type Id, subtract, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findProgrammes } from '../loyalty/index.ts';
import { findMembers } from '../members/index.ts';
import { findOperator, findOrganizations } from '../organizations/index.ts';
import { type MarginFilter, type MarginSums, selectMargin, selectMarginShares } from './margin-queries.ts';
import { personOf } from './person.ts';
import { itemNamesOf, KEY_DAY, redeemedIdsOf } from './statement.ts';

export type MarginView = OutputOf<typeof settlement.getMargin>;
export type MarginAsked = InputOf<typeof settlement.getMargin>;
type Lines = typeof settlement.listMarginLines;
type Name = MarginView['rows'][number]['name'];
type Sums = Pick<MarginSums, 'count' | 'points' | 'bills' | 'payables'>;

/** @throws AppError `settlement.range_invalid` */
export function checkedRange({ from, to }: { from: BusinessDay; to: BusinessDay }): { from: BusinessDay; to: BusinessDay } {
  const days = daysBetween(from, to);
  if (days < 1 || days > MARGIN_DAYS_MAX) throw new AppError('settlement.range_invalid', { days });
  return { from, to };
}

/** The same in both languages. */
const same = (name: string): Name => ({ zh: name, en: name });

/** @throws AppError `request.forbidden`, `settlement.range_invalid` */
export async function getMargin(ctx: Ctx, { by, ...asked }: MarginAsked): Promise<MarginView> {
  personOf(ctx);
  const filter: MarginFilter = { ...asked, ...checkedRange(asked) };
  const sums = await selectMargin(ctx, filter, by);
  const total = { count: 0, points: ZERO, bills: ZERO, payables: ZERO };
  // Of months there are few, so none is cut off; and an accrual of two programmes stands in both their rows, but in one month.
  for (const row of by === 'month' ? sums : await selectMargin(ctx, filter, 'month')) {
    total.count += row.count;
    total.points = add(total.points, row.points);
    total.bills = add(total.bills, row.bills);
    total.payables = add(total.payables, row.payables);
  }
  const nameOf = await namesOf(ctx, by, sums);
  const chosen: MarginView['chosen'] = [];
  for (const [dimension, key] of chosenOf(asked)) {
    const [one] = dimension !== 'item' ? [] : by === 'item' ? sums : await selectMargin(ctx, filter, 'item');
    const named = { key, itemName: one?.itemName ?? '' };
    chosen.push({ by: dimension, name: (await namesOf(ctx, dimension, [named]))(named) });
  }
  return {
    from: asked.from,
    to: asked.to,
    total: figures(total),
    rows: sums.map((row) => ({ key: row.key, name: nameOf(row), ...figures(row) })),
    chosen,
  };
}

function figures({ count, points, bills, payables }: Sums) {
  return { accrualCount: count, points, billsMinor: bills, payablesMinor: payables, marginMinor: subtract(bills, payables) };
}

function chosenOf({ issuerId, programmeId, merchantId, itemId }: Omit<MarginFilter, 'from' | 'to'>): [MarginDimension, string][] {
  const all: [MarginDimension, string | undefined][] = [
    ['issuer', issuerId],
    ['programme', programmeId],
    ['merchant', merchantId],
    ['item', itemId],
  ];
  return all.flatMap(([by, key]): [MarginDimension, string][] => (key === undefined ? [] : [[by, key]]));
}

type Keyed = Pick<MarginSums, 'key' | 'itemName'>;

/** What the keys of a dimension are called today. */
async function namesOf(ctx: Ctx, by: MarginDimension, rows: readonly Keyed[]): Promise<(row: Keyed) => Name> {
  const keys = rows.flatMap(({ key }) => key ?? []);
  if (by === 'month') return () => same('');
  if (by === 'programme') {
    const programmes = await findProgrammes(ctx, keys as Id<'pointsProgramme'>[]); // By programme the keys are their ids.
    return ({ key }) => programmes.get(key as Id<'pointsProgramme'>)?.name ?? same(''); // As above.
  }
  if (by === 'item') {
    const itemName = await itemNamesOf(
      ctx,
      rows.map(({ key, itemName }) => ({ item_id: key ?? '', item_name: itemName })),
    );
    return (row) => same(itemName({ item_id: row.key ?? '', item_name: row.itemName }));
  }
  const organizations = await findOrganizations(ctx, keys as Id<'organization'>[]); // By issuer and merchant the keys are organizations.
  const operator = (await findOperator(ctx))?.name ?? '';
  return ({ key }) => same(key === null ? operator : (organizations.get(key as Id<'organization'>)?.name ?? '')); // As above.
}

/** Newest first. @throws AppError `request.forbidden`, `settlement.range_invalid` */
export async function listMarginLines(ctx: Ctx, { limit, cursor, ...asked }: InputOf<Lines>): Promise<OutputOf<Lines>> {
  personOf(ctx);
  checkedRange(asked);
  const [day, accrualId, programmeId] = keyOfCursor(cursor, [KEY_DAY, KEY_ID, KEY_ID]) ?? [];
  const before = day && accrualId && programmeId ? ([day, accrualId, programmeId] as const) : undefined;
  const found = await selectMarginShares(ctx, asked, { before, limit: limit + 1 });
  const { items: rows, nextCursor } = pageOf(found, limit, (row) => [row.counted_on, row.accrual_id, row.programme_id]);
  const programmes = await findProgrammes(
    ctx,
    rows.map((row) => row.programme_id),
  );
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  const merchants = await findOrganizations(
    ctx,
    rows.map((row) => row.merchant_id),
  );
  const itemName = await itemNamesOf(ctx, rows);
  const redeemedIdOf = await redeemedIdsOf(
    ctx,
    rows.map((row) => row.accrual_id),
  );
  const items = rows.map((row) => ({
    accrualId: row.accrual_id,
    redeemedId: redeemedIdOf(row.accrual_id),
    programmeId: row.programme_id,
    programmeName: programmes.get(row.programme_id)?.name ?? same(''),
    issuerName: programmes.get(row.programme_id)?.issuerName ?? '',
    kind: row.kind,
    occurredAt: row.occurred_at,
    countedOn: row.counted_on,
    memberName: members.get(row.member_id)?.name ?? '',
    memberNumber: members.get(row.member_id)?.memberNumber ?? '',
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    itemName: itemName(row),
    points: row.points,
    billedMinor: row.price_minor,
    owedMinor: row.owed_minor,
    marginMinor: subtract(row.price_minor, row.owed_minor),
  }));
  return { items, nextCursor };
}
