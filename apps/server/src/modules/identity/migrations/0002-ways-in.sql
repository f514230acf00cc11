-- Codes go to phones and e-mail addresses, for more than signing in: `purpose:realm:keyed hash`.
alter table identity.phone_code rename to one_time_code;
alter table identity.one_time_code rename column phone_key to key;
alter table identity.one_time_code rename constraint phone_code_pkey to one_time_code_pkey;
alter index identity.phone_code_expires_idx rename to one_time_code_expires_idx;

alter table identity."user"
  add column email_key text constraint user_email_key_key unique,        -- realm:keyed hash of an address that was proved
  add column email_sealed text,                                          -- the address itself
  add column password_is text not null default 'own' constraint user_password_is_known check (password_is in ('none', 'initial', 'own')),
  add column password_set_at timestamptz,
  add constraint user_email_of_realm check (starts_with(email_key, realm || ':')),
  add constraint user_email_whole check ((email_key is null) = (email_sealed is null));
update identity."user" as u set
  password_is = case when a.password is null or a.password = 'none' then 'none' else 'own' end,
  password_set_at = case when a.password is null or a.password = 'none' then null else a.updated_at end
  from identity.account as a where a.user_id = u.id and a.provider_id = 'credential';
alter table identity."user" alter column password_is drop default;

alter table identity.session
  add column signed_in_by text not null default 'password',              -- password, phoneCode, emailCode, provider:<id>, registration
  add column second_factor_at timestamptz,                               -- when a second factor was shown in it
  add column ticket_hash text;                                           -- keyed hash of a CAS ticket, by which its server ends the session
create index session_ticket_idx on identity.session (ticket_hash) where ticket_hash is not null;

create table identity.past_password (
  user_id uuid not null constraint past_password_user_fkey references identity."user" (id) on delete cascade,
  set_at timestamptz not null,
  password text not null,                                                -- scrypt
  constraint past_password_pkey primary key (user_id, set_at)
);

create table identity.totp (
  user_id uuid not null constraint totp_pkey primary key constraint totp_user_fkey references identity."user" (id) on delete cascade,
  secret_sealed text not null,
  last_step bigint not null default 0,                                   -- only grows: a code counts once
  confirmed_at timestamptz,                                              -- null while no code of it has come back
  created_at timestamptz not null
);

create table identity.recovery_code (
  user_id uuid not null constraint recovery_code_user_fkey references identity."user" (id) on delete cascade,
  code_hash text not null,                                               -- keyed hash
  constraint recovery_code_pkey primary key (user_id, code_hash)
);

create table identity.passkey (
  id uuid not null constraint passkey_pkey primary key,
  user_id uuid not null constraint passkey_user_fkey references identity."user" (id) on delete cascade,
  credential_id text not null constraint passkey_credential_key unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_user_idx on identity.passkey (user_id);

-- One live WebAuthn challenge for a session and a purpose; it is deleted by whoever spends it.
create table identity.challenge (
  session_id uuid not null constraint challenge_session_fkey references identity.session (id) on delete cascade,
  purpose text not null constraint challenge_purpose_known check (purpose in ('add', 'check')),
  challenge text not null,
  expires_at timestamptz not null,
  constraint challenge_pkey primary key (session_id, purpose)
);

grant select, insert, update, delete on identity.past_password, identity.totp, identity.recovery_code, identity.passkey, identity.challenge to tessera_app;

-- The second factors are nobody's to read but the system's, which signs people in.
do $$
declare t text;
begin
  foreach t in array array['past_password', 'totp', 'recovery_code', 'passkey', 'challenge'] loop
    execute format('alter table identity.%I enable row level security', t);
    execute format('alter table identity.%I force row level security', t);
    execute format('create policy %I on identity.%I using ((select platform.is_system()))', t || '_of_system', t);
  end loop;
end $$;
