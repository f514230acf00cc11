-- Reads what was redeemed and what members allow, along the arrows, with the policies of whoever asks: the system sees all of it.
-- Only members count who allow it now: of those who answered the notice that holds, whose newest answer to this purpose is yes.
create or replace function recommendations.make_pairs(p_now timestamptz, p_since date, p_least int) returns int language plpgsql as $$
declare
  made int;
begin
  delete from recommendations.pair;
  with newest as (
    select distinct on (member_id, purpose) member_id, purpose, given, notice_version from privacy.consent
    where purpose in ('recommendations', 'service') order by member_id, purpose, seq desc
  ), willing as (
    select n.member_id from newest n join members.member m on m.id = n.member_id and m.forgotten_at is null
    where n.purpose = 'recommendations' and n.given
      and n.member_id in (select member_id from newest where purpose = 'service' and notice_version = (
        select max(version) from privacy.notice where status = 'published' and effective_at <= p_now))
  ), used as materialized (
    select member_id, item_id from (
      select r.member_id, r.item_id, row_number() over (partition by r.member_id order by max(r.created_at) desc) as place
      from redemptions.redemption r
      where r.state in ('waiting', 'taken') and r.business_on >= p_since and r.member_id in (select member_id from willing)
      group by r.member_id, r.item_id
    ) newest_items where place <= 30
  )
  insert into recommendations.pair (item_id, with_item_id, member_count)
  select item_id, with_item_id, member_count from (
    select a.item_id, b.item_id as with_item_id, count(*)::int as member_count,
      row_number() over (partition by a.item_id order by a.item_id = b.item_id desc, count(*) desc, b.item_id) as place
    from used a join used b on b.member_id = a.member_id group by a.item_id, b.item_id having count(*) >= p_least
  ) ranked where place <= 20;
  get diagnostics made = row_count;
  return made;
end
$$;
