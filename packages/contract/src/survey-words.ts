/** The words of surveys, apart from their schemas: a phone's bundle takes these alone. */
export const QUESTION_KINDS = ['scale', 'one', 'several', 'words'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export const SURVEY_STATES = ['draft', 'scheduled', 'open', 'closed'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

export const SCALE_MAX = 5;
export const QUESTIONS_MAX = 30;
export const CHOICES_MAX = 12;
export const SURVEY_TEXT_MAX = 1_000;
/** Of an anonymous survey, what fewer said together is shown to nobody. */
export const ANONYMOUS_MIN = 5;
/** What an audience may name. */
export const ASKED_ORGANIZATIONS_MAX = 20;
export const ASKED_DEPARTMENTS_MAX = 50;
