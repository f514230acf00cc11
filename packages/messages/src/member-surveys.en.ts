import type { memberSurveysZhCn } from './member-surveys.zh-CN.ts';

/** A member's surveys. */
export const memberSurveysEn: Record<keyof typeof memberSurveysZhCn, string> = {
  'action.retry': 'Try again',
  'problem.notRead': 'Could not be read',
  'survey.title': 'Surveys',
  'survey.none': 'No survey yet',
  'survey.noneWhy': 'When a survey asks you, it stands here, and you get a notice.',
  'survey.done': 'Answered, thank you',
  'survey.over': 'Closed',
  'survey.until': 'Until {at}',
  'survey.anonymous': 'Anonymous: nobody can see that it was you. Once sent, it cannot be changed.',
  'survey.named': 'With your name: the operator can see that it was you.',
  'survey.optional': '(optional)',
  'survey.needed': 'This question has no answer yet',
  'survey.words': 'Write what you think',
  'survey.lowest': 'Not content at all',
  'survey.highest': 'Very content',
  'survey.send': 'Send',
  'survey.kept': 'What you have not sent stays on this phone, so you can go on later.',
  'survey.thanks': 'Thank you for your answers',
  'survey.thanksWhy': 'Each survey is answered once.',
  'survey.unsure': 'No answer came. Try again; it will not count twice.',
};
