import type { OwnSurvey } from '@tessera/contract';
import { minuteOf, useNamed } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { PageHeader } from '../../shared/controls.tsx';
import { PagedRows } from '../../shared/paged-rows.tsx';
import { Row } from '../../shared/rows.tsx';
import { useOwnSurveys, useSurveyTexts } from './use-surveys.ts';

/** Surveys that ask one now, and those before. */
export function SurveysPage() {
  const t = useSurveyTexts();
  const navigate = useNavigate();
  const named = useNamed();
  const list = useOwnSurveys();
  return (
    <main data-testid="surveys-page">
      <PageHeader title={t('survey.title')} onBack={() => navigate('/me')} />
      <PagedRows
        list={list}
        none={{ title: t('survey.none'), text: t('survey.noneWhy') }}
        row={(survey) => (
          <Row
            key={survey.id}
            icon={survey.hasAnswered ? 'check' : 'records'}
            title={named(survey.title)}
            note={noteOf(t, survey)}
            {...(survey.isOpen && !survey.hasAnswered && { to: `/surveys/${survey.id}` })}
            testId="survey-row"
          />
        )}
      />
    </main>
  );
}

function noteOf(t: ReturnType<typeof useSurveyTexts>, { hasAnswered, isOpen, closesAt }: OwnSurvey): string {
  if (hasAnswered) return t('survey.done');
  return isOpen ? t('survey.until', { at: minuteOf(closesAt) }) : t('survey.over');
}
