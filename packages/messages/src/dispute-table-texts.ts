import type { DisputeKind, DisputeOutcome, DisputeState, Language } from '@tessera/contract';
import { disputesEn } from './disputes.en.ts';
import { disputesZhCn } from './disputes.zh-CN.ts';

/** What a table of cases says, in the language that was chosen for it. */
export type DisputeTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  kind: (kind: DisputeKind) => string;
  state: (state: DisputeState) => string;
  outcome: (outcome: DisputeOutcome) => string;
};

const ALL: Record<Language, DisputeTableTexts> = {
  'zh-CN': {
    fileName: '争议单',
    headings: [
      '编号',
      '提交时间',
      '问题',
      '状态',
      '会员',
      '会员编号',
      '商户',
      '交易金额（元）',
      '主张金额（元）',
      '结果',
      '结果金额（元）',
      '处理人',
      '期限',
      '结果时间',
      '交易号',
    ],
    kind: (kind) => disputesZhCn[`disputeKind.${kind}`],
    state: (state) => disputesZhCn[`disputeState.${state}`],
    outcome: (outcome) => disputesZhCn[`disputeOutcome.${outcome}`],
  },
  en: {
    fileName: 'cases',
    headings: [
      'Case',
      'Opened',
      'Kind',
      'Status',
      'Member',
      'Member number',
      'Merchant',
      'Paid (CNY)',
      'Claimed (CNY)',
      'Outcome',
      'Amount (CNY)',
      'Assigned to',
      'Due',
      'Decided',
      'Payment number',
    ],
    kind: (kind) => disputesEn[`disputeKind.${kind}`],
    state: (state) => disputesEn[`disputeState.${state}`],
    outcome: (outcome) => disputesEn[`disputeOutcome.${outcome}`],
  },
};

export function disputeTableTexts(language: Language): DisputeTableTexts {
  return ALL[language];
}
