import type { InputOf, mealplans } from '@tessera/contract';
import { businessDayOf, formatDecimal } from '@tessera/kernel';
import { mealTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Database } from '../../platform/database.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { readTotals } from './get-meal-totals.ts';
import type { TotalKey } from './queries.ts';
import { type Span, spanOf } from './span.ts';

type Input = InputOf<typeof mealplans.exportMealTotals>;
/** Rows of one read. So many are all that the server holds at a time, however many there are. */
const READ_AT_ONCE = 1_000;

/** @throws AppError `mealplans.span_too_long`. The roll-up as separated values, newest first, read in short transactions, so that a slow reader keeps none open. */
export function createExportMealTotals(database: Database): FileUseCases<Pick<typeof mealplans, 'exportMealTotals'>> {
  return {
    exportMealTotals: async (call: Call, input: Input): Promise<OutgoingFile> => {
      const { language, ...asked } = input;
      const { zone, filter } = await database.transaction(call.actor, call, async (ctx) => {
        const filter = { ...asked, ...spanOf(asked, await businessDayNow(ctx)) };
        await record(ctx, { action: 'mealplans.exportMealTotals', targetKind: 'mealPlan', targetId: null, outcome: 'read', after: filter });
        return { zone: await timeZoneOf(ctx), filter };
      });
      const name = `${mealTableTexts(language).fileName}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: linesOf(database, call, { ...filter, language }) };
    },
  };
}

async function* linesOf(database: Database, call: Call, { language, ...filter }: Input & Span): AsyncGenerator<string> {
  const texts = mealTableTexts(language);
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  let after: TotalKey | undefined;
  for (;;) {
    const rows = await database.transaction(call.actor, call, (ctx) => readTotals(ctx, { ...filter, after, limit: READ_AT_ONCE }));
    yield rows
      .map((row) =>
        csvLine([
          row.mealOn,
          texts.period(row.period),
          row.merchantName,
          String(row.count),
          formatDecimal(row.coveredMinor),
          formatDecimal(row.priceMinor),
        ]),
      )
      .join('');
    after = rows.at(-1);
    if (!after || rows.length < READ_AT_ONCE) return;
  }
}
