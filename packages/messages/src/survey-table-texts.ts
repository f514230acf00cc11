import type { Language } from '@tessera/contract';

/** What a file of replies says beside the questions, in the language that was chosen for it. */
export type SurveyTableTexts = { fileName: string; who: readonly string[] };

const ALL: Record<Language, SurveyTableTexts> = {
  'zh-CN': { fileName: '问卷回答', who: ['日期', '会员', '部门'] },
  en: { fileName: 'survey-replies', who: ['Day', 'Member', 'Department'] },
};

export function surveyTableTexts(language: Language): SurveyTableTexts {
  return ALL[language];
}
