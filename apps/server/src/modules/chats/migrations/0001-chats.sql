-- A member and somebody of the desk write to one another, now.
create table chats.chat (
  id uuid not null constraint chat_pkey primary key,
  member_id uuid not null constraint chat_member_fkey references members.member (id),
  state text not null constraint chat_state_known check (state in ('waiting', 'talking', 'closed')),
  agent_id uuid,                             -- stays after the end, so that it is known who it was
  agent_name text,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  last_text text not null,                   -- empty once the person is forgotten
  last_by text not null constraint chat_last_by_known check (last_by in ('member', 'desk', 'system')),
  desk_unread int not null default 0,        -- lines of the member that the desk has not seen
  member_unread int not null default 0,
  closed_at timestamptz,
  dispute_id uuid constraint chat_dispute_fkey references disputes.dispute (id),
  constraint chat_talking_has_agent check (state <> 'talking' or agent_id is not null),
  constraint chat_waiting_has_none check (state <> 'waiting' or agent_id is null),
  constraint chat_closed_whole check ((state = 'closed') = (closed_at is not null))
);
-- One under way at a time.
create unique index chat_under_way_key on chats.chat (member_id) where state <> 'closed';
create index chat_last_idx on chats.chat (last_at desc, id desc);
create index chat_member_idx on chats.chat (member_id, last_at desc, id desc);
create index chat_open_idx on chats.chat (state, opened_at, id) where state <> 'closed';

create table chats.line (
  id uuid not null constraint line_pkey primary key,
  chat_id uuid not null constraint line_chat_fkey references chats.chat (id),
  kind text not null constraint line_kind_known check (kind in ('message', 'taken', 'handed', 'closed', 'moved')),
  author text not null constraint line_author_known check (author in ('member', 'desk', 'system')),
  author_name text,
  text text not null,
  at timestamptz not null
);
create index line_chat_idx on chats.line (chat_id, at, id);

grant usage on schema chats to tessera_app;
grant select, insert on chats.chat to tessera_app;
grant update (state, agent_id, agent_name, last_at, last_text, last_by, desk_unread, member_unread, closed_at, dispute_id) on chats.chat to tessera_app;
grant select, insert on chats.line to tessera_app;
grant update (text) on chats.line to tessera_app;

alter table chats.chat enable row level security;
alter table chats.chat force row level security;
create policy chat_visible on chats.chat using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy chat_in_scope on chats.chat as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
alter table chats.line enable row level security;
alter table chats.line force row level security;
create policy line_of_chat on chats.line using (exists (select from chats.chat c where c.id = chat_id));
