-- What was changed from its initial value; a key that is not here holds the contract's initial one.
create table settings.setting (
  key text not null constraint setting_pkey primary key constraint setting_key_formed check (key ~ '^[a-z]+\.[A-Za-z]+$'),
  value jsonb not null constraint setting_value_bounded check (pg_column_size(value) <= 65536),
  changed_at timestamptz not null,
  changed_by text not null                  -- as the person was called then
);

grant select, insert, update, delete on settings.setting to tessera_app;

-- Use cases read settings on behalf of anybody; which of them a person gets to see, the routes decide. No setting is a secret.
alter table settings.setting enable row level security;
alter table settings.setting force row level security;
create policy setting_read on settings.setting for select using (true);
create policy setting_entered_by_operator on settings.setting for insert
  with check ((select platform.is_operator() or platform.is_system()));
create policy setting_changed_by_operator on settings.setting for update
  using ((select platform.is_operator() or platform.is_system()));
create policy setting_reset_by_operator on settings.setting for delete
  using ((select platform.is_operator() or platform.is_system()));
