import type { Language } from '@tessera/contract';

type Figure = 'paidMinor' | 'refundedMinor' | 'netMinor' | 'paymentCount' | 'memberCount' | 'redemptionCount' | 'points';
/** What the letter with a report says. Amounts are in yuan. */
export type ReportMailTexts = {
  opening: (of: { name: string; days: string }) => string;
  figure: Readonly<Record<Figure, string>>;
  line: (of: { label: string; now: string; before: string }) => string;
  attached: (rows: number) => string;
  foot: string;
};

const ALL: Record<Language, ReportMailTexts> = {
  'zh-CN': {
    opening: ({ name, days }) => `${name}，${days}：`,
    figure: {
      paidMinor: '消费金额（元）',
      refundedMinor: '退款金额（元）',
      netMinor: '净额（元）',
      paymentCount: '消费笔数',
      memberCount: '会员数',
      redemptionCount: '兑换次数',
      points: '积分',
    },
    line: ({ label, now, before }) => `${label}：${now}（上期 ${before}）`,
    attached: (rows) => `明细见附件，共 ${rows} 行。`,
    foot: '这封信由一卡通按您的订阅自动发出，请勿回复。不再需要时，请打开：',
  },
  en: {
    opening: ({ name, days }) => `${name}, ${days}:`,
    figure: {
      paidMinor: 'Paid (CNY)',
      refundedMinor: 'Refunded (CNY)',
      netMinor: 'Net (CNY)',
      paymentCount: 'Payments',
      memberCount: 'Members',
      redemptionCount: 'Redemptions',
      points: 'Points',
    },
    line: ({ label, now, before }) => `${label}: ${now} (the days before: ${before})`,
    attached: (rows) => `The table comes as a file with this letter, ${rows} ${rows === 1 ? 'row' : 'rows'}.`,
    foot: 'Sent by Tessera because you subscribed to it; please do not reply. To stop it, open:',
  },
};

export function reportMailTexts(language: Language): ReportMailTexts {
  return ALL[language];
}
