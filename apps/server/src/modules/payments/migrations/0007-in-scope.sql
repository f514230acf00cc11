-- The same bounds in a form that is read once a statement: see members.in_scope().
alter policy payment_read on payments.payment using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or merchant_id = (select platform.actor_merchant())
);
alter policy payment_in_scope on payments.payment using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

-- Whether the payments' own policies let this one be seen. Few legs are ever read at once, so each asks for its own payment by its key.
create function payments.is_seen(p_payment uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from payments.payment where id = p_payment);
end $$;
alter policy leg_of_payment on payments.leg using (
  (select platform.is_system() or (platform.is_operator() and platform.actor_departments() is null)) or payments.is_seen(payment_id)
);
