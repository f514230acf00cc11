import { type Id, newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

const QUESTIONS = JSON.stringify([{ key: 'q1', kind: 'words', text: { zh: '如何', en: 'How' }, isRequired: false, choices: [] }]);
const AUDIENCE = JSON.stringify({ organizationIds: [], departmentIds: [], memberKinds: [], level: null, shop: null });

/** A survey of the house that asked one member, and what they wrote. */
export async function plantSurvey(owner: Owner, { memberId, side }: { memberId: Id<'member'>; side: string }): Promise<Crop> {
  const surveyId = newId<'survey'>();
  const title = `survey-${side}-ctesiphon`;
  const words = `reply-${side}-ctesiphon`;
  await owner.query(
    `insert into surveys.survey (id, title_zh, title_en, note_zh, note_en, questions, is_anonymous, audience, reach_ids, state, opens_at, closes_at,
       asked_count, created_at, created_by)
     values ($1, $2, $2, '', '', $3, false, $4, '{}', 'opened', now() - interval '1 hour', now() + interval '1 day', 1, now(), 'ground')`,
    [surveyId, title, QUESTIONS, AUDIENCE],
  );
  await owner.query(`insert into surveys.asked (survey_id, member_id, has_answered) values ($1, $2, true)`, [surveyId, memberId]);
  await owner.query(`insert into surveys.reply (survey_id, member_id, answers, replied_on) values ($1, $2, $3, current_date)`, [
    surveyId,
    memberId,
    JSON.stringify({ q1: [words] }),
  ]);
  return {
    nouns: [['surveyId', 'member', surveyId]],
    marks: [
      ['member', title],
      ['member', words],
    ],
  };
}
