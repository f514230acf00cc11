-- Staff who look after some departments read what those departments' members wrote.
create policy review_in_scope on reviews.review as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
