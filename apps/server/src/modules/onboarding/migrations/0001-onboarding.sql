-- Other systems that people may sign in with: OpenID providers, WeChat, CAS.
create table onboarding.provider (
  key text not null constraint provider_pkey primary key,
  kind text not null constraint provider_kind_known check (kind in ('oidc', 'wechat', 'cas')),
  name_zh text not null,
  name_en text not null,
  base_url text not null,
  client_id text not null,
  secret_sealed text,
  scopes text not null,
  for_members boolean not null,
  for_staff boolean not null,
  match_by text not null constraint provider_match_known check (match_by in ('none', 'userName', 'email', 'phone')),
  user_name_claim text not null,
  joins_as text,                            -- kind of the members that join at their first sign-in; null: nobody joins
  enabled boolean not null,
  changed_at timestamptz not null
);

-- One way to a provider and back. Whoever spends it deletes it.
create table onboarding.handshake (
  state_hash text not null constraint handshake_pkey primary key,
  browser_hash text not null,               -- keyed hash of a cookie: the answer counts in the browser that asked
  provider_key text not null constraint handshake_provider_fkey references onboarding.provider (key) on delete cascade,
  realm text not null,
  nonce text not null,
  verifier_sealed text not null,            -- PKCE
  return_to text not null,
  user_id uuid constraint handshake_user_fkey references identity."user" (id) on delete cascade,   -- who links; null for a sign-in
  expires_at timestamptz not null
);
create index handshake_expires_idx on onboarding.handshake (expires_at);
create index handshake_provider_idx on onboarding.handshake (provider_key);
create index handshake_user_idx on onboarding.handshake (user_id);

create table onboarding.link (
  provider_key text not null constraint link_provider_fkey references onboarding.provider (key) on delete cascade,
  realm text not null,
  subject text not null,                    -- whom the provider names; never given to somebody else
  user_id uuid not null constraint link_user_fkey references identity."user" (id) on delete cascade,
  label text not null,                      -- what the person is called there
  linked_at timestamptz not null,
  constraint link_pkey primary key (provider_key, realm, subject),
  constraint link_user_key unique (provider_key, user_id)
);
create index link_user_idx on onboarding.link (user_id);

grant select, insert, update, delete on onboarding.provider, onboarding.handshake, onboarding.link to tessera_app;

alter table onboarding.provider enable row level security;
alter table onboarding.provider force row level security;
create policy provider_of_operator on onboarding.provider using ((select platform.is_system() or platform.is_operator()));
alter table onboarding.handshake enable row level security;
alter table onboarding.handshake force row level security;
create policy handshake_of_system on onboarding.handshake using ((select platform.is_system()));
alter table onboarding.link enable row level security;
alter table onboarding.link force row level security;
create policy link_of_system on onboarding.link using ((select platform.is_system()));
