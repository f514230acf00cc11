import { AppError, type InputOf, type OutputOf, type sales } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findMerchantsNamed } from '../organizations/index.ts';
import { factsOf } from '../payments/index.ts';
import { describeShift, describeShifts } from './describe-shifts.ts';
import type { ShiftView } from './shift.ts';
import { type ShiftFilter, selectShift, selectShifts } from './shift-queries.ts';

type Page = OutputOf<typeof sales.listShifts>;
type Asked = Omit<InputOf<typeof sales.listShifts>, 'cursor' | 'limit'>;

/** Merchants that a text may mean; a text that fits more of them is hardly a name. */
const MERCHANTS_MAX = 100;

/** Newest first: the operator sees all, a merchant's people its own. */
export async function listShifts(ctx: Ctx, { cursor, limit, ...asked }: InputOf<typeof sales.listShifts>): Promise<Page> {
  return pageOfShifts(ctx, { cursor, limit, ...(await filterOfShifts(ctx, asked)) });
}

/** Of the terminal that asks. */
export function listTerminalShifts(ctx: Ctx, input: InputOf<typeof sales.listTerminalShifts>): Promise<Page> {
  return pageOfShifts(ctx, { ...input, terminalId: factsOf(ctx.actor).terminalId });
}

/** @throws AppError `sales.shift_unknown`, also for another merchant's */
export async function getShift(ctx: Ctx, { shiftId }: { shiftId: Id<'shift'> }): Promise<ShiftView> {
  const row = await selectShift(ctx, shiftId);
  if (!row) throw new AppError('sales.shift_unknown', { shiftId });
  return describeShift(ctx, row);
}

export async function filterOfShifts(ctx: Ctx, { q, ...filter }: Asked): Promise<Omit<ShiftFilter, 'limit' | 'before'>> {
  if (!q) return filter;
  const merchantIds = await asSystem(ctx, (system) => findMerchantsNamed(system, q, MERCHANTS_MAX));
  return { ...filter, search: { part: q, merchantIds } };
}

async function pageOfShifts(ctx: Ctx, { cursor, limit, ...filter }: Omit<ShiftFilter, 'before'> & { cursor?: string | undefined }): Promise<Page> {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const rows = await selectShifts(ctx, { ...filter, before: at && id ? { at, id } : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.id]);
  return { items: await describeShifts(ctx, items), nextCursor };
}
