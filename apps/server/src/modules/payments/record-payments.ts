import type { LiveEvent } from '@tessera/contract';
import { negate } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import type { Leg } from '../ledger/index.ts';
import { noteSpending } from '../subsidies/index.ts';
import { insertLegs } from './leg-queries.ts';
import { addDayTotals, insertPayments, type PaymentRow } from './queries.ts';
import { tellHolders } from './tell-holders.ts';

/** Ids that one live event names; beyond it, the listeners look at the whole list again anyway. */
const IDS_PER_EVENT_MAX = 20;

/** A payment with its legs, where cash did not bear it alone. */
export type NewPayment = PaymentRow & { readonly legs?: readonly Leg[] };

/**
 * Writes payments into what people look at, adds them to the day's totals, and tells whom they concern. Safe to run twice: a payment
 * that is there already counts nowhere again.
 */
export async function recordPayments(ctx: Ctx, payments: readonly NewPayment[]): Promise<void> {
  const rows = payments.map(({ legs: _, ...row }): PaymentRow => row);
  const added = new Set(await insertPayments(ctx, rows));
  const fresh = rows.filter((row) => added.has(row.id));
  if (fresh.length === 0) return;
  // A total is over everybody's payments: whoever adds to it need not be one who may look at it.
  await asSystem(ctx, (system) => addDayTotals(system, fresh));
  await recordLegs(
    ctx,
    payments.filter((payment) => added.has(payment.id)),
  );
  await notifyLiveAll(ctx, newsOf(fresh));
  await tellHolders(ctx, fresh);
}

/** Who bore the payments, and what that says of the purses' programmes. Most payments are cash alone and cost nothing here. */
async function recordLegs(ctx: Ctx, payments: readonly NewPayment[]): Promise<void> {
  const legs = payments.flatMap((payment) => (payment.legs ?? []).map((leg, index) => ({ payment, leg, ordinal: index + 1 })));
  if (legs.length === 0) return;
  await insertLegs(
    ctx,
    legs.map(({ payment, leg, ordinal }) => ({
      payment_id: payment.id,
      ordinal,
      account_id: leg.account,
      amount_minor: leg.amountMinor,
      balance_after_minor: leg.balanceAfterMinor,
    })),
  );
  const spent = legs.filter(({ payment }) => payment.kind === 'charge' || payment.kind === 'refund');
  if (spent.length === 0) return;
  const moved = spent.map(({ payment, leg }) => ({
    accountId: leg.account,
    businessOn: payment.business_on,
    amountMinor: payment.kind === 'refund' ? negate(leg.amountMinor) : leg.amountMinor,
  }));
  await asSystem(ctx, (system) => noteSpending(system, moved));
}

/** One event a topic: the member, the terminal, the merchant, and the operator, who sees all. */
function newsOf(rows: readonly PaymentRow[]): Map<string, LiveEvent> {
  const ids = new Map<string, string[]>();
  const add = (topic: string, id: string) => {
    const list = ids.get(topic) ?? [];
    if (list.length < IDS_PER_EVENT_MAX) list.push(id);
    ids.set(topic, list);
  };
  for (const row of rows) {
    add(`member:${row.member_id}`, row.id);
    if (row.terminal_id) add(`terminal:${row.terminal_id}`, row.id);
    if (row.merchant_id) add(`merchant:${row.merchant_id}`, row.id);
    add('operator', row.id);
  }
  return new Map([...ids].map(([topic, paymentIds]) => [topic, { kind: 'payments', paymentIds }]));
}
