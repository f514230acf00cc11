import type { SurveyAudience, SurveyQuestion } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** What is written as JSON text and read as what it says. */
type Json<Value> = ColumnType<Value, string, string>;

export type SurveysTables = {
  'surveys.survey': {
    id: Id<'survey'>;
    title_zh: string;
    title_en: string;
    note_zh: string;
    note_en: string;
    search_title: GeneratedAlways<string>;
    questions: Json<SurveyQuestion[]>;
    is_anonymous: boolean;
    audience: Json<SurveyAudience>;
    reach_ids: Id<'department'>[];
    state: Generated<'draft' | 'opened'>;
    opens_at: Date | null;
    closes_at: Date | null;
    previous_id: Id<'survey'> | null;
    is_asking: Generated<boolean>;
    reached_id: Id<'member'> | null;
    asked_count: Generated<number>;
    created_at: Date;
    created_by: string;
  };
  'surveys.asked': {
    survey_id: Id<'survey'>;
    member_id: Id<'member'>;
    department_id: Id<'department'> | null;
    has_answered: Generated<boolean>;
  };
  'surveys.reply': {
    id: Generated<string>;
    survey_id: Id<'survey'>;
    member_id: Id<'member'> | null;
    department_id: Id<'department'> | null;
    answers: Json<Record<string, string[]>>;
    replied_on: string | null;
  };
};
