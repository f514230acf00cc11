import { surveys } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { countSurveyAudience } from './audience.ts';
import { createExportSurveyReplies } from './export-replies.ts';
import { getSurvey, listSurveys } from './list-surveys.ts';
import { endSurvey, openSurvey, recallSurvey } from './open-survey.ts';
import { answerOwnSurvey, getOwnSurvey, listOwnSurveys } from './own-surveys.ts';
import { getSurveyResults, listSurveyComments } from './results.ts';
import { copySurvey, createSurvey, removeSurvey, updateSurvey } from './write-survey.ts';

const FILES = ['exportSurveyReplies'] as const;

export function createSurveysRoutes({ database }: { database: Database }): BoundRoute[] {
  return [
    ...bindFiles(pick(surveys, FILES), createExportSurveyReplies(database)),
    ...bind(omit(surveys, FILES), {
      listSurveys,
      getSurvey,
      createSurvey,
      updateSurvey,
      copySurvey,
      removeSurvey,
      openSurvey,
      recallSurvey,
      endSurvey,
      countSurveyAudience,
      getSurveyResults,
      listSurveyComments,
      listOwnSurveys,
      getOwnSurvey,
      answerOwnSurvey,
    }),
  ];
}
