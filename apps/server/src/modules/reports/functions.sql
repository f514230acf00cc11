-- Sums are made by the database out of its own lists: a day of a hundred thousand payments never travels to the server and back. These read
-- tables of modules below this one, along the arrows, with the policies of whoever asks; only the system sees all of them.

-- What a day's lists come to: it differs when a payment came late, or something redeemed was taken at a shop or given back.
create or replace function reports.marks(p_from date) returns table (business_on date, mark text) language sql stable as $$
  select coalesce(p.business_on, r.business_on), concat_ws(' ', coalesce(p.count, 0), coalesce(r.mark, '0'))
  from (
    select t.business_on, sum(t.payment_count)::bigint as count from payments.day_total t
    where t.business_on >= p_from and t.kind in ('charge', 'refund') group by 1
  ) p
  full join (
    select d.business_on, concat_ws(' ', count(*), sum(d.returned_quantity), count(d.taken_at)) as mark from redemptions.redemption d
    where d.business_on >= p_from group by 1
  ) r on r.business_on = p.business_on
$$;

create or replace function reports.make_day(p_day date) returns void language plpgsql as $$
begin
  delete from reports.day_sum where business_on = p_day;
  delete from reports.member_day where business_on = p_day;

  -- A refund counts on the day on which it was given, and at the till of its payment.
  with paid as materialized (
    select p.merchant_id, t.shop_id, coalesce(s.region, '') as region, m.department_id, m.kind as member_kind, p.member_id,
      m.forgotten_at is null as is_known, p.kind = 'refund' as is_refund, p.amount_minor
    from payments.payment p
    left join payments.payment o on o.id = p.original_id
    left join terminals.terminal t on t.id = coalesce(p.terminal_id, o.terminal_id)
    left join merchants.shop s on s.id = t.shop_id
    join members.member m on m.id = p.member_id
    where p.business_on = p_day and p.kind in ('charge', 'refund') and p.merchant_id is not null
  ), summed as materialized (
    select merchant_id, shop_id, region, department_id, member_kind,
      count(*) filter (where not is_refund) as payment_count, coalesce(sum(amount_minor) filter (where not is_refund), 0) as paid_minor,
      count(*) filter (where is_refund) as refund_count, coalesce(sum(amount_minor) filter (where is_refund), 0) as refunded_minor
    from paid group by 1, 2, 3, 4, 5
  ), known as materialized (
    select merchant_id, member_id, count(*) filter (where not is_refund) as visit_count,
      sum(case when is_refund then -amount_minor else amount_minor end) as amount
    from paid where is_known group by 1, 2
  ), of_house as (
    insert into reports.day_sum (business_on, merchant_id, shop_id, region, department_id, member_kind, payment_count, paid_minor, refund_count, refunded_minor)
    select p_day, summed.* from summed
  ), of_merchants as (
    insert into reports.day_sum (business_on, party_id, merchant_id, shop_id, region, member_kind, payment_count, paid_minor, refund_count, refunded_minor)
    select p_day, merchant_id, merchant_id, shop_id, region, member_kind, sum(payment_count), sum(paid_minor), sum(refund_count), sum(refunded_minor)
    from summed group by merchant_id, shop_id, region, member_kind
  ), members_of_merchants as (
    insert into reports.member_day (business_on, party_id, member_id, visit_count, amount)
    select p_day, merchant_id, member_id, visit_count, amount from known
  )
  insert into reports.member_day (business_on, member_id, visit_count, amount)
  select p_day, member_id, sum(visit_count), sum(amount) from known group by member_id;

  -- What came back of a redemption counts on the redemption's own day: a voucher that expired was never used.
  with redeemed as materialized (
    select d.id, d.merchant_id, d.shop_id, coalesce(s.region, '') as region, d.item_id, m.department_id, m.kind as member_kind, d.member_id,
      m.forgotten_at is null as is_known
    from redemptions.redemption d
    left join merchants.shop s on s.id = d.shop_id
    join members.member m on m.id = d.member_id
    where d.business_on = p_day and d.returned_quantity < d.quantity
  ), given as materialized (
    select r.id, e.issuer_id, sum(e.points_left) as points
    from redeemed r join redemptions.source e on e.redemption_id = r.id group by 1, 2
  ), whole as materialized (
    select r.*, coalesce((select sum(points) from given where given.id = r.id), 0) as points,
      (select issuer_id from given where given.id = r.id order by points desc, issuer_id limit 1) as issuer_id
    from redeemed r
  ), of_house as (
    insert into reports.day_sum (business_on, merchant_id, shop_id, region, item_id, issuer_id, department_id, member_kind, redemption_count, points)
    select p_day, merchant_id, shop_id, region, item_id, issuer_id, department_id, member_kind, count(*), sum(points)
    from whole group by 2, 3, 4, 5, 6, 7, 8
  ), of_merchants as (
    insert into reports.day_sum (business_on, party_id, merchant_id, shop_id, region, item_id, member_kind, redemption_count, points)
    select p_day, merchant_id, merchant_id, shop_id, region, item_id, member_kind, count(*), sum(points)
    from whole group by 2, 4, 5, 6, 7
  ), of_issuers as (
    insert into reports.day_sum (business_on, party_id, merchant_id, shop_id, region, item_id, issuer_id, department_id, member_kind, redemption_count, points)
    select p_day, given.issuer_id, merchant_id, shop_id, region, item_id, given.issuer_id, department_id, member_kind, count(*), sum(given.points)
    from redeemed join given using (id) where given.issuer_id is not null group by given.issuer_id, 3, 4, 5, 6, 8, 9
  )
  insert into reports.member_day (business_on, party_id, member_id, visit_count, amount)
  select p_day, given.issuer_id, member_id, count(*), sum(given.points)
  from redeemed join given using (id) where is_known and given.issuer_id is not null group by given.issuer_id, member_id;
end $$;

-- Makes up to p_limit days anew that have changed, the newest first. Answers how many.
create or replace function reports.make_changed_days(p_from date, p_limit int, p_now timestamptz) returns int language plpgsql as $$
declare
  v_day record;
  v_count int := 0;
begin
  if not platform.is_system() then return 0; end if;
  -- One at a time: two would each write the day.
  if not pg_try_advisory_xact_lock(hashtext('reports.make_changed_days')) then return 0; end if;
  for v_day in
    select m.business_on, m.mark from reports.marks(p_from) m
    where not exists (select from reports.made_day d where d.business_on = m.business_on and d.mark = m.mark)
    order by m.business_on desc limit p_limit
  loop
    perform reports.make_day(v_day.business_on);
    insert into reports.made_day (business_on, mark, made_at) values (v_day.business_on, v_day.mark, p_now)
    on conflict (business_on) do update set mark = excluded.mark, made_at = excluded.made_at;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
