-- What came back in points of others and in money is nothing of an issuer's; its own share is told by the use case.
drop policy giving_back_read on redemptions.giving_back;
create policy giving_back_read on redemptions.giving_back for select using (
  (select platform.is_operator() or platform.is_system())
  or redemption_id in (
    select r.id from redemptions.redemption r
    where r.member_id = (select platform.actor_member()) or r.merchant_id = (select platform.actor_merchant())
  )
);
