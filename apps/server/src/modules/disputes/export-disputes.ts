import type { disputes, InputOf } from '@tessera/contract';
import { businessDayOf, formatDecimal } from '@tessera/kernel';
import { disputeTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type DisputeView, describeDisputes } from './describe-disputes.ts';
import { filterOf } from './list-disputes.ts';
import { type DisputeFilter, selectDisputes } from './queries.ts';

type Input = InputOf<typeof disputes.exportDisputes>;

/** Cases of one read, so that the server never holds more. */
const READ_AT_ONCE = 500;

/** The list as separated values, newest first, read in short transactions of the caller's own. */
export function createExportDisputes(database: Database): FileUseCases<Pick<typeof disputes, 'exportDisputes'>> {
  return {
    exportDisputes: async (call, input): Promise<OutgoingFile> => {
      const zone = await inTransaction(database, call, async (ctx) => {
        const { q, language: _, ...filter } = input;
        const after = { ...filter, isSearched: q !== undefined };
        await record(ctx, { action: 'disputes.exportDisputes', targetKind: 'dispute', targetId: null, outcome: 'read', after });
        return timeZoneOf(ctx);
      });
      const name = `${disputeTableTexts(input.language).fileName}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: linesOf({ database, call, input, zone }) };
    },
  };
}

function inTransaction<Result>(database: Database, { actor, requestId, address }: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(actor, { requestId, address }, work);
}

async function* linesOf({ database, call, input, zone }: { database: Database; call: Call; input: Input; zone: string }): AsyncGenerator<string> {
  const texts = disputeTableTexts(input.language);
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  let before: DisputeFilter['before'];
  for (;;) {
    const page = await inTransaction(database, call, async (ctx) => {
      const rows = await selectDisputes(ctx, { ...(await filterOf(ctx, input)), before, limit: READ_AT_ONCE });
      return { views: await describeDisputes(ctx, rows), last: rows.at(-1) };
    });
    yield page.views.map((view) => csvLine(cellsOf(view, { texts, zone }))).join('');
    if (!page.last || page.views.length < READ_AT_ONCE) return;
    before = { at: page.last.opened_at.toISOString(), id: page.last.id };
  }
}

function cellsOf(view: DisputeView, { texts, zone }: { texts: ReturnType<typeof disputeTableTexts>; zone: string }): string[] {
  const time = (at: Date | null) =>
    at === null ? '' : new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return [
    view.caseNumber,
    time(view.openedAt),
    texts.kind(view.kind),
    texts.state(view.state),
    view.memberName,
    view.memberNumber,
    view.merchantName ?? '',
    view.paidMinor === null ? '' : formatDecimal(view.paidMinor),
    view.claimMinor === null ? '' : formatDecimal(view.claimMinor),
    view.outcome === null ? '' : texts.outcome(view.outcome),
    view.amountMinor === null ? '' : formatDecimal(view.amountMinor),
    view.assignedTo ?? '',
    time(view.dueAt),
    time(view.decidedAt),
    view.paymentId ?? '',
  ];
}
