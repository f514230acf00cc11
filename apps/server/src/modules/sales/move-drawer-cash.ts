import { AppError, type InputOf, type sales } from '@tessera/contract';
import { isAnotherPerson } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { factsOf } from '../payments/index.ts';
import { describeShift, runningTotals } from './describe-shifts.ts';
import { tellAboutSale } from './hooks.ts';
import { expectedOf, type ShiftView } from './shift.ts';
import { insertDrawerMove, lockShift, type ShiftRow, selectDrawerMoves } from './shift-queries.ts';

type Input = InputOf<typeof sales.moveDrawerCash>;

/** More often than this nobody empties a drawer in one shift. */
const MOVES_MAX = 50;

/**
 * Cash goes from the drawer to the safe, or change comes from there: the operator holds it before and after, so the ledger is not asked. The shift's row is
 * locked as for its close: of two who empty the drawer at once, the second is measured against what the first left.
 * @throws AppError `sales.shift_unknown`, `sales.shift_closed`, `sales.witness_needed`, `sales.drawer_moves_full`, `sales.drawer_exceeds`
 */
export async function moveDrawerCash(ctx: Ctx, input: Input): Promise<ShiftView> {
  const { shiftId, kind, amountMinor, reason, cashier, witness } = input;
  const row = await lockShift(ctx, shiftId);
  if (row?.terminal_id !== factsOf(ctx.actor).terminalId) throw new AppError('sales.shift_unknown', { shiftId });
  return moveIn(ctx, row, { kind, amountMinor, reason, cashier, witness, key: input.key });
}

/** In the drawer of a till or of a desk, whose shift is locked. @throws AppError as above */
export async function moveIn(ctx: Ctx, row: ShiftRow, input: Omit<Input, 'shiftId'>): Promise<ShiftView> {
  const { kind, amountMinor, reason, cashier, witness } = input;
  const shiftId = row.id;
  if (row.closed_at !== null) throw new AppError('sales.shift_closed');
  if (!isAnotherPerson(input.witness, input.cashier)) throw new AppError('sales.witness_needed');
  await checkRoom(ctx, row, input);
  const move = { shift_id: shiftId, merchant_id: row.merchant_id, kind, amount_minor: amountMinor, reason, cashier, witness, moved_at: ctx.now };
  // This caller's own repetition was answered before; the key is somebody else's.
  if (!(await insertDrawerMove(ctx, { id: input.key, ...move }))) throw new AppError('request.key_reused');
  await record(ctx, {
    action: 'sales.moveDrawerCash',
    targetKind: 'shift',
    targetId: shiftId,
    after: { kind, amountMinor, reason, cashier, witness },
  });
  await tellAboutSale(ctx, row);
  return describeShift(ctx, row);
}

async function checkRoom(ctx: Ctx, row: ShiftRow, { kind, amountMinor }: Pick<Input, 'kind' | 'amountMinor'>): Promise<void> {
  const moves = await selectDrawerMoves(ctx, [row.id]);
  if (moves.length >= MOVES_MAX) throw new AppError('sales.drawer_moves_full');
  if (kind === 'in') return;
  const totals = (await asSystem(ctx, (system) => runningTotals(system, [row]))).get(row.id) ?? [];
  const expectedMinor = expectedOf(row.float_minor, { totals, moves });
  if (amountMinor > expectedMinor) throw new AppError('sales.drawer_exceeds', { expectedMinor });
}
