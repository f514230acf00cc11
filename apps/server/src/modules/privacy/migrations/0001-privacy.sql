-- What members are told, in both languages, by version. A published version is never changed.
create table privacy.notice (
  version int not null constraint notice_pkey primary key constraint notice_version_positive check (version > 0),
  status text not null constraint notice_status_known check (status in ('draft', 'published')),
  body_zh text not null constraint notice_body_zh_bounded check (length(body_zh) <= 20000),
  body_en text not null constraint notice_body_en_bounded check (length(body_en) <= 20000),
  summary_zh text not null constraint notice_summary_zh_bounded check (length(summary_zh) <= 600),
  summary_en text not null constraint notice_summary_en_bounded check (length(summary_en) <= 600),
  effective_at timestamptz,
  published_at timestamptz,
  published_by text,
  constraint notice_published_whole check ((status = 'published') = (num_nonnulls(effective_at, published_at, published_by) = 3))
);
create unique index notice_one_draft on privacy.notice (status) where status = 'draft';
create index notice_effective_idx on privacy.notice (effective_at) where status = 'published';

-- What a member has agreed to or withdrawn, purpose by purpose. Append-only: the newest row of a purpose holds.
create table privacy.consent (
  id uuid not null constraint consent_pkey primary key,
  member_id uuid not null constraint consent_member_fkey references members.member (id),
  purpose text not null constraint consent_purpose_known check (purpose in ('service', 'messages', 'analytics', 'recommendations', 'guardian')),
  given boolean not null,
  notice_version int not null constraint consent_notice_fkey references privacy.notice (version),
  at timestamptz not null,
  constraint consent_service_is_given check (purpose <> 'service' or given)
);
create index consent_newest_idx on privacy.consent (member_id, purpose, id desc);

create table privacy.export (
  id uuid not null constraint export_pkey primary key,
  member_id uuid not null constraint export_member_fkey references members.member (id),
  status text not null constraint export_status_known check (status in ('waiting', 'ready', 'failed', 'expired')),
  requested_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  bytes bigint,
  constraint export_ready_whole check (status not in ('ready', 'expired') or num_nonnulls(ready_at, expires_at, bytes) = 3)
);
create index export_member_idx on privacy.export (member_id, id desc);
create unique index export_one_at_a_time on privacy.export (member_id) where status = 'waiting';

-- The file itself, piece by piece, each sealed; it lies here so that whichever server is asked can give it, and so that it ends by itself.
create table privacy.export_piece (
  export_id uuid not null constraint export_piece_export_fkey references privacy.export (id) on delete cascade,
  position int not null,
  piece_sealed text not null,
  constraint export_piece_pkey primary key (export_id, position)
);

create table privacy.erasure (
  id uuid not null constraint erasure_pkey primary key,
  member_id uuid not null constraint erasure_member_fkey references members.member (id),
  origin text not null constraint erasure_origin_known check (origin in ('member', 'staff')),
  status text not null constraint erasure_status_known check (status in ('proposed', 'waiting', 'blocked', 'done', 'cancelled')),
  reason text,
  requested_by uuid not null,               -- the member or the staff
  requested_by_name text not null,          -- of staff; the member number's pseudonym takes its place later
  requested_at timestamptz not null,
  confirmed_by uuid,
  confirmed_by_name text,
  due_at timestamptz,
  obstacles text[] not null default '{}',
  settled_at timestamptz,
  constraint erasure_two_people check (confirmed_by is null or confirmed_by <> requested_by),
  constraint erasure_confirmed_whole check ((confirmed_by is null) = (confirmed_by_name is null)),
  constraint erasure_staff_needs_two check (origin = 'member' or status in ('proposed', 'cancelled') or confirmed_by is not null),
  constraint erasure_settled check ((status in ('done', 'cancelled')) = (settled_at is not null))
);
create unique index erasure_one_at_a_time on privacy.erasure (member_id) where status in ('proposed', 'waiting', 'blocked');
create index erasure_due_idx on privacy.erasure (due_at) where status in ('waiting', 'blocked');

grant select, insert on privacy.notice, privacy.consent, privacy.export, privacy.erasure to tessera_app;
grant update, delete on privacy.notice to tessera_app;
grant update (status, ready_at, expires_at, bytes) on privacy.export to tessera_app;
grant select, insert, delete on privacy.export_piece to tessera_app;
grant update (piece_sealed) on privacy.export_piece to tessera_app;
grant update (status, requested_by_name, confirmed_by, confirmed_by_name, due_at, obstacles, settled_at) on privacy.erasure to tessera_app;

-- Everybody may read what is published; the operator's staff write.
alter table privacy.notice enable row level security;
alter table privacy.notice force row level security;
create policy notice_read on privacy.notice for select using (status = 'published' or (select platform.is_operator() or platform.is_system()));
create policy notice_written on privacy.notice
  using ((select platform.is_operator() or platform.is_system())) with check ((select platform.is_operator() or platform.is_system()));
create policy notice_stays on privacy.notice as restrictive for update using (status = 'draft');
create policy notice_kept on privacy.notice as restrictive for delete using (status = 'draft');

-- A member's own, and the operator's for counting.
alter table privacy.consent enable row level security;
alter table privacy.consent force row level security;
create policy consent_own on privacy.consent for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy consent_given_by_member on privacy.consent for insert with check (
  (select platform.is_system()) or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);

-- A file with everything about a person is for that person alone: no staff, whatever their rights.
alter table privacy.export enable row level security;
alter table privacy.export force row level security;
create policy export_own on privacy.export using (
  (select platform.is_system()) or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
alter table privacy.export_piece enable row level security;
alter table privacy.export_piece force row level security;
create policy export_piece_own on privacy.export_piece using (
  (select platform.is_system()) or exists (select from privacy.export where export.id = export_piece.export_id)
);

alter table privacy.erasure enable row level security;
alter table privacy.erasure force row level security;
create policy erasure_visible on privacy.erasure using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
