import type { catalogue, InputOf } from '@tessera/contract';
import { businessDayOf, formatDecimal, type Id } from '@tessera/kernel';
import { itemTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { describeItems, type ItemView } from './item.ts';
import { filterOf } from './list-items.ts';
import { selectItems } from './queries.ts';

type Input = InputOf<typeof catalogue.exportItems>;

/** Items of one read, so that the server never holds more. */
const READ_AT_ONCE = 500;

/** The list as separated values in its order, read in short transactions of the caller's own. */
export function createExportItems(database: Database): FileUseCases<Pick<typeof catalogue, 'exportItems'>> {
  return {
    exportItems: async (call, input): Promise<OutgoingFile> => {
      const zone = await inTransaction(database, call, async (ctx) => {
        const { q, language: _, ...filter } = input;
        const after = { ...filter, isSearched: q !== undefined };
        await record(ctx, { action: 'catalogue.exportItems', targetKind: 'item', targetId: null, outcome: 'read', after });
        return timeZoneOf(ctx);
      });
      const name = `${itemTableTexts(input.language).fileName}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: linesOf(database, call, input) };
    },
  };
}

function inTransaction<Result>(database: Database, { actor, requestId, address }: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(actor, { requestId, address }, work);
}

async function* linesOf(database: Database, call: Call, input: Input): AsyncGenerator<string> {
  const texts = itemTableTexts(input.language);
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  let afterId: Id<'item'> | undefined;
  for (;;) {
    const page = await inTransaction(database, call, async (ctx) => {
      const rows = await selectItems(ctx, { ...(await filterOf(ctx, input)), afterId, limit: READ_AT_ONCE });
      return describeItems(ctx, rows);
    });
    yield page.map((view) => csvLine(cellsOf(view, input.language))).join('');
    const last = page.at(-1);
    if (!last || page.length < READ_AT_ONCE) return;
    afterId = last.id;
  }
}

function cellsOf(view: ItemView, language: Input['language']): string[] {
  const texts = itemTableTexts(language);
  return [
    view.name,
    view.merchantName,
    language === 'zh-CN' ? view.categoryName.zh : view.categoryName.en,
    texts.kind(view.kind),
    texts.state(view.state),
    view.moneyPriceMinor === null ? '' : formatDecimal(view.moneyPriceMinor),
    view.pointsPrice === null ? '' : String(view.pointsPrice),
    view.stock === null ? '' : String(view.stock),
    view.description,
  ];
}
