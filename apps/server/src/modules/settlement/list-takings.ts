import { AppError, type InputOf, type OutputOf, type settlement } from '@tessera/contract';
import { add, type Minor, subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { KEY_ID, keyOfCursor, pageOf as pageByKey } from '../../platform/paging.ts';
import { findOrganizations, mayLookAt } from '../organizations/index.ts';
import { payoutMarksOf } from './payout.ts';
import { KEY_DAY } from './statement.ts';
import {
  type BorneOn,
  selectDiscounts,
  selectTakingLines,
  selectTakingsDays,
  selectTakingsStatement,
  selectTakingsStatements,
  type TakingsRow,
} from './takings-queries.ts';

type List = typeof settlement.listTakingsStatements;
type Lines = typeof settlement.listTakingLines;
export type TakingsWhole = OutputOf<typeof settlement.getTakingsStatement>;
type Sums = Pick<TakingsRow, 'payment_count' | 'gross_minor' | 'refund_count' | 'refunds_minor' | 'other_minor' | 'commission_minor'>;

/** Newest first. */
export async function listTakingsStatements(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { merchantId, from, to, limit, cursor } = input;
  if (merchantId && !mayLookAt(ctx.actor, merchantId)) return { items: [], nextCursor: null };
  const rows = await selectTakingsStatements(ctx, { merchantId, from, to, beforeId: idOfCursor<'takingsStatement'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeStatements(ctx, items), nextCursor };
}

/** By day. @throws AppError `settlement.takings_unknown`, also for a foreign one */
export async function getTakingsStatement(ctx: Ctx, { takingsStatementId }: InputOf<typeof settlement.getTakingsStatement>): Promise<TakingsWhole> {
  const row = await knownStatement(ctx, takingsStatementId);
  const [head] = await describeStatements(ctx, [row]);
  if (!head) throw new Error('one statement has one description');
  const days = await selectTakingsDays(ctx, row);
  const discounts = await selectDiscounts(ctx, row);
  const dayOf = (on: string) => discountsBy(discounts.filter(({ countedOn }) => countedOn === on));
  return {
    ...head,
    discounts: discountsBy(discounts),
    days: days.map((day) => ({ countedOn: day.counted_on, ...sumsOf(day), discounts: dayOf(day.counted_on) })),
  };
}

/** Newest first. @throws AppError `settlement.takings_unknown` */
export async function listTakingLines(ctx: Ctx, { takingsStatementId, kind, bearer, on, limit, cursor }: InputOf<Lines>): Promise<OutputOf<Lines>> {
  const row = await knownStatement(ctx, takingsStatementId);
  const [day, id] = keyOfCursor(cursor, [KEY_DAY, KEY_ID]) ?? [];
  const rows = await selectTakingLines(ctx, row, { kind, bearer, on, before: day && id ? [day, id] : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageByKey(rows, limit, (line) => [line.counted_on, line.id]);
  return {
    items: items.map((line) => ({
      id: line.id,
      kind: line.kind,
      occurredAt: line.occurred_at,
      businessOn: line.business_on,
      countedOn: line.counted_on,
      amountMinor: line.amount_minor,
      commissionBps: line.commission_bps,
      commissionMinor: line.commission_minor,
      netMinor: subtract(line.amount_minor, line.commission_minor),
      bearer: line.bearer,
      discountMinor: line.discount_minor,
    })),
    nextCursor,
  };
}

async function knownStatement(ctx: Ctx, takingsStatementId: TakingsRow['id']): Promise<TakingsRow> {
  const row = await selectTakingsStatement(ctx, takingsStatementId);
  if (!row) throw new AppError('settlement.takings_unknown', { takingsStatementId });
  return row;
}

async function describeStatements(ctx: Ctx, rows: readonly TakingsRow[]): Promise<OutputOf<List>['items']> {
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
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    firstOn: row.first_on,
    lastOn: row.last_on,
    dueOn: row.due_on,
    ...sumsOf(row),
    carriedMinor: row.carried_minor,
    issuedAt: row.issued_at,
    payout: marks.get(row.id) ?? null,
  }));
}

/** What each bore, less what came back. Pure. */
function discountsBy(rows: readonly BorneOn[]): TakingsWhole['discounts'] {
  const of = (wanted: BorneOn['bearer']) => add(ZERO, ...rows.filter(({ bearer }) => bearer === wanted).map(({ discountMinor }) => discountMinor));
  return { platformMinor: of('platform'), issuerMinor: of('issuer'), merchantMinor: of('merchant') };
}

function sumsOf(row: Sums) {
  const netMinor: Minor = subtract(add(row.gross_minor, row.refunds_minor, row.other_minor), row.commission_minor);
  return {
    paymentCount: row.payment_count,
    grossMinor: row.gross_minor,
    refundCount: row.refund_count,
    refundsMinor: row.refunds_minor,
    otherMinor: row.other_minor,
    commissionMinor: row.commission_minor,
    netMinor,
  };
}
