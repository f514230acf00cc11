-- What is held of a member under seal, one row a field; the phone stands in the member's own row.
create table members.private_field (
  member_id uuid not null constraint private_field_member_fkey references members.member (id),
  field text not null constraint private_field_known check (field in ('email', 'idNumber', 'bankAccount', 'address', 'birthDate')),
  kind text,                                -- what document an ID number stands on
  value_sealed text not null,
  value_hash text,                          -- keyed hash, to find a whole value; where nobody searches there is none
  masked text not null,
  changed_at timestamptz not null,
  constraint private_field_pkey primary key (member_id, field),
  constraint private_field_value_key unique (field, value_hash),
  constraint private_field_kind_of_number check ((field = 'idNumber') = (kind is not null)),
  constraint private_field_searched check ((field in ('email', 'idNumber')) = (value_hash is not null))
);

grant select, insert, delete on members.private_field to tessera_app;
grant update (kind, value_sealed, value_hash, masked, changed_at) on members.private_field to tessera_app;
-- For sealing anew, and for forgetting.
grant update (phone_sealed, phone_hash, phone_masked, member_number) on members.member to tessera_app;

-- Whoever may see the member, by the member's own policies; only staff and the system write.
alter table members.private_field enable row level security;
alter table members.private_field force row level security;
create policy private_field_read on members.private_field for select
  using (exists (select from members.member where member.id = private_field.member_id));
create policy private_field_written on members.private_field
  using ((select platform.actor_kind()) in ('staff', 'system') and exists (select from members.member where member.id = private_field.member_id))
  with check ((select platform.actor_kind()) in ('staff', 'system') and exists (select from members.member where member.id = private_field.member_id));
