import type { Language } from '@tessera/contract';

/** What statements of settlement say as tables, in the language that was chosen for them. Amounts are in yuan. */
export type StatementTableTexts = Record<
  | 'takings'
  | 'days'
  | 'carried'
  | 'gross'
  | 'refundCount'
  | 'refunds'
  | 'other'
  | 'borneByPlatform'
  | 'borneByIssuers'
  | 'borneByMerchant'
  | 'commission'
  | 'net'
  | 'bill'
  | 'payable'
  | 'issuer'
  | 'merchant'
  | 'month'
  | 'programme'
  | 'day'
  | 'count'
  | 'points'
  | 'quantity'
  | 'amount'
  | 'cash'
  | 'total'
  | 'sums'
  | 'lines'
  | 'service'
  | 'time'
  | 'kind'
  | 'member'
  | 'memberNumber'
  | 'shop'
  | 'number'
  | 'rate'
  | 'bearer'
  | 'discount'
  | 'platform'
  | 'redemption'
  | 'reversal'
  | 'payment'
  | 'refund'
  | 'sale'
  | 'sale_refund'
  | 'adjustment'
  | 'moreLines',
  string
>;

const ALL: Record<Language, StatementTableTexts> = {
  'zh-CN': {
    bill: '积分账单',
    payable: '服务结算单',
    takings: '收款结算单',
    days: '结算期',
    carried: '上期结转（元）',
    borneByPlatform: '其中平台承担优惠（元）',
    borneByIssuers: '其中发行方承担优惠（元）',
    borneByMerchant: '商户承担优惠（已减，元）',
    gross: '收款（元）',
    refundCount: '退款笔数',
    refunds: '退款（元）',
    other: '调整（元）',
    commission: '佣金（元）',
    net: '净额（元）',
    issuer: '发行方',
    merchant: '商户',
    month: '月份',
    programme: '积分计划',
    day: '入账日',
    count: '笔数',
    points: '积分',
    quantity: '数量',
    amount: '金额（元）',
    cash: '会员兑换实付（元）',
    total: '合计',
    sums: '汇总',
    lines: '明细',
    service: '服务',
    time: '时间',
    kind: '类型',
    member: '会员',
    memberNumber: '会员编号',
    shop: '门店',
    number: '流水号',
    rate: '费率（%）',
    bearer: '优惠承担方',
    discount: '优惠（元）',
    platform: '平台',
    redemption: '兑换',
    reversal: '冲正',
    payment: '一卡通收款',
    refund: '退款',
    sale: '渠道收款',
    sale_refund: '渠道退款',
    adjustment: '调整',
    moreLines: '明细过多，此处止于上一行；其余请在页面上查看',
  },
  en: {
    bill: 'bill',
    payable: 'statement',
    takings: 'takings',
    days: 'Days',
    carried: 'Carried over (yuan)',
    borneByPlatform: 'of it discounts borne by the platform (yuan)',
    borneByIssuers: 'of it discounts borne by issuers (yuan)',
    borneByMerchant: 'Discounts borne by the merchant, off the takings already (yuan)',
    gross: 'Takings (yuan)',
    refundCount: 'Refunds',
    refunds: 'Refunded (yuan)',
    other: 'Adjustments (yuan)',
    commission: 'Commission (yuan)',
    net: 'Net (yuan)',
    issuer: 'Issuer',
    merchant: 'Merchant',
    month: 'Month',
    programme: 'Programme',
    day: 'Counts on',
    count: 'Transactions',
    points: 'Points',
    quantity: 'Quantity',
    amount: 'Amount (yuan)',
    cash: 'Cash paid with points (yuan)',
    total: 'Total',
    sums: 'Sums',
    lines: 'Lines',
    service: 'Service',
    time: 'Time',
    kind: 'Kind',
    member: 'Member',
    memberNumber: 'Member number',
    shop: 'Shop',
    number: 'Reference',
    rate: 'Rate (%)',
    bearer: 'Discount borne by',
    discount: 'Discount (yuan)',
    platform: 'Platform',
    redemption: 'Redemption',
    reversal: 'Reversal',
    payment: 'Payment',
    refund: 'Refund',
    sale: 'Direct sale',
    sale_refund: 'Refund of a sale',
    adjustment: 'Adjustment',
    moreLines: 'There are more lines than fit; see the others on the page',
  },
};

export function statementTableTexts(language: Language): StatementTableTexts {
  return ALL[language];
}
