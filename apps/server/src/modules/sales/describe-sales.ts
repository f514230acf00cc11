import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrders } from '../channels/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { type RefundRow, type SaleRow, selectRefundsOf } from './queries.ts';
import { changeOf, progressOf, type SaleView } from './sale.ts';

/** With names, refunds, and how far those are that wait. What the actor may see of sales was decided when the rows were read. */
export async function describeSales(ctx: Ctx, rows: readonly SaleRow[]): Promise<SaleView[]> {
  const ids = rows.map(({ id }) => id);
  const refunds = await selectRefundsOf(ctx, ids);
  const facts = await asSystem(ctx, async (system) => ({
    orders: await findOrders(
      system,
      rows.filter(({ state }) => state === 'waiting').map(({ id }) => id),
    ),
    merchants: await findOrganizations(
      system,
      rows.map((row) => row.merchant_id),
    ),
    terminals: await findTerminals(
      system,
      rows.map((row) => row.terminal_id),
    ),
  }));
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    state: row.state,
    progress: progressOf(row, facts.orders.get(row.id)),
    reason: row.reason,
    amountMinor: row.amount_minor,
    refundedMinor: row.refunded_minor,
    tenderedMinor: row.tendered_minor,
    changeMinor: changeOf(row),
    reference: row.reference,
    cardLastFour: row.card_last_four,
    payerMasked: row.payer_masked,
    merchantId: row.merchant_id,
    merchantName: facts.merchants.get(row.merchant_id)?.name ?? '',
    terminalId: row.terminal_id,
    terminalName: facts.terminals.get(row.terminal_id)?.name ?? '',
    shiftId: row.shift_id,
    at: row.opened_at,
    paidAt: row.paid_at,
    refunds: refunds.filter(({ sale_id }) => sale_id === row.id).map(refundView),
  }));
}

export async function describeSale(ctx: Ctx, row: SaleRow): Promise<SaleView> {
  const [view] = await describeSales(ctx, [row]);
  if (!view) throw new Error('one sale has one description');
  return view;
}

function refundView(row: RefundRow): SaleView['refunds'][number] {
  return { id: row.id, amountMinor: row.amount_minor, state: row.state, reason: row.reason, at: row.asked_at };
}
