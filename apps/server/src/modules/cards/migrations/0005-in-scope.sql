-- The same bounds in a form that is read once a statement: see members.in_scope().
alter policy card_visible on cards.card using (
  (select platform.is_operator() or platform.is_system()) or member_id = (select platform.actor_member())
);
alter policy card_in_scope on cards.card using ((select platform.actor_departments() is null) or member_id in (select members.in_scope()));
alter policy identity_check_in_scope on cards.identity_check using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
alter policy card_order_in_scope on cards.card_order using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
alter policy emergency_code_in_scope on cards.emergency_code using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);
