import { AppError, type InputOf, type OutputOf, type settlement } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { KEY_ID, keyOfCursor, pageOf as pageByKey } from '../../platform/paging.ts';
import { findProgrammeNames } from '../loyalty/index.ts';
import { findMembers } from '../members/index.ts';
import { findOperator, findOrganizations, mayLookAt } from '../organizations/index.ts';
import { monthOf, spanOf } from './period.ts';
import { itemNamesOf, KEY_DAY, redeemedIdsOf, sumsBy } from './statement.ts';
import { type BillRow, type ShareLine, selectBill, selectBills, selectIssuerDays, selectShares } from './statement-queries.ts';

type List = typeof settlement.listIssuerBills;
type Lines = typeof settlement.listBillLines;
export type BillWhole = OutputOf<typeof settlement.getIssuerBill>;

/** Newest first. */
export async function listIssuerBills(ctx: Ctx, { month, issuerId, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  if (issuerId && !mayLookAt(ctx.actor, issuerId)) return { items: [], nextCursor: null };
  const filter = { firstOn: month && spanOf(month).firstOn, partyId: issuerId, beforeId: idOfCursor<'issuerBill'>(cursor) };
  const { items, nextCursor } = pageOf(await selectBills(ctx, { ...filter, limit: limit + 1 }), limit);
  return { items: await describeBills(ctx, items), nextCursor };
}

/** By programme and day. @throws AppError `settlement.bill_unknown`, also for a foreign one */
export async function getIssuerBill(ctx: Ctx, { issuerBillId }: InputOf<typeof settlement.getIssuerBill>): Promise<BillWhole> {
  const row = await knownBill(ctx, issuerBillId);
  const [head] = await describeBills(ctx, [row]);
  if (!head) throw new Error('one bill has one description');
  const days = await selectIssuerDays(ctx, { issuerId: row.issuer_id, ...spanOf(head.month) });
  const names = await findProgrammeNames(
    ctx,
    days.map((day) => day.programme_id),
  );
  const sums = (rows: typeof days) => ({
    accrualCount: rows.reduce((sum, day) => sum + day.accrual_count, 0),
    points: toMinor(rows.reduce((sum, day) => sum + day.points, 0)),
    amountMinor: toMinor(rows.reduce((sum, day) => sum + day.amount_minor, 0)),
  });
  return {
    ...head,
    programmes: sumsBy(days, (day) => day.programme_id).map(([programmeId, rows]) => ({
      programmeId,
      programmeName: names.get(programmeId) ?? { zh: '', en: '' },
      ...sums(rows),
    })),
    days: sumsBy(days, (day) => day.counted_on).map(([countedOn, rows]) => ({ countedOn, ...sums(rows) })),
  };
}

/** Newest first. @throws AppError `settlement.bill_unknown` */
export async function listBillLines(ctx: Ctx, input: InputOf<Lines>): Promise<OutputOf<Lines>> {
  const { issuerBillId, kind, on, programmeId, limit, cursor } = input;
  const row = await knownBill(ctx, issuerBillId);
  const [day, accrualId, beforeProgramme] = keyOfCursor(cursor, [KEY_DAY, KEY_ID, KEY_ID]) ?? [];
  const rows = await selectShares(ctx, {
    ...spanOf(monthOf(row.first_on)),
    issuerId: row.issuer_id,
    kind,
    on,
    programmeId,
    before: day && accrualId && beforeProgramme ? [day, accrualId, beforeProgramme] : undefined,
    limit: limit + 1,
  });
  const { items, nextCursor } = pageByKey(rows, limit, (line) => [line.counted_on, line.accrual_id, line.programme_id]);
  return { items: await describeLines(ctx, items), nextCursor };
}

async function knownBill(ctx: Ctx, issuerBillId: BillRow['id']): Promise<BillRow> {
  const row = await selectBill(ctx, issuerBillId);
  if (!row) throw new AppError('settlement.bill_unknown', { issuerBillId });
  return row;
}

async function describeBills(ctx: Ctx, rows: readonly BillRow[]): Promise<OutputOf<List>['items']> {
  const { issuers, operator } = await asSystem(ctx, async (system) => ({
    issuers: await findOrganizations(
      system,
      rows.flatMap(({ issuer_id }) => issuer_id ?? []),
    ),
    operator: rows.some(({ issuer_id }) => issuer_id === null) ? await findOperator(system) : undefined,
  }));
  return rows.map((row) => ({
    id: row.id,
    month: monthOf(row.first_on),
    issuerId: row.issuer_id,
    issuerName: (row.issuer_id === null ? operator?.name : issuers.get(row.issuer_id)?.name) ?? '',
    accrualCount: row.accrual_count,
    points: row.points,
    amountMinor: row.amount_minor,
    issuedAt: row.issued_at,
  }));
}

/** Whoever may see a bill may see whose redemptions it is the sum of: they are the issuer's own members. */
async function describeLines(ctx: Ctx, rows: readonly ShareLine[]): Promise<OutputOf<Lines>['items']> {
  const names = await findProgrammeNames(
    ctx,
    rows.map((row) => row.programme_id),
  );
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  const merchants = await asSystem(ctx, (system) =>
    findOrganizations(
      system,
      rows.map((row) => row.merchant_id),
    ),
  );
  const nameOfItem = await itemNamesOf(ctx, rows);
  const redeemedIdOf = await redeemedIdsOf(
    ctx,
    rows.map((row) => row.accrual_id),
  );
  return rows.map((row) => ({
    accrualId: row.accrual_id,
    redeemedId: redeemedIdOf(row.accrual_id),
    programmeId: row.programme_id,
    programmeName: names.get(row.programme_id) ?? { zh: '', en: '' },
    kind: row.kind,
    occurredAt: row.occurred_at,
    countedOn: row.counted_on,
    memberName: members.get(row.member_id)?.name ?? '',
    memberNumber: members.get(row.member_id)?.memberNumber ?? '',
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    itemName: nameOfItem(row),
    points: toMinor(row.points),
    priceMinor: row.price_minor,
  }));
}
