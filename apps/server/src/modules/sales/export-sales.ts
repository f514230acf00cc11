import { DRAWER_MOVE_KINDS, type InputOf, SHIFT_METHODS, type sales } from '@tessera/contract';
import { businessDayOf, formatDecimal, type Minor, ZERO } from '@tessera/kernel';
import { saleTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { localTime } from '../../platform/local-time.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { describeSales } from './describe-sales.ts';
import { describeShifts } from './describe-shifts.ts';
import { filterOfShifts } from './list-shifts.ts';
import { selectSales } from './queries.ts';
import type { SaleView } from './sale.ts';
import { type ShiftView, sumOfMoves } from './shift.ts';
import { selectShifts } from './shift-queries.ts';

type SalesInput = InputOf<typeof sales.exportSales>;
type ShiftsInput = InputOf<typeof sales.exportShifts>;
type Language = SalesInput['language'];
type Place = { at: string; id: string };
/** One read: its lines, and where the next one begins; undefined at the end. */
type Reading = { lines: string[]; next: Place | undefined };
type Table = { database: Database; call: Call; head: readonly string[]; read: (ctx: Ctx, before: Place | undefined) => Promise<Reading> };

type Filter = Omit<SalesInput, 'language'> | Omit<ShiftsInput, 'language'>;
type Leaving = { action: string; targetKind: 'sale' | 'shift'; filter: Filter };

/** Rows of one read: all that the server holds at a time. */
const READ_AT_ONCE = 500;

/** Lists as separated values, newest first, read in short transactions of the caller's own, so that a slow reader keeps none open. */
export function createExports(database: Database): FileUseCases<Pick<typeof sales, 'exportSales' | 'exportShifts'>> {
  return {
    exportSales: async (call, { language, ...filter }: SalesInput) => {
      const texts = saleTableTexts(language);
      const zone = await begin(database, call, { action: 'sales.exportSales', targetKind: 'sale', filter });
      const read = async (ctx: Ctx, before: Place | undefined): Promise<Reading> => {
        const rows = await selectSales(ctx, { ...filter, before, limit: READ_AT_ONCE });
        const views = await describeSales(ctx, rows);
        return { lines: views.map((view) => csvLine(saleCells(view, { language, zone }))), next: placeAfter(rows) };
      };
      return fileOf(texts.salesFile, zone, { database, call, head: texts.sales, read });
    },
    exportShifts: async (call, { language, ...asked }: ShiftsInput) => {
      const texts = saleTableTexts(language);
      const zone = await begin(database, call, { action: 'sales.exportShifts', targetKind: 'shift', filter: asked });
      const read = async (ctx: Ctx, before: Place | undefined): Promise<Reading> => {
        const rows = await selectShifts(ctx, { ...(await filterOfShifts(ctx, asked)), before, limit: READ_AT_ONCE });
        const views = await describeShifts(ctx, rows);
        return { lines: views.map((view) => csvLine(shiftCells(view, zone))), next: placeAfter(rows) };
      };
      return fileOf(texts.shiftsFile, zone, { database, call, head: texts.shifts, read });
    },
  };
}

/** Written down that the list left the house, and by which filter; not what was searched for. Answers the time zone of the file's times. */
function begin(database: Database, call: Call, { filter: { q, ...filter }, ...what }: Leaving): Promise<string> {
  return database.transaction(call.actor, call, async (ctx) => {
    await record(ctx, { ...what, targetId: null, outcome: 'read', after: { ...filter, isSearched: q !== undefined } });
    return timeZoneOf(ctx);
  });
}

function fileOf(name: string, zone: string, table: Table): OutgoingFile {
  return { name: `${name}-${businessDayOf(table.call.now, zone)}.csv`, type: 'text/csv', pieces: piecesOf(table) };
}

async function* piecesOf({ database, call, head, read }: Table): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(head);
  for (let before: Place | undefined; ; ) {
    const { lines, next } = await database.transaction(call.actor, call, (ctx) => read(ctx, before));
    yield lines.join('');
    if (!next) return;
    before = next;
  }
}

function placeAfter(rows: readonly { opened_at: Date; id: string }[]): Place | undefined {
  const last = rows.length < READ_AT_ONCE ? undefined : rows.at(-1);
  return last && { at: last.opened_at.toISOString(), id: last.id };
}

function saleCells(sale: SaleView, { language, zone }: { language: Language; zone: string }): string[] {
  const texts = saleTableTexts(language);
  return [
    localTime(sale.at, zone),
    texts.method(sale.method),
    texts.state(sale.state),
    formatDecimal(sale.amountMinor),
    formatDecimal(sale.refundedMinor),
    decimalOf(sale.tenderedMinor),
    decimalOf(sale.changeMinor),
    sale.merchantName,
    sale.terminalName,
    sale.reference ?? '',
    sale.cardLastFour ?? '',
    sale.id,
  ];
}

function shiftCells(shift: ShiftView, zone: string): string[] {
  const byMethod = SHIFT_METHODS.flatMap((method) => {
    const total = shift.totals.find((one) => one.method === method);
    return [formatDecimal(total?.saleMinor ?? ZERO), formatDecimal(total?.refundMinor ?? ZERO)];
  });
  return [
    shift.businessOn,
    shift.merchantName,
    shift.terminalName,
    String(shift.shiftNo),
    shift.openedBy,
    localTime(shift.openedAt, zone),
    shift.closedBy ?? '',
    shift.closedAt ? localTime(shift.closedAt, zone) : '',
    formatDecimal(shift.floatMinor),
    ...byMethod,
    ...DRAWER_MOVE_KINDS.map((kind) => formatDecimal(sumOfMoves(kind, shift.drawerMoves))),
    formatDecimal(shift.expectedMinor),
    decimalOf(shift.countedMinor),
    decimalOf(shift.differenceMinor),
    shift.reason ?? '',
    shift.bookedBy ?? '',
  ];
}

function decimalOf(amount: Minor | null): string {
  return amount === null ? '' : formatDecimal(amount);
}
