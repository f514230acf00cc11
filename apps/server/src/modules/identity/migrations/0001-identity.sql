-- The tables "user", session, account and verification are better-auth's (core, username and phone number plugins), under names of our own.
create table identity."user" (
  id uuid not null constraint user_pkey primary key,
  realm text not null constraint user_realm_known check (realm in ('member', 'console')),
  login text not null constraint user_login_key unique,           -- realm:user name, so that the realms never clash
  phone_key text constraint user_phone_key unique,                -- realm:keyed hash of the phone; the phone itself is not kept here
  phone_verified boolean not null default false,
  name text not null,
  email text not null constraint user_email_key unique,           -- a placeholder: the library asks for one
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint user_login_of_realm check (starts_with(login, realm || ':')),
  constraint user_phone_of_realm check (starts_with(phone_key, realm || ':'))
);

create table identity.session (
  id uuid not null constraint session_pkey primary key,
  user_id uuid not null constraint session_user_fkey references identity."user" (id) on delete cascade,
  token text not null constraint session_token_key unique,        -- worth nothing without the secret that signs the cookie
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null                                 -- last seen, to the minute
);
create index session_user_idx on identity.session (user_id);
create index session_expires_idx on identity.session (expires_at);

create table identity.account (
  id uuid not null constraint account_pkey primary key,
  user_id uuid not null constraint account_user_fkey references identity."user" (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,                                                  -- scrypt, or 'none'
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint account_provider_key unique (provider_id, account_id)
);
create index account_user_idx on identity.account (user_id);

create table identity.verification (
  id uuid not null constraint verification_pkey primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier_idx on identity.verification (identifier);

-- One live code per phone and realm, for unknown phones too, so that they are told apart by nothing.
create table identity.phone_code (
  phone_key text not null constraint phone_code_pkey primary key,
  code_hash text not null,                                        -- keyed hash
  tries smallint not null default 0,
  expires_at timestamptz not null
);
create index phone_code_expires_idx on identity.phone_code (expires_at);

-- What was tried how often, counted before the attempt is looked at, so that parallel guesses cannot outrun the count.
create table identity.attempt (
  key text not null constraint attempt_pkey primary key,          -- purpose:keyed hash
  count int not null,
  window_ends_at timestamptz not null
);
create index attempt_window_idx on identity.attempt (window_ends_at);

grant select, insert, update, delete on all tables in schema identity to tessera_app;
