-- The same bounds in a form that is read once a statement: see members.in_scope().
alter policy purse_in_scope on subsidies.purse using ((select platform.actor_departments() is null) or member_id in (select members.in_scope()));
alter policy allotment_in_scope on subsidies.allotment using ((select platform.actor_departments() is null) or member_id in (select members.in_scope()));
