import type { deposits, InputOf, OutputOf } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { depositTableTexts } from '@tessera/messages';
import type { FileUseCases } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { workbookFile, workbookOf } from '../imports/index.ts';
import { getIssuerDeposit, lineView } from './list-deposits.ts';
import { selectLines } from './queries.ts';

type Line = OutputOf<typeof deposits.listDepositLines>['items'][number];
type Language = InputOf<typeof deposits.exportDepositStatement>['language'];
const LINES_MAX = 1_000;

/** A statement as a workbook, oldest line first, as it is read on paper. */
export function createDepositFiles(database: Database): FileUseCases<Pick<typeof deposits, 'exportDepositStatement'>> {
  return {
    exportDepositStatement: (call, { issuerId, language, from, to }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const { issuerName } = await getIssuerDeposit(ctx, { issuerId });
        const lines = (await selectLines(ctx, { issuerId, from, to, limit: LINES_MAX })).map(lineView).reverse();
        const target = { targetKind: 'issuerDeposit', targetId: issuerId } as const;
        await record(ctx, { action: 'deposits.exportDepositStatement', ...target, outcome: 'read', after: { from: from ?? null, to: to ?? null } });
        return workbookFile(`${depositTableTexts(language).file}-${issuerName}`, workbookOf(rowsOf(issuerName, lines, language)));
      }),
  };
}

/** Pure. */
function rowsOf(issuerName: string, lines: readonly Line[], language: Language): string[][] {
  const texts = depositTableTexts(language);
  return [
    [texts.issuer, issuerName],
    [],
    [texts.day, texts.what, texts.reference, texts.amount, texts.balance],
    ...lines.map((line) => [line.businessOn, texts[line.kind], line.reference, formatDecimal(line.amountMinor), formatDecimal(line.balanceMinor)]),
  ];
}
