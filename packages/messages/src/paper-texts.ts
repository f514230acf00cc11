import type { Language } from '@tessera/contract';

export type PaperKind = 'bill' | 'payable' | 'takings' | 'margin' | 'deposit';
/** What papers say around their tables, in the language that was chosen for them. */
export type PaperTexts = {
  readonly titles: Record<PaperKind, string>;
  readonly made: string;
  readonly page: (number: number) => string;
  /** Below the last line, so that nobody takes a part for the whole. */
  readonly end: (pages: number) => string;
  readonly more: string;
};

const ALL: Record<Language, PaperTexts> = {
  'zh-CN': {
    titles: {
      bill: '发行方账单',
      payable: '商户结算单',
      takings: '收款结算单',
      margin: '毛利报表',
      deposit: '预付款对账单',
    },
    made: '制单时间',
    page: (number) => `第 ${number} 页`,
    end: (pages) => `— 完，共 ${pages} 页 —`,
    more: '明细过多，此处止于上一行；全部明细请下载表格文件',
  },
  en: {
    titles: {
      bill: 'Bill to issuer',
      payable: 'Statement for merchant',
      takings: 'Statement of takings',
      margin: 'Margin report',
      deposit: 'Statement of deposit',
    },
    made: 'Made at',
    page: (number) => `Page ${number}`,
    end: (pages) => `— End, ${pages} ${pages === 1 ? 'page' : 'pages'} —`,
    more: 'Too many lines for paper: the rest stands in the spreadsheet',
  },
};

export function paperTexts(language: Language): PaperTexts {
  return ALL[language];
}
