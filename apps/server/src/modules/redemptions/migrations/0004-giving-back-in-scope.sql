-- Staff who look after some departments see what came back to those departments' members.
create policy giving_back_in_scope on redemptions.giving_back as restrictive for select using (
  (select platform.actor_departments() is null) or redemption_id in (select id from redemptions.redemption)
);
