import type { OwnSurvey, SurveyAnswers } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { errorKey, errorValues, isUnanswered, minuteOf, useNamed } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { readId } from '../../shared/ids.ts';
import { useKeptDraft } from '../../shared/kept-draft.ts';
import { Part } from '../../shared/part.tsx';
import { useToast } from '../../shared/toast.tsx';
import { QuestionPart } from './question-part.tsx';
import styles from './surveys.module.css';
import { useAnswer, useOwnSurvey, useSurveyTexts } from './use-surveys.ts';

/** One survey, to be answered once. */
export function SurveyPage() {
  const surveyId = readId<'survey'>(useParams().surveyId);
  return surveyId ? <Survey key={surveyId} surveyId={surveyId} /> : <Navigate to="/surveys" replace />;
}

function Survey({ surveyId }: { surveyId: Id<'survey'> }) {
  const t = useSurveyTexts();
  const navigate = useNavigate();
  const named = useNamed();
  const found = useOwnSurvey(surveyId);
  const survey = found.data;
  const title = survey ? named(survey.title) : t('survey.title');
  return (
    <main data-testid="survey-page">
      <PageHeader title={title} onBack={() => navigate('/surveys', { replace: true })} />
      {found.isPending ? <Skeleton height="20rem" /> : null}
      {found.isError && !survey ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(found.error))}>
          <Button onClick={() => found.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {survey?.hasAnswered ? <Blank icon="check" title={t('survey.thanks')} text={t('survey.thanksWhy')} testId="survey-thanks" /> : null}
      {survey && !survey.hasAnswered && !survey.isOpen ? <Blank icon="records" title={t('survey.over')} /> : null}
      {survey && !survey.hasAnswered && survey.isOpen ? <Form survey={survey} /> : null}
    </main>
  );
}

type Given = Record<string, string[]>;

/** What was kept of an earlier visit; anything else is nothing. */
function givenIn(draft: string): Given {
  try {
    return JSON.parse(draft) as Given; // Written below, by this page.
  } catch {
    return {};
  }
}

function Form({ survey }: { survey: OwnSurvey }) {
  const t = useSurveyTexts();
  const toast = useToast();
  const named = useNamed();
  const [draft, setDraft] = useKeptDraft(`survey.${survey.id}`);
  const [missing, setMissing] = useState<string | null>(null);
  const given = givenIn(draft);
  const answer = useAnswer();
  const change = (key: string, values: string[]) => {
    setDraft((now) => JSON.stringify({ ...givenIn(now), [key]: values }));
    if (missing === key) setMissing(null);
  };
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const gap = survey.questions.find(({ key, isRequired }) => isRequired && valuesOf(given[key]).length === 0);
    setMissing(gap?.key ?? null);
    if (gap) {
      showQuestion(gap.key);
      return;
    }
    await answer.mutateAsync({ surveyId: survey.id, answers: answersOf(survey, given) });
    setDraft('');
    toast(t('survey.thanks'));
  };
  return (
    <form className={styles.stack} onSubmit={(event) => void send(event).catch(() => undefined)}>
      <Part>
        {named(survey.note) ? <p className={styles.note}>{named(survey.note)}</p> : null}
        <p className={styles.quiet}>{t(survey.isAnonymous ? 'survey.anonymous' : 'survey.named')}</p>
        <p className={styles.quiet}>{t('survey.until', { at: minuteOf(survey.closesAt) })}</p>
      </Part>
      {survey.questions.map((question, at) => (
        <QuestionPart
          key={question.key}
          question={question}
          number={at + 1}
          values={given[question.key] ?? []}
          isMissing={missing === question.key}
          onChange={(values) => change(question.key, values)}
        />
      ))}
      <p className={styles.problem} role="alert">
        {answer.isError ? t(isUnanswered(answer.error) ? 'survey.unsure' : errorKey(answer.error), errorValues(answer.error)) : null}
      </p>
      <Button type="submit" wide busy={answer.isPending} data-testid="survey-send">
        {t('survey.send')}
      </Button>
      <p className={styles.quiet}>{t('survey.kept')}</p>
    </form>
  );
}

/** Brings a question to its reader: in sight, and under the keyboard and the screen reader. */
function showQuestion(key: string): void {
  const question = document.getElementById(`question-${key}`);
  question?.scrollIntoView({ block: 'center' });
  question?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
}

/** Without what is only blanks. */
function valuesOf(values: string[] = []): string[] {
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

function answersOf({ questions }: OwnSurvey, given: Given): SurveyAnswers {
  return questions.map(({ key }) => ({ key, values: valuesOf(given[key]) })).filter(({ values }) => values.length > 0);
}
