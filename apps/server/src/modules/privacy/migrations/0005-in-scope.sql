-- The same bounds in a form that is read once a statement: see members.in_scope().
alter policy erasure_in_scope on privacy.erasure using ((select platform.actor_departments() is null) or member_id in (select members.in_scope()));
alter policy consent_in_scope on privacy.consent using ((select platform.actor_departments() is null) or member_id in (select members.in_scope()));
