-- The departments that the staff of this transaction may touch; null for the whole organization. Whoever is no staff has no such bounds:
-- other policies say what they see.
create function platform.actor_departments() returns uuid[] language sql stable parallel safe
  return case when current_setting('app.actor_kind', true) = 'staff' then nullif(current_setting('app.actor_departments', true), '')::uuid[] end;

-- Staff of any organization, of the operator or not.
create function platform.is_staff() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.actor_kind', true) = 'staff', false);
