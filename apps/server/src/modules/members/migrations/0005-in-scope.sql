-- The members of the departments to which the actor is bounded, as far as the members' own policies let them be seen. For the policies of
-- tables that belong to members: a set that is read once a statement costs less than to look up every row's member, and a function keeps the
-- planner out of it for whoever is bounded to nothing.
create function members.in_scope() returns setof uuid language plpgsql stable parallel safe rows 1000 as $$
begin
  return query select id from members.member where department_id = any (platform.actor_departments());
end $$;

-- All that the policies ask lies in the index, so the set is read without the table.
drop index members.member_department_idx;
create index member_department_idx on members.member (department_id, id) include (issuer_id) where department_id is not null;

alter policy member_read on members.member using (
  (select platform.is_operator() or platform.is_system())
  or id = (select platform.actor_member())
  or issuer_id = (select platform.staff_organization())
);
