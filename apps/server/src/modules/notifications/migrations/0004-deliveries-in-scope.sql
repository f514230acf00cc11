-- Staff of the operator changes what left for the people whom it may see, as it sees no other.
drop policy delivery_changed on notifications.delivery;
create policy delivery_changed on notifications.delivery for update using (
  (select platform.is_system())
  or ((select platform.is_operator()) and case person_kind
    when 'member' then exists (select from members.member where member.id = person_id)
    else exists (select from organizations.staff where staff.id = person_id) end)
);
