-- Whose member it is (null: the operator's own), and where in that organization's tree, or in the operator's, it belongs. The text
-- `department` is what people read: the department's name, or a free text where there is no department of a tree.
alter table members.member
  add column issuer_id uuid constraint member_issuer_fkey references organizations.organization (id),
  add column department_id uuid constraint member_department_fkey references organizations.department (id);
create index member_issuer_idx on members.member (issuer_id, id) where issuer_id is not null;
create index member_department_idx on members.member (department_id, id) where department_id is not null;

grant update (issuer_id, department_id) on members.member to tessera_app;

-- An issuer's people see and enter the issuer's own members. Merchants and terminals see no member at all.
drop policy member_read on members.member;
drop policy member_entered_by_operator on members.member;
drop policy member_changed_by_operator on members.member;
create policy member_read on members.member for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and id = (select platform.actor_id()))
  or ((select platform.is_staff()) and issuer_id = (select platform.actor_organization()))
);
create policy member_entered on members.member for insert with check (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and issuer_id = (select platform.actor_organization()))
);
create policy member_changed on members.member for update using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and issuer_id = (select platform.actor_organization()))
);
-- Who is bounded to departments sees, enters and changes the members of those.
create policy member_in_scope on members.member as restrictive using (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[])
);
