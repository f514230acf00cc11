import { AppError, SCALE_MAX, type SurveyAnswers, type SurveyQuestion } from '@tessera/contract';

const SCALE: readonly string[] = Array.from({ length: SCALE_MAX }, (_, at) => String(at + 1));

/** By the key of the question. Pure. @throws AppError `surveys.answer_missing`, `surveys.answer_wrong`, with the number of the question */
export function checkedAnswers(questions: readonly SurveyQuestion[], answers: SurveyAnswers): Record<string, string[]> {
  const given = new Map(answers.map(({ key, values }) => [key, values]));
  for (const [at, question] of questions.entries()) {
    const values = given.get(question.key);
    if (!values && question.isRequired) throw new AppError('surveys.answer_missing', { number: at + 1 });
    if (values && !isAnswer(question, values)) throw new AppError('surveys.answer_wrong', { number: at + 1 });
  }
  const known = new Set(questions.map(({ key }) => key));
  return Object.fromEntries([...given].filter(([key]) => known.has(key)));
}

/** What can be answered, in its order; of a question for words nothing. */
export function offeredBy({ kind, choices }: SurveyQuestion): readonly string[] {
  return kind === 'scale' ? SCALE : choices.map(({ key }) => key);
}

function isAnswer(question: SurveyQuestion, values: readonly string[]): boolean {
  const { kind } = question;
  if (kind === 'words') return values.length === 1;
  const offered = offeredBy(question);
  const isOneEach = new Set(values).size === values.length && values.every((value) => offered.includes(value));
  return isOneEach && (kind === 'several' || values.length === 1);
}
