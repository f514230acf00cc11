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
  way: (way: string | null) => string;
  none: string;
};

const ALL: Record<Language, ReportTableTexts> = {
  'zh-CN': {
    file: '统计报表',
    columns: ['消费笔数', '消费金额（元）', '退款笔数', '退款金额（元）', '净额（元）', '兑换次数', '积分', '兑换实付（元）'],
    dimension: (dimension) => reportWordsZhCn[`report.by.${dimension}`],
    memberKind: (kind) => kindIn(commonZhCn, kind),
    way: (way) => wayIn(reportWordsZhCn, way),
    none: reportWordsZhCn['report.none'],
  },
  en: {
    file: 'report',
    columns: ['Payments', 'Paid (CNY)', 'Refunds', 'Refunded (CNY)', 'Net (CNY)', 'Redemptions', 'Points', 'Cash paid with points (CNY)'],
    dimension: (dimension) => reportWordsEn[`report.by.${dimension}`],
    memberKind: (kind) => kindIn(commonEn, kind),
    way: (way) => wayIn(reportWordsEn, way),
    none: reportWordsEn['report.none'],
  },
};

function kindIn(words: Readonly<Record<string, string>>, kind: string | null): string {
  return words[`memberKind.${kind}`] ?? '';
}

function wayIn(words: Readonly<Record<string, string>>, way: string | null): string {
  return words[`report.way.${way}`] ?? '';
}

export function reportTableTexts(language: Language): ReportTableTexts {
  return ALL[language];
}
