import type { InputOf, ReportRow, reports } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { type ReportLanguage, reportTableTexts } from '@tessera/messages';
import type { FileUseCases } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { Attachment } from '../../platform/messaging/ports.ts';
import { tableFile } from '../../platform/papers/table-file.ts';
import { record } from '../audit/index.ts';
import { listReportRows } from './list-report-rows.ts';

type Input = InputOf<typeof reports.exportReport>;

/** The table on the screen as a file: at most a thousand rows, so it is written whole. Written down that it left the house. */
export function createExportReport(database: Database): FileUseCases<Pick<typeof reports, 'exportReport'>> {
  return {
    exportReport: (call, { language, format, ...asked }: Input) =>
      database.transaction(call.actor, call, async (ctx) => {
        const { items } = await listReportRows(ctx, asked);
        await record(ctx, { action: 'reports.exportReport', targetKind: 'report', targetId: null, outcome: 'read', after: asked });
        return fileOf(asked, tableOf(items, { by: asked.by, language }), { format, language });
      }),
  };
}

function fileOf({ from, to }: Pick<Input, 'from' | 'to'>, rows: string[][], { format, language }: Pick<Input, 'format' | 'language'>) {
  return tableFile(`${reportTableTexts(language).file}-${from}-${to}`, { format, rows });
}

/** The same file, to go with a letter. */
export function reportFile(...of: Parameters<typeof fileOf>): Attachment {
  const { name, type, pieces } = fileOf(...of);
  return { name, type, base64: Buffer.concat(pieces).toString('base64') };
}

/** Pure. */
export function tableOf(items: readonly ReportRow[], { by, language }: { by: Input['by']; language: ReportLanguage }): string[][] {
  const texts = reportTableTexts(language);
  return [
    [texts.dimension(by), ...texts.columns],
    ...items.map((row) => [
      firstOf(row, by, language),
      String(row.paymentCount),
      formatDecimal(row.paidMinor),
      String(row.refundCount),
      formatDecimal(row.refundedMinor),
      formatDecimal(row.netMinor),
      String(row.redemptionCount),
      String(row.points),
      formatDecimal(row.redeemedCashMinor),
    ]),
  ];
}

function firstOf(row: ReportRow, by: Input['by'], language: ReportLanguage): string {
  const texts = reportTableTexts(language);
  if (by === 'day' || by === 'hour') return row.key ?? '';
  if (by === 'memberKind') return texts.memberKind(row.key) || texts.none;
  if (by === 'way') return texts.way(row.key) || texts.none;
  return (language === 'en' && row.nameEn) || row.name || texts.none;
}
