-- Whether a guardian acts, in the place of the child whom the other settings name: for what is the child's alone.
create function platform.is_in_childs_place() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.actor_kind', true) = 'member' and current_setting('app.actor_guardian', true) <> '', false);
