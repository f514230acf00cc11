/** What the list of differences says as a file, in the language that was chosen for it. */
export type DifferenceTableTexts = {
  fileName: string;
  headings: string[];
  kind: (kind: string) => string;
  entryKind: (kind: string) => string;
  state: (state: string) => string;
};

type Pair = readonly [zh: string, en: string];
const KINDS: Readonly<Record<string, Pair>> = {
  long: ['长款', 'Long'],
  short: ['短款', 'Short'],
  amount: ['金额不同', 'Another amount'],
  books: ['账内不符', 'Our own books'],
};
const ENTRY_KINDS: Readonly<Record<string, Pair>> = { payment: ['收款', 'Payment'], refund: ['退款', 'Refund'], total: ['合计', 'Total'] };
const STATES: Readonly<Record<string, Pair>> = {
  suspense: ['存疑', 'Waits for the next bill'],
  open: ['待处理', 'Open'],
  proposed: ['待复核', 'Waits to be checked'],
  parked: ['已挂账', 'Parked'],
  adjusted: ['已调账', 'Adjusted'],
  explained: ['已核实', 'Explained'],
};
const COMMON = {
  'zh-CN': {
    fileName: '对账差异',
    headings: ['日期', '渠道', '种类', '收付', '单号', '渠道金额', '我方金额', '差额', '状态', '原因', '处理人', '调账金额', '提交人', '复核人'],
  },
  en: {
    fileName: 'differences',
    headings: [
      'Day',
      'Channel',
      'Kind',
      'Movement',
      'Number',
      'Channel says',
      'We say',
      'Gap',
      'State',
      'Reason',
      'By',
      'Adjusted',
      'Maker',
      'Checker',
    ],
  },
};

export function differenceTableTexts(language: 'zh-CN' | 'en'): DifferenceTableTexts {
  const of = (words: Readonly<Record<string, Pair>>) => (word: string) => words[word]?.[language === 'zh-CN' ? 0 : 1] ?? word;
  return { ...COMMON[language], kind: of(KINDS), entryKind: of(ENTRY_KINDS), state: of(STATES) };
}
