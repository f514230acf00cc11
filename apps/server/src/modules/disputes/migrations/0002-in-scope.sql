-- The same bounds in a form that is read once a statement: see members.in_scope().
alter policy dispute_in_scope on disputes.dispute using ((select platform.actor_departments() is null) or member_id in (select members.in_scope()));
