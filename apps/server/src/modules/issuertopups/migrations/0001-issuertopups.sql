-- Money that issuers gave their members, out of their deposits. Never edited but for what says that it was taken back.
grant usage on schema issuertopups to tessera_app;

create table issuertopups.top_up (
  id uuid not null constraint top_up_pkey primary key,         -- of the transfer, of its line on the deposit and of the member's movement
  issuer_id uuid not null constraint top_up_issuer_fkey references organizations.organization (id),
  member_id uuid not null constraint top_up_member_fkey references members.member (id),
  amount_minor bigint not null constraint top_up_amount_positive check (amount_minor > 0),
  way text not null constraint top_up_way_known check (way in ('hand', 'key')),
  reference text,                                              -- the issuer's own number of it
  reason text not null,
  made_by_name text not null,
  business_on date not null,
  at timestamptz not null,
  taken_back_id uuid,
  taken_back_at timestamptz,
  taken_back_by_name text,
  taken_back_reason text,
  constraint top_up_key_has_reference check ((way = 'key') = (reference is not null)),
  constraint top_up_taken_back_whole check (
    (taken_back_id is null) = (taken_back_at is null)
    and (taken_back_id is null) = (taken_back_by_name is null)
    and (taken_back_id is null) = (taken_back_reason is null)
  )
);
create unique index top_up_reference_key on issuertopups.top_up (issuer_id, reference) where reference is not null;
create index top_up_issuer_idx on issuertopups.top_up (issuer_id, id desc);
create index top_up_member_idx on issuertopups.top_up (member_id, id desc);

grant select, insert on issuertopups.top_up to tessera_app;
grant update (reason, taken_back_id, taken_back_at, taken_back_by_name, taken_back_reason) on issuertopups.top_up to tessera_app;

-- An issuer reads its own; only the system writes: use cases decide who may, then act as it.
alter table issuertopups.top_up enable row level security;
alter table issuertopups.top_up force row level security;
create policy top_up_read on issuertopups.top_up for select using (
  (select platform.is_operator() or platform.is_system()) or issuer_id = (select platform.staff_organization())
);
create policy top_up_write on issuertopups.top_up using ((select platform.is_system()));
create policy top_up_in_scope on issuertopups.top_up as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
