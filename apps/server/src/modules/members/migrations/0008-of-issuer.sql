-- The members of the issuer whose staff asks, as far as the members' own policies let them be seen, in the form of members.in_scope().
create function members.of_issuer() returns setof uuid language plpgsql stable parallel safe rows 1000 as $$
begin
  return query select id from members.member where issuer_id = platform.staff_organization();
end $$;
