-- Staff who are bounded to departments count the answers of the members of those; which these are, the members' own policies say.
create policy consent_in_scope on privacy.consent as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);
