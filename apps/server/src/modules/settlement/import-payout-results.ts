import { IMPORT_PERMISSIONS, type PayoutResult, type PayoutState } from '@tessera/contract';
import { parseAmount } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportKind, ImportRow, Rows, Trouble, Verdict } from '../imports/index.ts';
import { stateAfter } from './payout.ts';
import { PAYOUT_COLUMNS } from './payout-columns.ts';
import { lockBatches, lockPayoutRows, type PayoutRow, selectPayoutsByReference } from './payout-queries.ts';
import { announceSettlement } from './person.ts';
import { finishAnswered, turnPayout } from './record-payout-result.ts';

const NO_OPTIONS = z.strictObject({}) as z.ZodType<Record<string, never>>; // No option at all.
type Nothing = Record<string, never>;

/** How banks say it; compared without case and spaces. */
const WORDS: ReadonlyMap<string, PayoutResult> = new Map([
  ...['成功', '已付', '已支付', '付款成功', '支付成功', '交易成功', '处理成功', 'paid', 'success', 'successful', 'succeeded', 'ok'].map(
    (word) => [word, 'paid'] as const,
  ),
  ...[
    '失败',
    '付款失败',
    '支付失败',
    '交易失败',
    '拒绝',
    '已拒绝',
    '退回',
    '退汇',
    '已退汇',
    'refused',
    'failed',
    'failure',
    'rejected',
    'returned',
  ].map((word) => [word, 'refused'] as const),
]);

/**
 * The bank's answers as a file, in any order and of any number of batches. A row that was known already changes nothing; one that contradicts
 * what is known is wrong, and a person looks at it.
 */
export const payoutResultsImport: ImportKind<Nothing> = {
  name: 'payouts',
  permission: IMPORT_PERMISSIONS.payouts,
  columns: PAYOUT_COLUMNS,
  options: NO_OPTIONS,
  keysOf: ({ cells }) => [{ column: 'reference', key: referenceOf(cells.reference) }],
  checkRows: async (ctx, rows) => (await plan(ctx, rows)).map(verdictOf),
  applyRows,
};

type Planned = { payout: PayoutRow | undefined; to: PayoutState | 'same' | undefined; reason: string | null; troubles: Trouble[] };

function referenceOf(text: string | undefined): string {
  return (text ?? '').trim().toUpperCase();
}

async function plan(ctx: Ctx, { rows }: Rows<Nothing>): Promise<Planned[]> {
  const found = await selectPayoutsByReference(
    ctx,
    rows.map(({ cells }) => referenceOf(cells.reference)),
  );
  const known = new Map(found.map((payout) => [payout.reference, payout]));
  return rows.map((row) => planRow(row, known.get(referenceOf(row.cells.reference))));
}

/** Pure. */
function planRow({ cells }: ImportRow, payout: PayoutRow | undefined): Planned {
  const troubles: Trouble[] = [];
  const result = WORDS.get((cells.result ?? '').toLowerCase().replace(/\s/g, ''));
  if (!payout) troubles.push({ column: 'reference', problem: 'payout_unknown' });
  if (!result) troubles.push({ column: 'result', problem: 'not_a_choice' });
  if (payout && cells.amount && parseAmount(cells.amount.replace(/,(?=\d{3}(?:\D|$))/g, '')) !== payout.amount_minor)
    troubles.push({ column: 'amount', problem: 'amount_differs' });
  const to = payout && result ? stateAfter(payout.state, result) : undefined;
  if (payout && result && to === undefined) {
    const isSent = payout.state !== 'drafted' && payout.state !== 'dropped';
    troubles.push(isSent ? { column: 'result', problem: 'result_otherwise' } : { column: 'reference', problem: 'payout_not_sent' });
  }
  return { payout, to, reason: cells.reason || null, troubles };
}

function verdictOf({ payout, to, troubles }: Planned): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  if (to === 'same' || !payout) return { outcome: 'unchanged' };
  return { outcome: to === 'returned' ? 'changed' : 'new', targetId: payout.id };
}

/** Locks batches and then pay-outs, as who answers by hand does, and decides anew. */
async function applyRows(ctx: Ctx, rows: Rows<Nothing>): Promise<Verdict[]> {
  const first = await plan(ctx, rows);
  const payouts = first.flatMap(({ payout }) => payout ?? []);
  const batchIds = [...new Set(payouts.map(({ batch_id }) => batch_id))].sort();
  await lockBatches(ctx, batchIds);
  await lockPayoutRows(
    ctx,
    payouts.map(({ id }) => id),
  );
  const planned = await plan(ctx, rows);
  for (const { payout, to, reason, troubles } of planned) {
    if (payout && to !== undefined && to !== 'same' && troubles.length === 0) await turnPayout(ctx, payout, { state: to, reason });
  }
  for (const batchId of batchIds) await finishAnswered(ctx, batchId);
  await announceSettlement(ctx);
  return planned.map(verdictOf);
}
