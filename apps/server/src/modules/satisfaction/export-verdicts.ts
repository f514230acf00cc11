import type { InputOf, satisfaction } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { verdictTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { describeVerdicts, filterOf, type VerdictView } from './list-verdicts.ts';
import { selectVerdicts } from './queries.ts';

type Input = InputOf<typeof satisfaction.exportVerdicts>;

/** Verdicts of one read, so that the server never holds more. */
const READ_AT_ONCE = 500;

/** The list as separated values, newest first, read in short transactions of the caller's own. */
export function createExportVerdicts(database: Database): FileUseCases<Pick<typeof satisfaction, 'exportVerdicts'>> {
  return {
    exportVerdicts: async (call, input): Promise<OutgoingFile> => {
      const zone = await inTransaction(database, call, async (ctx) => {
        const { language: _, ...after } = input;
        await record(ctx, { action: 'satisfaction.exportVerdicts', targetKind: 'verdict', targetId: null, outcome: 'read', after });
        return timeZoneOf(ctx);
      });
      const name = `${verdictTableTexts(input.language).fileName}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: linesOf({ database, call, input, zone }) };
    },
  };
}

function inTransaction<Result>(database: Database, { actor, requestId, address }: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(actor, { requestId, address }, work);
}

async function* linesOf({ database, call, input, zone }: { database: Database; call: Call; input: Input; zone: string }): AsyncGenerator<string> {
  const { language, ...asked } = input;
  const texts = verdictTableTexts(language);
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  let after: { at: string; id: string } | undefined;
  for (;;) {
    const page = await inTransaction(database, call, async (ctx) => {
      const rows = await selectVerdicts(ctx, await filterOf(ctx, asked), { after, limit: READ_AT_ONCE });
      return { views: await describeVerdicts(ctx, rows), last: rows.at(-1) };
    });
    yield page.views.map((view) => csvLine(cellsOf(view, { texts, zone }))).join('');
    if (!page.last || page.views.length < READ_AT_ONCE) return;
    after = { at: page.last.told_at.toISOString(), id: page.last.id };
  }
}

function cellsOf(view: VerdictView, { texts, zone }: { texts: ReturnType<typeof verdictTableTexts>; zone: string }): string[] {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return [time.format(view.toldAt), texts.kind(view.kind), view.agentName ?? '', String(view.score), view.text, view.memberName];
}
