-- Staff who are bounded to departments see what belongs to the members of those; which these are, the members' own policies say.
create policy payment_in_scope on payments.payment as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);
