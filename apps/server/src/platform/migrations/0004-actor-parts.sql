-- One part of the actor a question, null for everybody else: a policy then compares a column with one value that is asked once a statement,
-- and the planner has less to plan. Measured in docs/performance.md.
create function platform.actor_member() returns uuid language sql stable parallel safe
  return case when current_setting('app.actor_kind', true) = 'member' then nullif(current_setting('app.actor_id', true), '')::uuid end;

create function platform.staff_organization() returns uuid language sql stable parallel safe
  return case when current_setting('app.actor_kind', true) = 'staff' then nullif(current_setting('app.actor_organization', true), '')::uuid end;

-- Whose tills or people at work these are.
create function platform.actor_merchant() returns uuid language sql stable parallel safe
  return case when current_setting('app.actor_kind', true) in ('staff', 'terminal')
    then nullif(current_setting('app.actor_organization', true), '')::uuid end;
