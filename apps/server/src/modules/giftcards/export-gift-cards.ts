import type { giftcards, InputOf } from '@tessera/contract';
import { businessDayOf, formatDecimal, type Id, toMinor } from '@tessera/kernel';
import { giftCardTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type CardView, describeCards } from './card.ts';
import { selectCards } from './card-queries.ts';
import { foundBy } from './list-gift-cards.ts';

type Input = InputOf<typeof giftcards.exportGiftCards>;
type Asked = { readonly database: Database; readonly call: Call; readonly input: Input; readonly zone: string };

/** Cards of one read, so that the server never holds more. */
const READ_AT_ONCE = 500;

/** The list as separated values, newest first, read in short transactions of the caller's own. */
export function createExportGiftCards(database: Database): FileUseCases<Pick<typeof giftcards, 'exportGiftCards'>> {
  return {
    exportGiftCards: async (call, input): Promise<OutgoingFile> => {
      const zone = await inTransaction(database, call, async (ctx) => {
        const after = { state: input.state, kindId: input.kindId, isSearched: input.q !== undefined };
        await record(ctx, { action: 'giftcards.exportGiftCards', targetKind: 'giftCard', targetId: null, outcome: 'read', after });
        return timeZoneOf(ctx);
      });
      const name = `${giftCardTableTexts(input.language).fileName}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: linesOf({ database, call, input, zone }) };
    },
  };
}

function inTransaction<Result>(database: Database, { actor, requestId, address }: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(actor, { requestId, address }, work);
}

async function* linesOf(asked: Asked): AsyncGenerator<string> {
  const { database, call, input } = asked;
  const { q, state, kindId, language } = input;
  yield BYTE_ORDER_MARK + csvLine(giftCardTableTexts(language).headings);
  let beforeId: Id<'giftCard'> | undefined;
  for (;;) {
    const views = await inTransaction(database, call, async (ctx) =>
      describeCards(ctx, await selectCards(ctx, { state, kindId, found: await foundBy(ctx, q), beforeId, limit: READ_AT_ONCE })),
    );
    yield views.map((view) => csvLine(cellsOf(view, asked))).join('');
    beforeId = views.at(-1)?.id;
    if (beforeId === undefined || views.length < READ_AT_ONCE) return;
  }
}

function cellsOf(card: CardView, { input: { language }, zone }: Asked): string[] {
  const yuan = (minor: number) => formatDecimal(toMinor(minor));
  return [
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(card.soldAt),
    language === 'en' ? card.name.en : card.name.zh,
    card.tail,
    giftCardTableTexts(language).state(card.state),
    yuan(card.faceMinor),
    yuan(card.priceMinor),
    yuan(card.balanceMinor),
    card.buyer?.name ?? '',
    card.soldByName ?? '',
    card.holder?.name ?? '',
    card.holder?.memberNumber ?? '',
    card.expiresOn ?? '',
    card.reason,
  ];
}
