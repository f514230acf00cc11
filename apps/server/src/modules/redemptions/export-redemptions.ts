import type { InputOf, redemptions } from '@tessera/contract';
import { businessDayOf, formatDecimal } from '@tessera/kernel';
import { redemptionTableTexts } from '@tessera/messages';
import type { Call, FileUseCases } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { describeRedemptions, type RowView } from './describe-redemptions.ts';
import { type RedemptionFilter, selectRedemptions } from './list-queries.ts';
import { placeOf, reachOfFilter } from './list-redemptions.ts';

type Input = InputOf<typeof redemptions.exportRedemptions>;
type Filter = Omit<Input, 'language'>;
type Language = Input['language'];
type Place = NonNullable<RedemptionFilter['before']>;

/** Rows of one read: all that the server holds at a time. */
const READ_AT_ONCE = 500;

/** The list as separated values, newest first, read in short transactions of the caller's own, so that a slow reader keeps none open. */
export function createExportRedemptions(database: Database): FileUseCases<Pick<typeof redemptions, 'exportRedemptions'>> {
  return {
    exportRedemptions: async (call, { language, ...filter }: Input) => {
      const zone = await begin(database, call, filter);
      const name = `${redemptionTableTexts(language).file}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: piecesOf({ database, call, filter, language, zone }) };
    },
  };
}

/** Written down that the list left the house, and by which filter; not what was searched for. Answers the time zone of the file's times. */
function begin(database: Database, call: Call, { q, ...filter }: Filter): Promise<string> {
  return database.transaction(call.actor, call, async (ctx) => {
    const after = { ...filter, isSearched: q !== undefined };
    await record(ctx, { action: 'redemptions.exportRedemptions', targetKind: 'redemption', targetId: null, outcome: 'read', after });
    return timeZoneOf(ctx);
  });
}

type Table = { database: Database; call: Call; filter: Filter; language: Language; zone: string };

async function* piecesOf(table: Table): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(redemptionTableTexts(table.language).columns);
  for (let before: Place | undefined; ; ) {
    const { lines, next } = await table.database.transaction(table.call.actor, table.call, (ctx) => read(ctx, table, before));
    yield lines.join('');
    if (!next) return;
    before = next;
  }
}

async function read(ctx: Ctx, { filter, ...form }: Table, before: Place | undefined): Promise<{ lines: string[]; next: Place | undefined }> {
  const rows = await selectRedemptions(ctx, { ...filter, ...(await reachOfFilter(ctx, filter)), before, limit: READ_AT_ONCE });
  const lines = (await describeRedemptions(ctx, rows)).map((view) => csvLine(cellsOf(view, form)));
  const last = rows.length < READ_AT_ONCE ? undefined : rows.at(-1);
  const [at, id] = last ? placeOf(last) : [];
  return { lines, next: at && id ? { at, id } : undefined };
}

function cellsOf(view: RowView, { language, zone }: Pick<Table, 'language' | 'zone'>): string[] {
  const texts = redemptionTableTexts(language);
  const local = (at: Date | null) =>
    at ? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at) : '';
  return [
    local(view.at),
    view.number,
    texts.state(view.state),
    view.itemName,
    String(view.quantity),
    String(view.returnedQuantity),
    String(view.points),
    formatDecimal(view.cashMinor),
    view.memberName,
    view.memberNumber,
    view.merchantName,
    view.shopName ?? '',
    local(view.takenAt),
  ];
}
