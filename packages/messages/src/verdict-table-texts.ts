import type { Language, ServedKind } from '@tessera/contract';
import { disputesEn } from './disputes.en.ts';
import { disputesZhCn } from './disputes.zh-CN.ts';

/** What a table of verdicts says, in the language that was chosen for it. */
export type VerdictTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  kind: (kind: ServedKind) => string;
};

const ALL: Record<Language, VerdictTableTexts> = {
  'zh-CN': {
    fileName: '服务满意度',
    headings: ['时间', '服务', '接待人', '分数', '评价内容', '会员'],
    kind: (kind) => (kind === 'chat' ? '在线客服' : disputesZhCn[`disputeKind.${kind}`]),
  },
  en: {
    fileName: 'satisfaction',
    headings: ['Time', 'Service', 'Served by', 'Score', 'Words', 'Member'],
    kind: (kind) => (kind === 'chat' ? 'Live chat' : disputesEn[`disputeKind.${kind}`]),
  },
};

export function verdictTableTexts(language: Language): VerdictTableTexts {
  return ALL[language];
}
