import type { deposits, InputOf, OutputOf } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { depositTableTexts, paperTexts } from '@tessera/messages';
import type { FileUseCases } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { Paper } from '../../platform/papers/paper.ts';
import { paperFile } from '../../platform/papers/table-file.ts';
import { record } from '../audit/index.ts';
import { getIssuerDeposit, lineView } from './list-deposits.ts';
import { selectLines } from './queries.ts';

type Line = OutputOf<typeof deposits.listDepositLines>['items'][number];
type Language = InputOf<typeof deposits.exportDepositStatement>['language'];
const LINES_MAX = 1_000;

/** A statement as a workbook or on paper, oldest line first, as it is read there. */
export function createDepositFiles(database: Database): FileUseCases<Pick<typeof deposits, 'exportDepositStatement'>> {
  return {
    exportDepositStatement: (call, { issuerId, from, to, ...form }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const { issuerName } = await getIssuerDeposit(ctx, { issuerId });
        const lines = (await selectLines(ctx, { issuerId, from, to, limit: LINES_MAX })).map(lineView).reverse();
        const target = { targetKind: 'issuerDeposit', targetId: issuerId } as const;
        await record(ctx, { action: 'deposits.exportDepositStatement', ...target, outcome: 'read', after: { from: from ?? null, to: to ?? null } });
        const span = [from, to].some((day) => day !== undefined) ? `${from ?? ''} – ${to ?? ''}` : null;
        const name = `${depositTableTexts(form.language).file}-${issuerName}`;
        return paperFile(ctx, paperOf({ issuerName, span, lines }, form.language), { name, ...form });
      }),
  };
}

/** Pure. */
function paperOf(of: { issuerName: string; span: string | null; lines: readonly Line[] }, language: Language): Paper {
  const texts = depositTableTexts(language);
  const lines = {
    name: texts.lines,
    heading: [texts.day, texts.what, texts.reference, texts.amount, texts.balance],
    rows: of.lines.map((line) => [
      { day: line.businessOn },
      texts[line.kind],
      line.reference,
      { minor: toMinor(line.amountMinor) },
      { minor: toMinor(line.balanceMinor) },
    ]),
  };
  const span: Paper['facts'] = of.span === null ? [] : [[texts.day, of.span]];
  const facts: Paper['facts'] = [[texts.issuer, of.issuerName], ...span];
  return { title: paperTexts(language).titles.deposit, facts, sumsName: texts.lines, sums: [lines], details: [] };
}
