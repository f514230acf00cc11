import type { InputOf, settlement } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { marginTableTexts, paperTexts } from '@tessera/messages';
import type { FileUseCases } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { Paper } from '../../platform/papers/paper.ts';
import { paperFile, tableFile } from '../../platform/papers/table-file.ts';
import type { Cell } from '../../platform/papers/xlsx-cells.ts';
import { record } from '../audit/index.ts';
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
        if (format === 'pdf') return paperFile(ctx, paperOf(margin, { by: asked.by, language }), { name, format, language });
        return tableFile(name, { format, rows: rowsOf(margin, { by: asked.by, language }) });
      }),
  };
}

type View = Pick<Asked, 'by' | 'language'>;

/** Pure. */
function rowsOf({ rows, total }: MarginView, view: View): string[][] {
  const { texts, heading, titleOf } = wordsOf(view);
  const figures = (of: MarginView['total']) => [
    String(of.accrualCount),
    String(of.points),
    ...[of.billsMinor, of.payablesMinor, of.marginMinor].map((minor) => formatDecimal(minor)),
  ];
  return [heading, ...rows.map((row) => [titleOf(row), ...figures(row)]), [texts.total, ...figures(total)]];
}

/** Pure. */
function paperOf({ from, to, chosen, rows, total }: MarginView, view: View): Paper {
  const { texts, heading, titleOf, nameOf } = wordsOf(view);
  const figures = (of: MarginView['total']): Cell[] => [
    { count: of.accrualCount },
    { count: of.points },
    ...[of.billsMinor, of.payablesMinor, of.marginMinor].map((minor) => ({ minor })),
  ];
  const sum = { name: texts[view.by], heading, rows: rows.map((row) => [titleOf(row), ...figures(row)]), total: [texts.total, ...figures(total)] };
  const facts: Paper['facts'] = [[texts.days, `${from} – ${to}`], ...chosen.map(({ by, name }) => [texts[by], nameOf(name)] as const)];
  return { title: paperTexts(view.language).titles.margin, facts, sumsName: texts.margin, sums: [sum], details: [] };
}

function wordsOf({ by, language }: View) {
  const texts = marginTableTexts(language);
  const nameOf = (name: { zh: string; en: string }) => (language === 'zh-CN' ? name.zh : name.en);
  return {
    texts,
    heading: [texts[by], texts.count, texts.points, texts.bills, texts.payables, texts.margin],
    nameOf,
    titleOf: (row: MarginView['rows'][number]) => (by === 'month' ? (row.key ?? '') : nameOf(row.name)),
  };
}
