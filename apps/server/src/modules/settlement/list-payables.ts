import { AppError, type InputOf, type OutputOf, type settlement } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { KEY_ID, keyOfCursor, pageOf as pageByKey } from '../../platform/paging.ts';
import { findMembers, maskName } from '../members/index.ts';
import { findShops } from '../merchants/index.ts';
import { confinedTo, findOrganizations, mayLookAt } from '../organizations/index.ts';
import { payoutMarksOf } from './payout.ts';
import { monthOf, spanOf } from './period.ts';
import { itemNamesOf, KEY_DAY, redeemedIdsOf } from './statement.ts';
import { type PayableRow, type ServedLine, selectMerchantDays, selectPayable, selectPayables, selectServed } from './statement-queries.ts';

type List = typeof settlement.listPayables;
type Lines = typeof settlement.listPayableLines;
export type PayableWhole = OutputOf<typeof settlement.getPayable>;

/** Newest first. */
export async function listPayables(ctx: Ctx, { month, merchantId, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  if (merchantId && !mayLookAt(ctx.actor, merchantId)) return { items: [], nextCursor: null };
  const filter = { firstOn: month && spanOf(month).firstOn, partyId: merchantId, beforeId: idOfCursor<'payable'>(cursor) };
  const { items, nextCursor } = pageOf(await selectPayables(ctx, { ...filter, limit: limit + 1 }), limit);
  return { items: await describePayables(ctx, items), nextCursor };
}

/** By day. @throws AppError `settlement.payable_unknown`, also for a foreign one */
export async function getPayable(ctx: Ctx, { payableId }: InputOf<typeof settlement.getPayable>): Promise<PayableWhole> {
  const row = await knownPayable(ctx, payableId);
  const [head] = await describePayables(ctx, [row]);
  if (!head) throw new Error('one payable has one description');
  const days = await selectMerchantDays(ctx, { merchantId: row.merchant_id, ...spanOf(head.month) });
  return {
    ...head,
    days: days.map((day) => ({
      countedOn: day.counted_on,
      accrualCount: day.accrual_count,
      quantity: day.quantity,
      amountMinor: day.agreed_minor,
      cashMinor: day.cash_minor,
    })),
  };
}

/** Newest first. @throws AppError `settlement.payable_unknown` */
export async function listPayableLines(ctx: Ctx, { payableId, kind, on, limit, cursor }: InputOf<Lines>): Promise<OutputOf<Lines>> {
  const row = await knownPayable(ctx, payableId);
  const [day, accrualId] = keyOfCursor(cursor, [KEY_DAY, KEY_ID]) ?? [];
  const rows = await selectServed(ctx, {
    ...spanOf(monthOf(row.first_on)),
    merchantId: row.merchant_id,
    kind,
    on,
    before: day && accrualId ? [day, accrualId] : undefined,
    limit: limit + 1,
  });
  const { items, nextCursor } = pageByKey(rows, limit, (line) => [line.counted_on, line.id]);
  return { items: await describeLines(ctx, items), nextCursor };
}

async function knownPayable(ctx: Ctx, payableId: PayableRow['id']): Promise<PayableRow> {
  const row = await selectPayable(ctx, payableId);
  if (!row) throw new AppError('settlement.payable_unknown', { payableId });
  return row;
}

async function describePayables(ctx: Ctx, rows: readonly PayableRow[]): Promise<OutputOf<List>['items']> {
  const merchants = await asSystem(ctx, (system) =>
    findOrganizations(
      system,
      rows.map((row) => row.merchant_id),
    ),
  );
  const marks = await payoutMarksOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    month: monthOf(row.first_on),
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    accrualCount: row.accrual_count,
    quantity: row.quantity,
    amountMinor: row.agreed_minor,
    cashMinor: row.cash_minor,
    issuedAt: row.issued_at,
    payout: marks.get(row.id) ?? null,
  }));
}

/** A merchant reads masked names: whom it served is another's member. */
async function describeLines(ctx: Ctx, rows: readonly ServedLine[]): Promise<OutputOf<Lines>['items']> {
  const isMasked = confinedTo(ctx.actor) !== undefined;
  const members = await asSystem(ctx, (system) =>
    findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
  );
  const shops = await findShops(
    ctx,
    rows.flatMap((row) => row.shop_id ?? []),
  );
  const nameOfItem = await itemNamesOf(ctx, rows);
  const redeemedIdOf = await redeemedIdsOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const name = members.get(row.member_id)?.name ?? '';
    return {
      accrualId: row.id,
      redeemedId: redeemedIdOf(row.id),
      kind: row.kind,
      occurredAt: row.occurred_at,
      countedOn: row.counted_on,
      memberName: isMasked ? maskName(name) : name,
      itemName: nameOfItem(row),
      shopName: (row.shop_id && shops.get(row.shop_id)?.name) ?? null,
      quantity: toMinor(row.quantity),
      agreedMinor: row.agreed_minor,
      cashMinor: row.cash_minor,
    };
  });
}
