/** What the report of a closed day says as a file, in the language that was chosen for it. */
export type DayReportTexts = {
  name: string;
  headings: string[];
  channel: string;
  merchant: string;
  house: string;
  differences: string;
  closed: string;
  anchor: string;
  kind: (kind: string) => string;
  state: (state: string) => string;
};

const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  billPaid: ['账单收款', 'Paid, says the bill'],
  billRefunded: ['账单退款', 'Refunded, says the bill'],
  ourPaid: ['系统收款', 'Paid, say we'],
  ourRefunded: ['系统退款', 'Refunded, say we'],
  fee: ['手续费', 'Fees'],
  net: ['净额', 'Net'],
  charge: ['消费', 'Charges'],
  refund: ['退款', 'Refunds'],
  topUp: ['充值', 'Top-ups'],
  issuerTopUp: ['发行方充值', 'Top-ups by issuers'],
  issuerTopUpBack: ['发行方收回充值', 'Top-ups taken back by issuers'],
  depositTaken: ['收取卡押金', 'Card deposits taken'],
  depositReturned: ['退还卡押金', 'Card deposits returned'],
  cashIn: ['现金收入', 'Cash in'],
  cashOut: ['现金付出', 'Cash out'],
  cashExpected: ['钱箱应有', 'Drawers: expected'],
  cashCounted: ['钱箱清点', 'Drawers: counted'],
  cashUncounted: ['柜台未清点', 'Desks: not counted'],
};
const STATES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  parked: ['挂账', 'Parked'],
  adjusted: ['已调账', 'Adjusted'],
  explained: ['已核实', 'Explained'],
};
const COMMON = {
  'zh-CN': {
    name: '日结报告',
    headings: ['部分', '名称', '项目', '笔数', '金额'],
    channel: '渠道',
    merchant: '商户',
    house: '合计',
    differences: '差异',
    closed: '关账',
    anchor: '账簿锚点',
  },
  en: {
    name: 'day-report',
    headings: ['Part', 'Name', 'Kind', 'Count', 'Amount'],
    channel: 'Channel',
    merchant: 'Merchant',
    house: 'Total',
    differences: 'Differences',
    closed: 'Closed',
    anchor: 'Anchor of the books',
  },
};

export function dayReportTexts(language: 'zh-CN' | 'en'): DayReportTexts {
  const place = language === 'zh-CN' ? 0 : 1;
  return { ...COMMON[language], kind: (kind) => KINDS[kind]?.[place] ?? kind, state: (state) => STATES[state]?.[place] ?? state };
}
