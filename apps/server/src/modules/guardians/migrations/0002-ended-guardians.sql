-- Whoever was somebody's guardian no longer reads the day of birth.
alter policy ward_visible on guardians.ward using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or exists (
    select from guardians.guardianship g where g.child_id = member_id and g.guardian_id = (select platform.actor_member()) and g.ended_at is null
  )
);
