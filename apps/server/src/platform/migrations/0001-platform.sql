-- What a route answered to an idempotency key. The row is written first and filled in the same transaction, so a second request waits for the first.
create table platform.idempotency (
  scope text not null,
  key text not null,
  fingerprint text not null,                -- sha256 of the canonical request, hexadecimal
  response jsonb,
  at timestamptz not null,
  constraint idempotency_pkey primary key (scope, key),
  constraint idempotency_scope_bounded check (length(scope) <= 200),
  constraint idempotency_key_bounded check (length(key) between 1 and 200)
);
-- Old keys are forgotten by age.
create index idempotency_at_idx on platform.idempotency using brin (at);

grant select, insert, update, delete on platform.idempotency to tessera_app;

-- The actor of the current transaction, for policies of row-level security. All are null in a session that set no actor.
-- Here and not in functions.sql, because policies of every module depend on them: their signatures never change.
create function platform.actor_kind() returns text language sql stable parallel safe
  return nullif(current_setting('app.actor_kind', true), '');

-- The id of the staff, member or terminal; null for the system and for nobody.
create function platform.actor_id() returns uuid language sql stable parallel safe
  return case when current_setting('app.actor_kind', true) in ('staff', 'member', 'terminal')
    then nullif(current_setting('app.actor_id', true), '')::uuid end;

-- The organization of a staff or terminal.
create function platform.actor_organization() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor_organization', true), '')::uuid;

create function platform.is_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.actor_kind', true) = 'system', false);

-- Staff of the operator, who runs the place.
create function platform.is_operator() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.actor_kind', true) = 'staff' and current_setting('app.actor_organization_kind', true) = 'operator', false);
