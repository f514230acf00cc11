import type { OwnSurvey } from '@tessera/contract';
import { errorKey, minuteOf, useNamed } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useOwnSurveys, useSurveyTexts } from './use-surveys.ts';

/** Surveys that ask one now, and those before. */
export function SurveysPage() {
  const t = useSurveyTexts();
  const navigate = useNavigate();
  const named = useNamed();
  const list = useOwnSurveys();
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <main data-testid="surveys-page">
      <PageHeader title={t('survey.title')} onBack={() => navigate('/me')} />
      {list.isPending ? <Skeleton height="12rem" /> : null}
      {list.isError && items.length === 0 ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
          <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {list.isSuccess && items.length === 0 ? <Blank icon="records" title={t('survey.none')} text={t('survey.noneWhy')} /> : null}
      {items.length > 0 ? (
        <RowGroup>
          {items.map((survey) => (
            <Row
              key={survey.id}
              icon={survey.hasAnswered ? 'check' : 'records'}
              title={named(survey.title)}
              note={noteOf(t, survey)}
              {...(survey.isOpen && !survey.hasAnswered && { to: `/surveys/${survey.id}` })}
              testId="survey-row"
            />
          ))}
        </RowGroup>
      ) : null}
      {list.hasNextPage ? (
        <Button look="quiet" wide busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('survey.more')}
        </Button>
      ) : null}
    </main>
  );
}

function noteOf(t: ReturnType<typeof useSurveyTexts>, { hasAnswered, isOpen, closesAt }: OwnSurvey): string {
  if (hasAnswered) return t('survey.done');
  return isOpen ? t('survey.until', { at: minuteOf(closesAt) }) : t('survey.over');
}
