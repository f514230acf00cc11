import type { InputOf, OutputOf, sales } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findStaffNames } from '../organizations/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { type CashMoveRow, selectCashMoves } from './cash-queries.ts';
import { scopeOf } from './scope.ts';

type Page = OutputOf<typeof sales.listCashMoves>;

/** Of the whole house; a merchant's cash is its sales. */
export async function listCashMoves(ctx: Ctx, input: InputOf<typeof sales.listCashMoves>): Promise<Page> {
  if (scopeOf(ctx.actor) !== 'everybody') return { items: [], nextCursor: null };
  const { cursor, limit, businessOn, shiftId, uncounted } = input;
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const filter = { businessOn, shiftId, isUncounted: uncounted === 'true' };
  const rows = await selectCashMoves(ctx, { ...filter, before: at && id ? { at, id } : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id]);
  return { items: await describeCashMoves(ctx, items), nextCursor };
}

export async function describeCashMoves(ctx: Ctx, rows: readonly CashMoveRow[]): Promise<Page['items']> {
  const { names, terminals } = await asSystem(ctx, async (system) => ({
    names: await findStaffNames(
      system,
      rows.flatMap((row) => row.staff_id ?? []),
    ),
    terminals: await findTerminals(
      system,
      rows.flatMap((row) => row.terminal_id ?? []),
    ),
  }));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountMinor: row.amount_minor,
    place: (row.staff_id ? names.get(row.staff_id) : row.terminal_id ? terminals.get(row.terminal_id)?.name : undefined) ?? '',
    isDesk: row.staff_id !== null,
    shiftId: row.shift_id,
    businessOn: row.business_on,
    at: row.at,
  }));
}
