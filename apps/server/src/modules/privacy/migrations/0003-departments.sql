-- Staff who are bounded to departments see, propose and confirm erasures of the members of those; which these are, the members' own policies say.
create policy erasure_in_scope on privacy.erasure as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);
