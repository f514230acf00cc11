-- The same answers from functions that the planner leaves alone. It used to write an SQL function's body into every query, five to twenty times
-- for the policies of one list, which took longer than the list's rows; one call a statement costs a microsecond. See docs/performance.md.
create or replace function platform.actor_kind() returns text language plpgsql stable parallel safe as $$
begin
  return nullif(current_setting('app.actor_kind', true), '');
end $$;

create or replace function platform.actor_id() returns uuid language plpgsql stable parallel safe as $$
begin
  return case when current_setting('app.actor_kind', true) in ('staff', 'member', 'terminal')
    then nullif(current_setting('app.actor_id', true), '')::uuid end;
end $$;

create or replace function platform.actor_organization() returns uuid language plpgsql stable parallel safe as $$
begin
  return nullif(current_setting('app.actor_organization', true), '')::uuid;
end $$;

create or replace function platform.is_system() returns boolean language plpgsql stable parallel safe as $$
begin
  return coalesce(current_setting('app.actor_kind', true) = 'system', false);
end $$;

create or replace function platform.is_operator() returns boolean language plpgsql stable parallel safe as $$
begin
  return coalesce(current_setting('app.actor_kind', true) = 'staff' and current_setting('app.actor_organization_kind', true) = 'operator', false);
end $$;

create or replace function platform.actor_departments() returns uuid[] language plpgsql stable parallel safe as $$
begin
  return case when current_setting('app.actor_kind', true) = 'staff' then nullif(current_setting('app.actor_departments', true), '')::uuid[] end;
end $$;

create or replace function platform.is_staff() returns boolean language plpgsql stable parallel safe as $$
begin
  return coalesce(current_setting('app.actor_kind', true) = 'staff', false);
end $$;

create or replace function platform.actor_member() returns uuid language plpgsql stable parallel safe as $$
begin
  return case when current_setting('app.actor_kind', true) = 'member' then nullif(current_setting('app.actor_id', true), '')::uuid end;
end $$;

create or replace function platform.staff_organization() returns uuid language plpgsql stable parallel safe as $$
begin
  return case when current_setting('app.actor_kind', true) = 'staff' then nullif(current_setting('app.actor_organization', true), '')::uuid end;
end $$;

create or replace function platform.actor_merchant() returns uuid language plpgsql stable parallel safe as $$
begin
  return case when current_setting('app.actor_kind', true) in ('staff', 'terminal')
    then nullif(current_setting('app.actor_organization', true), '')::uuid end;
end $$;

create or replace function platform.is_in_childs_place() returns boolean language plpgsql stable parallel safe as $$
begin
  return coalesce(current_setting('app.actor_kind', true) = 'member' and current_setting('app.actor_guardian', true) <> '', false);
end $$;
