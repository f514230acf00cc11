-- Tills, kiosks and gates of an organization. A device proves itself by a token, which it gets once for a one-time code.

create table terminals.terminal (
  id uuid not null constraint terminal_pkey primary key,
  organization_id uuid not null constraint terminal_organization_fkey references organizations.organization (id),
  name text not null constraint terminal_name_bounded check (length(name) between 1 and 80),
  kind text not null constraint terminal_kind_known check (kind in ('till', 'kiosk', 'gate')),
  status text not null constraint terminal_status_known check (status in ('waiting', 'active', 'revoked')),
  policy_version int not null default 1,
  max_amount_minor bigint not null constraint terminal_max_amount_positive check (max_amount_minor > 0),
  refunds_allowed boolean not null,
  enrolment_hash text constraint terminal_enrolment_hash_key unique,  -- keyed hash of the one-time code; null once it is spent
  enrolment_expires_at timestamptz,
  token_hash text constraint terminal_token_hash_key unique,          -- sha256 of the device token, base64url
  last_seen_at timestamptz,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint terminal_enrolment_expires check ((enrolment_hash is null) = (enrolment_expires_at is null)),
  constraint terminal_active_has_token check (status <> 'active' or token_hash is not null),
  constraint terminal_revoked_has_nothing check (
    case when status = 'revoked' then revoked_at is not null and num_nonnulls(token_hash, enrolment_hash) = 0 else revoked_at is null end)
);
create index terminal_organization_idx on terminals.terminal (organization_id, id);

grant select, insert on terminals.terminal to tessera_app;
grant update (name, status, policy_version, max_amount_minor, refunds_allowed, enrolment_hash, enrolment_expires_at, token_hash,
  last_seen_at, revoked_at) on terminals.terminal to tessera_app;

alter table terminals.terminal enable row level security;
alter table terminals.terminal force row level security;
create policy terminal_visible on terminals.terminal using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'staff' and organization_id = (select platform.actor_organization()))
  or ((select platform.actor_kind()) = 'terminal' and id = (select platform.actor_id()))
);
