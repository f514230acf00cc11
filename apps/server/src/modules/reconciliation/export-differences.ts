import type { InputOf, reconciliation } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { type DifferenceTableTexts, differenceTableTexts } from '@tessera/messages';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type DifferenceView, describeDifferences } from './difference.ts';
import type { ReconciliationParts } from './parts.ts';
import { selectDifferences } from './queries.ts';

type Input = InputOf<typeof reconciliation.exportDifferences>;

/** Differences of one read; so many are all that the server holds at a time. */
const READ_AT_ONCE = 1_000;

/** The list as separated values, newest first, read in short transactions of the caller's own. */
export async function exportDifferences({ database }: ReconciliationParts, call: Call, { language, ...filter }: Input): Promise<OutgoingFile> {
  const texts = differenceTableTexts(language);
  const day = await database.transaction(call.actor, call, async (ctx) => {
    await record(ctx, { action: 'reconciliation.exportDifferences', targetKind: 'difference', targetId: null, outcome: 'read', after: filter });
    return businessDayNow(ctx);
  });
  const read = (beforeId: string | undefined) =>
    database.transaction(call.actor, call, async (ctx) =>
      describeDifferences(ctx, await selectDifferences(ctx, { ...filter, beforeId, limit: READ_AT_ONCE })),
    );
  return { name: `${texts.fileName}-${filter.businessOn ?? day}.csv`, type: 'text/csv', pieces: piecesOf(read, texts) };
}

async function* piecesOf(read: (beforeId: string | undefined) => Promise<DifferenceView[]>, texts: DifferenceTableTexts): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  for (let beforeId: string | undefined; ; ) {
    const rows = await read(beforeId);
    yield rows.map((row) => csvLine(cellsOf(row, texts))).join('');
    beforeId = rows.at(-1)?.id;
    if (rows.length < READ_AT_ONCE) return;
  }
}

function cellsOf(row: DifferenceView, texts: DifferenceTableTexts): string[] {
  const amount = (minor: DifferenceView['channelMinor']) => (minor === null ? '' : formatDecimal(minor));
  const { adjustment } = row;
  return [
    row.businessOn,
    row.channel,
    texts.kind(row.kind),
    texts.entryKind(row.entryKind),
    row.number,
    amount(row.channelMinor),
    amount(row.ourMinor),
    formatDecimal(row.gapMinor),
    texts.state(row.state),
    row.reason ?? '',
    row.changedBy ?? '',
    adjustment ? formatDecimal(adjustment.amountMinor) : '',
    adjustment?.makerName ?? '',
    adjustment?.checkerName ?? '',
  ];
}
