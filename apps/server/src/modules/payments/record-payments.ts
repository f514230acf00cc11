import type { LiveEvent } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { addDayTotals, insertPayments, type PaymentRow } from './queries.ts';
import { tellHolders } from './tell-holders.ts';

/** Ids that one live event names; beyond it, the listeners look at the whole list again anyway. */
const IDS_PER_EVENT_MAX = 20;

/**
 * Writes payments into what people look at, adds them to the day's totals, and tells whom they concern. Safe to run twice: a payment
 * that is there already counts nowhere again.
 */
export async function recordPayments(ctx: Ctx, rows: readonly PaymentRow[]): Promise<void> {
  const added = new Set(await insertPayments(ctx, rows));
  const fresh = rows.filter((row) => added.has(row.id));
  if (fresh.length === 0) return;
  await addDayTotals(ctx, fresh);
  await notifyLiveAll(ctx, newsOf(fresh));
  await tellHolders(ctx, fresh);
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
