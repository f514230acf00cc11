import type { InputOf, reviews } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { reviewTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { describeReviews, type ReviewView } from './describe-reviews.ts';
import { placeOf } from './list-reviews.ts';
import { type ReviewFilter, selectReviews } from './queries.ts';

type Input = InputOf<typeof reviews.exportReviews>;

/** Reviews of one read, so that the server never holds more. */
const READ_AT_ONCE = 500;

/** The list as separated values, newest first, read in short transactions of the caller's own. */
export function createExportReviews(database: Database): FileUseCases<Pick<typeof reviews, 'exportReviews'>> {
  return {
    exportReviews: async (call, input): Promise<OutgoingFile> => {
      const zone = await inTransaction(database, call, async (ctx) => {
        const { q, language: _, ...filter } = input;
        const after = { ...filter, isSearched: q !== undefined };
        await record(ctx, { action: 'reviews.exportReviews', targetKind: 'review', targetId: null, outcome: 'read', after });
        return timeZoneOf(ctx);
      });
      const name = `${reviewTableTexts(input.language).fileName}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: linesOf({ database, call, input, zone }) };
    },
  };
}

function inTransaction<Result>(database: Database, { actor, requestId, address }: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(actor, { requestId, address }, work);
}

async function* linesOf({ database, call, input, zone }: { database: Database; call: Call; input: Input; zone: string }): AsyncGenerator<string> {
  const { language, ...filter } = input;
  const texts = reviewTableTexts(language);
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  let before: ReviewFilter['before'];
  for (;;) {
    const page = await inTransaction(database, call, async (ctx) => {
      const rows = await selectReviews(ctx, { ...filter, before, limit: READ_AT_ONCE });
      return { views: await describeReviews(ctx, rows), last: rows.at(-1) };
    });
    yield page.views.map((view) => csvLine(cellsOf(view, { texts, zone }))).join('');
    if (!page.last || page.views.length < READ_AT_ONCE) return;
    const [at, id] = placeOf(page.last);
    before = { at, id };
  }
}

function cellsOf(view: ReviewView, { texts, zone }: { texts: ReturnType<typeof reviewTableTexts>; zone: string }): string[] {
  const time = (at: Date | null) =>
    at === null ? '' : new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return [
    time(view.createdAt),
    view.merchantName,
    view.itemName,
    String(view.stars),
    view.tags.map(texts.tag).join(' '),
    view.text,
    String(view.photos.length),
    texts.state(view.state),
    view.hiddenReason ?? '',
    view.answer ?? '',
    time(view.answeredAt),
  ];
}
