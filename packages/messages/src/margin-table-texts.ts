import type { Language, MarginDimension } from '@tessera/contract';

/** What the margin says as a table, in the language that was chosen for it. Amounts are in yuan. */
export type MarginTableTexts = Record<MarginDimension | 'file' | 'count' | 'points' | 'bills' | 'payables' | 'margin' | 'total' | 'days', string>;

const ALL: Record<Language, MarginTableTexts> = {
  'zh-CN': {
    file: '毛利报表',
    month: '月份',
    issuer: '发行方',
    programme: '积分计划',
    merchant: '商户',
    item: '服务',
    count: '笔数',
    points: '积分',
    bills: '发行方应付（元）',
    payables: '应付商户（元）',
    margin: '毛利（元）',
    total: '合计',
    days: '日期',
  },
  en: {
    file: 'margin',
    month: 'Month',
    issuer: 'Issuer',
    programme: 'Programme',
    merchant: 'Merchant',
    item: 'Service',
    count: 'Count',
    points: 'Points',
    bills: 'Billed to issuers (yuan)',
    payables: 'Owed to merchants (yuan)',
    margin: 'Margin (yuan)',
    total: 'Total',
    days: 'Days',
  },
};

export function marginTableTexts(language: Language): MarginTableTexts {
  return ALL[language];
}
