-- What members are asked, who was asked, and what they answered.
create table surveys.survey (
  id uuid not null constraint survey_pkey primary key,
  title_zh text not null,
  title_en text not null,
  note_zh text not null,
  note_en text not null,
  search_title text collate "C" not null generated always as (lower(title_zh || ' ' || title_en)) stored,
  questions jsonb not null,
  is_anonymous boolean not null,
  audience jsonb not null,
  reach_ids uuid[] not null,                 -- departments whose members are asked, all below them named too; none: of all
  state text not null default 'draft' constraint survey_state_known check (state in ('draft', 'opened')),
  opens_at timestamptz,
  closes_at timestamptz,
  previous_id uuid constraint survey_previous_fkey references surveys.survey (id),
  is_asking boolean not null default false,
  reached_id uuid,                           -- the last member whom asking came to
  asked_count int not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  constraint survey_times_whole check ((state = 'opened') = (opens_at is not null) and (opens_at is null) = (closes_at is null)),
  constraint survey_times_in_order check (opens_at <= closes_at)
);
create index survey_previous_idx on surveys.survey (previous_id) where previous_id is not null;

-- That somebody was asked, and whether they answered; not what.
create table surveys.asked (
  survey_id uuid not null constraint asked_survey_fkey references surveys.survey (id),
  member_id uuid not null constraint asked_member_fkey references members.member (id),
  department_id uuid,
  has_answered boolean not null default false,
  constraint asked_pkey primary key (survey_id, member_id)
);
create index asked_member_idx on surveys.asked (member_id, survey_id desc);

-- What was answered. Of an anonymous survey nothing leads from here to who answered: no name, no hour, and an id that is drawn.
create table surveys.reply (
  id uuid not null default gen_random_uuid() constraint reply_pkey primary key,
  survey_id uuid not null constraint reply_survey_fkey references surveys.survey (id),
  member_id uuid constraint reply_member_fkey references members.member (id),
  department_id uuid,
  answers jsonb not null,                    -- by the key of the question, a list of texts
  replied_on date                            -- null where the survey is anonymous
);
create index reply_survey_idx on surveys.reply (survey_id, id);
create index reply_member_idx on surveys.reply (member_id) where member_id is not null;

grant usage on schema surveys to tessera_app;
grant select, insert, delete on surveys.survey, surveys.asked to tessera_app;
grant update (title_zh, title_en, note_zh, note_en, questions, is_anonymous, audience, reach_ids, state, opens_at, closes_at, is_asking, reached_id,
  asked_count) on surveys.survey to tessera_app;
grant update (has_answered) on surveys.asked to tessera_app;
grant select, insert on surveys.reply to tessera_app;
grant update (member_id, answers) on surveys.reply to tessera_app;

alter table surveys.survey enable row level security;
alter table surveys.survey force row level security;
alter table surveys.asked enable row level security;
alter table surveys.asked force row level security;
alter table surveys.reply enable row level security;
alter table surveys.reply force row level security;

create policy survey_of_operator on surveys.survey using ((select platform.is_operator() or platform.is_system()));
create policy survey_asked on surveys.survey for select using (
  (select platform.actor_kind()) = 'member' and id in (select survey_id from surveys.asked where member_id = (select platform.actor_id()))
);
-- Whoever is bounded to departments sees the surveys that go no further.
create policy survey_in_scope on surveys.survey as restrictive using (
  (select platform.actor_departments() is null) or (reach_ids <> '{}' and reach_ids <@ (select platform.actor_departments()))
);

create policy asked_visible on surveys.asked using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy asked_in_scope on surveys.asked as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

create policy reply_visible on surveys.reply using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy reply_written on surveys.reply for insert with check (
  (select platform.actor_kind()) = 'member'
  and (member_id is null or member_id = (select platform.actor_id()))
  and survey_id in (select survey_id from surveys.asked where member_id = (select platform.actor_id()))
);
create policy reply_in_scope on surveys.reply as restrictive using (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[])
);
