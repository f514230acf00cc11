import { Route, Routes } from 'react-router';
import { SurveyPage } from './survey-page.tsx';
import { SurveysPage } from './surveys-page.tsx';
import { TextsProvider } from './use-surveys.ts';

/** What one is asked: the list, and one survey. */
export function SurveysPages() {
  return (
    <TextsProvider>
      <Routes>
        <Route index element={<SurveysPage />} />
        <Route path=":surveyId" element={<SurveyPage />} />
      </Routes>
    </TextsProvider>
  );
}
