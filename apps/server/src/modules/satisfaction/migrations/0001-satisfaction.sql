-- What a member says, once, of how they were served: in a chat, or in a case.
create table satisfaction.verdict (
  id uuid not null constraint verdict_pkey primary key,
  chat_id uuid constraint verdict_chat_fkey references chats.chat (id) constraint verdict_chat_once unique,
  dispute_id uuid constraint verdict_dispute_fkey references disputes.dispute (id) constraint verdict_dispute_once unique,
  kind text not null,                        -- 'chat', or the kind of the case
  member_id uuid not null constraint verdict_member_fkey references members.member (id),
  agent_id uuid,                             -- who served; null where nobody of the desk did
  agent_name text,
  score smallint not null constraint verdict_score_within check (score between 1 and 5),
  text text not null,                        -- empty once the person is forgotten
  told_at timestamptz not null,
  constraint verdict_of_one check ((chat_id is null) <> (dispute_id is null)),
  constraint verdict_agent_whole check ((agent_id is null) = (agent_name is null))
);
create index verdict_newest_idx on satisfaction.verdict (told_at desc, id desc);
create index verdict_member_idx on satisfaction.verdict (member_id);

grant usage on schema satisfaction to tessera_app;
grant select, insert on satisfaction.verdict to tessera_app;
grant update (text) on satisfaction.verdict to tessera_app;

alter table satisfaction.verdict enable row level security;
alter table satisfaction.verdict force row level security;
create policy verdict_visible on satisfaction.verdict using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy verdict_in_scope on satisfaction.verdict as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
