-- Levels that a programme's members climb by what they were given or spent, and who is on which.

create table loyalty.ladder (
  programme_id uuid not null constraint ladder_pkey primary key constraint ladder_programme_fkey references loyalty.programme (id),
  measure text not null constraint ladder_measure_known check (measure in ('points', 'spending')),
  period_months int not null constraint ladder_period_positive check (period_months > 0),
  grace_days int not null constraint ladder_grace_not_negative check (grace_days >= 0),
  levels jsonb not null                     -- the lowest first: name_zh, name_en, threshold, factor_percent
);

create table loyalty.standing (
  programme_id uuid not null constraint standing_programme_fkey references loyalty.programme (id),
  member_id uuid not null constraint standing_member_fkey references members.member (id),
  rank int not null constraint standing_rank_not_negative check (rank >= 0),   -- 0: below the first level
  holds_until date not null,
  constraint standing_pkey primary key (programme_id, member_id)
);
create index standing_member_idx on loyalty.standing (member_id);
create index standing_due_idx on loyalty.standing (holds_until) where rank > 0;

grant select, insert, update on loyalty.ladder to tessera_app;
grant select, insert on loyalty.standing to tessera_app;
grant update (rank, holds_until) on loyalty.standing to tessera_app;

alter table loyalty.ladder enable row level security;
alter table loyalty.ladder force row level security;
create policy ladder_visible on loyalty.ladder using (programme_id in (select id from loyalty.programme));

alter table loyalty.standing enable row level security;
alter table loyalty.standing force row level security;
create policy standing_visible on loyalty.standing using (
  member_id = (select platform.actor_member()) or programme_id in (select id from loyalty.programme)
);
create policy standing_in_scope on loyalty.standing as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
