import type { InputOf, settlement } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { marginTableTexts } from '@tessera/messages';
import type { FileUseCases } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { tableFile } from '../imports/index.ts';
import { getMargin, type MarginView } from './margin.ts';

type Asked = InputOf<typeof settlement.exportMargin>;

/** The table on the screen as a file. Written down that it left the house. */
export function createMarginFile(database: Database): FileUseCases<Pick<typeof settlement, 'exportMargin'>> {
  return {
    exportMargin: (call, { format, language, ...asked }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const margin = await getMargin(ctx, asked);
        await record(ctx, { action: 'settlement.exportMargin', targetKind: 'margin', targetId: null, outcome: 'read', after: asked });
        const name = `${marginTableTexts(language).file}-${margin.from}-${margin.to}`;
        return tableFile(name, { format, rows: rowsOf(margin, { by: asked.by, language }) });
      }),
  };
}

/** Pure. */
function rowsOf({ rows, total }: MarginView, { by, language }: Pick<Asked, 'by' | 'language'>): string[][] {
  const texts = marginTableTexts(language);
  const figures = (of: MarginView['total']) => [
    String(of.accrualCount),
    String(of.points),
    ...[of.billsMinor, of.payablesMinor, of.marginMinor].map((minor) => formatDecimal(minor)),
  ];
  return [
    [texts[by], texts.count, texts.points, texts.bills, texts.payables, texts.margin],
    ...rows.map((row) => [by === 'month' ? (row.key ?? '') : language === 'zh-CN' ? row.name.zh : row.name.en, ...figures(row)]),
    [texts.total, ...figures(total)],
  ];
}
