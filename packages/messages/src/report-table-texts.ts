import type { Language, ReportDimension } from '@tessera/contract';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';
import { reportWordsEn } from './report-words.en.ts';
import { reportWordsZhCn } from './report-words.zh-CN.ts';

/** What reports say as tables, in the language that was chosen for them. Amounts are in yuan. */
export type ReportLanguage = Language;
export type ReportTableTexts = {
  file: string;
  /** Behind the first, which is the dimension. */
  columns: readonly string[];
  dimension: (dimension: ReportDimension) => string;
  memberKind: (kind: string | null) => string;
  none: string;
};

const ALL: Record<Language, ReportTableTexts> = {
  'zh-CN': {
    file: '统计报表',
    columns: ['消费笔数', '消费金额（元）', '退款笔数', '退款金额（元）', '净额（元）', '兑换次数', '积分'],
    dimension: (dimension) => reportWordsZhCn[`report.by.${dimension}`],
    memberKind: (kind) => kindIn(commonZhCn, kind),
    none: reportWordsZhCn['report.none'],
  },
  en: {
    file: 'report',
    columns: ['Payments', 'Paid (CNY)', 'Refunds', 'Refunded (CNY)', 'Net (CNY)', 'Redemptions', 'Points'],
    dimension: (dimension) => reportWordsEn[`report.by.${dimension}`],
    memberKind: (kind) => kindIn(commonEn, kind),
    none: reportWordsEn['report.none'],
  },
};

function kindIn(words: Readonly<Record<string, string>>, kind: string | null): string {
  return words[`memberKind.${kind}`] ?? '';
}

export function reportTableTexts(language: Language): ReportTableTexts {
  return ALL[language];
}
