import type { Language, ReviewState, ReviewTag } from '@tessera/contract';
import { reviewWordsEn } from './review-words.en.ts';
import { reviewWordsZhCn } from './review-words.zh-CN.ts';

/** What a table of reviews says, in the language that was chosen for it. */
export type ReviewTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  tag: (tag: ReviewTag) => string;
  state: (state: ReviewState) => string;
};

const ALL: Record<Language, ReviewTableTexts> = {
  'zh-CN': {
    fileName: '评价',
    headings: ['时间', '商户', '项目', '星级', '标签', '评价内容', '照片数', '状态', '隐藏原因', '商户回复', '回复时间'],
    tag: (tag) => reviewWordsZhCn[`reviewTag.${tag}`],
    state: (state) => reviewWordsZhCn[`reviewState.${state}`],
  },
  en: {
    fileName: 'reviews',
    headings: ['Time', 'Merchant', 'Item', 'Stars', 'Tags', 'Words', 'Photos', 'State', 'Hidden because', 'Merchant’s answer', 'Answered'],
    tag: (tag) => reviewWordsEn[`reviewTag.${tag}`],
    state: (state) => reviewWordsEn[`reviewState.${state}`],
  },
};

export function reviewTableTexts(language: Language): ReviewTableTexts {
  return ALL[language];
}
