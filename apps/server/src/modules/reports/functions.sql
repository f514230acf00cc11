-- Sums are made by the database out of its own lists: a day of a hundred thousand payments never travels to the server and back. These read
-- tables of modules below this one, along the arrows, with the policies of whoever asks; only the system sees all of them.

-- Days whose payments are others than when they were summed, or of which redemptions or sales said that they have changed. The mark is a hash, for
-- every party may read it, and it is to say no figure.
create or replace function reports.changed_days(p_from date) returns table (business_on date, mark text) language sql stable as $$
  with paid as (
    select t.business_on, md5(sum(t.payment_count)::text) as mark from payments.day_total t
    where t.business_on >= p_from and t.kind in ('charge', 'refund') group by 1
  ), said as (
    select c.business_on from redemptions.changed_day c where c.business_on >= p_from
    union
    select c.business_on from sales.changed_day c where c.business_on >= p_from
  )
  select business_on, coalesce(paid.mark, '') from paid full join said using (business_on)
  where said.business_on is not null
    or not exists (select from reports.made_day d where d.business_on = paid.business_on and d.mark = paid.mark)
$$;

-- What was paid and refunded on a day, of whoever: by members' wallets, and past all wallets. A refund counts on the day on which it was given,
-- at the till and by the way of what it refunds.
create or replace function reports.paid_on(p_day date) returns table (
  merchant_id uuid, terminal_id uuid, shop_id uuid, region text, department_id uuid, member_kind text, member_id uuid, way text, hour int,
  is_refund boolean, amount_minor bigint
) language sql stable as $$
  with moved as (
    select p.merchant_id, coalesce(p.terminal_id, o.terminal_id) as terminal_id, p.member_id, coalesce(o.credential, p.credential) as way, p.at,
      p.kind = 'refund' as is_refund, p.amount_minor
    from payments.payment p left join payments.payment o on o.id = p.original_id
    where p.business_on = p_day and p.kind in ('charge', 'refund') and p.merchant_id is not null
    union all
    select merchant_id, terminal_id, null, method, paid_at, false, amount_minor from sales.sale where business_on = p_day and state = 'paid'
    union all
    select f.merchant_id, s.terminal_id, null, f.method, f.asked_at, true, f.amount_minor
    from sales.refund f join sales.sale s on s.id = f.sale_id where f.business_on = p_day and f.state <> 'failed'
  )
  select w.merchant_id, w.terminal_id, t.shop_id, coalesce(s.region, ''), m.department_id, m.kind,
    case when m.forgotten_at is null then m.id end, w.way, extract(hour from w.at)::int, w.is_refund, w.amount_minor
  from moved w
  left join terminals.terminal t on t.id = w.terminal_id
  left join merchants.shop s on s.id = t.shop_id
  left join members.member m on m.id = w.member_id
$$;

-- What was redeemed on a day and not given back whole, once for each issuer whose points it took; `is_first` marks one of these. What came back
-- counts on the redemption's own day: a voucher that expired was never used.
create or replace function reports.redeemed_on(p_day date) returns table (
  merchant_id uuid, terminal_id uuid, shop_id uuid, region text, item_id uuid, category_id uuid, department_id uuid, member_kind text,
  member_id uuid, way text, hour int, issuer_id uuid, points bigint, is_first boolean, cash_minor bigint, due_minor bigint, is_unpaid boolean
) language sql stable as $$
  with given as (
    select d.id, e.issuer_id, sum(e.points_left)::bigint as points
    from redemptions.redemption d join redemptions.source e on e.redemption_id = d.id
    where d.business_on = p_day and d.returned_quantity < d.quantity group by 1, 2
  )
  select d.merchant_id, d.terminal_id, d.shop_id, coalesce(s.region, ''), d.item_id, d.category_id, m.department_id, m.kind,
    case when m.forgotten_at is null then m.id end, case d.way when 'device' then 'redeemedAtTill' else 'redeemedByPhone' end,
    extract(hour from coalesce(d.taken_at, d.created_at))::int, given.issuer_id, coalesce(given.points, 0),
    row_number() over (partition by d.id order by given.points desc, given.issuer_id) = 1,
    d.cash_left_minor, coalesce(u.left_minor, 0), d.cash_minor = 0
  from redemptions.redemption d
  left join given on given.id = d.id
  left join redemptions.due u on u.redemption_id = d.id
  left join merchants.shop s on s.id = d.shop_id
  join members.member m on m.id = d.member_id
  where d.business_on = p_day and d.returned_quantity < d.quantity
$$;

-- Makes all sums of a day anew. Each party has rows of its own: the house all, a merchant no department, no issuer, an issuer its own points.
-- Of members only those are written who have changed, since a busy day is made anew every few minutes.
create or replace function reports.make_day(p_day date) returns void language plpgsql as $$
declare
  c_house constant uuid := '00000000-0000-0000-0000-000000000000';
  v_month constant date := date_trunc('month', p_day);
  v_gone uuid[];
begin
  delete from reports.day_sum where business_on = p_day;
  delete from reports.hour_sum where business_on = p_day;

  with paid as materialized (
    select p.*, case when p.is_refund then 0 else 1 end as payments, case when p.is_refund then 0 else p.amount_minor end as paid_minor,
      case when p.is_refund then 1 else 0 end as refunds, case when p.is_refund then p.amount_minor else 0 end as refunded_minor
    from reports.paid_on(p_day) p
  ), redeemed as materialized (
    select r.*, case when r.is_first then 1 else 0 end as redemptions, case when r.is_first then r.cash_minor else 0 end as own_cash_minor
    from reports.redeemed_on(p_day) r
  ), paid_of_house as (
    insert into reports.day_sum (business_on, merchant_id, terminal_id, shop_id, region, way, department_id, member_kind,
      payment_count, paid_minor, refund_count, refunded_minor)
    select p_day, merchant_id, terminal_id, shop_id, region, way, department_id, member_kind,
      sum(payments), sum(paid_minor), sum(refunds), sum(refunded_minor)
    from paid group by merchant_id, terminal_id, shop_id, region, way, department_id, member_kind
  ), paid_of_merchants as (
    insert into reports.day_sum (business_on, party_id, merchant_id, terminal_id, shop_id, region, way, member_kind,
      payment_count, paid_minor, refund_count, refunded_minor)
    select p_day, merchant_id, merchant_id, terminal_id, shop_id, region, way, member_kind,
      sum(payments), sum(paid_minor), sum(refunds), sum(refunded_minor)
    from paid group by merchant_id, terminal_id, shop_id, region, way, member_kind
  ), redeemed_of_house as (
    insert into reports.day_sum (business_on, merchant_id, terminal_id, shop_id, region, way, item_id, category_id, issuer_id, department_id,
      member_kind, redemption_count, part_count, points, cash_minor)
    select p_day, merchant_id, terminal_id, shop_id, region, way, item_id, category_id, issuer_id, department_id,
      member_kind, sum(redemptions), count(*), sum(points), sum(own_cash_minor)
    from redeemed group by merchant_id, terminal_id, shop_id, region, way, item_id, category_id, issuer_id, department_id, member_kind
  ), redeemed_of_merchants as (
    insert into reports.day_sum (business_on, party_id, merchant_id, terminal_id, shop_id, region, way, item_id, category_id,
      member_kind, redemption_count, part_count, points, cash_minor)
    select p_day, merchant_id, merchant_id, terminal_id, shop_id, region, way, item_id, category_id,
      member_kind, sum(redemptions), sum(redemptions), sum(points), sum(own_cash_minor)
    from redeemed group by merchant_id, terminal_id, shop_id, region, way, item_id, category_id, member_kind
  ), redeemed_of_issuers as (
    insert into reports.day_sum (business_on, party_id, merchant_id, terminal_id, shop_id, region, way, item_id, category_id, issuer_id,
      department_id, member_kind, redemption_count, part_count, points)
    select p_day, issuer_id, merchant_id, terminal_id, shop_id, region, way, item_id, category_id, issuer_id,
      department_id, member_kind, count(*), count(*), sum(points)
    from redeemed where issuer_id is not null
    group by merchant_id, terminal_id, shop_id, region, way, item_id, category_id, issuer_id, department_id, member_kind
  ), both_lists as materialized (
    select merchant_id, shop_id, region, department_id, member_kind, member_id, hour, null::uuid as issuer_id, payments, paid_minor, refunds,
      refunded_minor, 0 as redemptions, 0::bigint as points, 0::bigint as cash_minor,
      payments as visits, paid_minor - refunded_minor as amount_minor
    from paid
    union all
    -- What is paid in part is a visit by its payment already. Its worth to the merchant is what was paid, and what the operator owes for the points.
    select merchant_id, shop_id, region, department_id, member_kind, member_id, hour, issuer_id, 0, 0, 0, 0, redemptions, points, own_cash_minor,
      case when is_first and is_unpaid then 1 else 0 end, case when is_first then due_minor else 0 end
    from redeemed
  ), hours_of_house as (
    insert into reports.hour_sum (business_on, merchant_id, shop_id, region, department_id, member_kind, hour,
      payment_count, paid_minor, refund_count, refunded_minor, redemption_count, points, cash_minor)
    select p_day, merchant_id, shop_id, region, department_id, member_kind, hour,
      sum(payments), sum(paid_minor), sum(refunds), sum(refunded_minor), sum(redemptions), sum(points), sum(cash_minor)
    from both_lists group by merchant_id, shop_id, region, department_id, member_kind, hour
  ), hours_of_merchants as (
    insert into reports.hour_sum (business_on, party_id, merchant_id, shop_id, region, member_kind, hour,
      payment_count, paid_minor, refund_count, refunded_minor, redemption_count, points, cash_minor)
    select p_day, merchant_id, merchant_id, shop_id, region, member_kind, hour,
      sum(payments), sum(paid_minor), sum(refunds), sum(refunded_minor), sum(redemptions), sum(points), sum(cash_minor)
    from both_lists group by merchant_id, shop_id, region, member_kind, hour
  ), hours_of_issuers as (
    insert into reports.hour_sum (business_on, party_id, merchant_id, shop_id, region, department_id, member_kind, hour, redemption_count, points)
    select p_day, issuer_id, merchant_id, shop_id, region, department_id, member_kind, hour, count(*), sum(points)
    from both_lists where issuer_id is not null group by issuer_id, merchant_id, shop_id, region, department_id, member_kind, hour
  ), members as (
    select null::uuid as party_id, member_id, sum(visits) as visit_count, sum(amount_minor) as amount
    from both_lists where member_id is not null group by member_id
    union all
    select merchant_id, member_id, sum(visits), sum(amount_minor) from both_lists where member_id is not null group by merchant_id, member_id
    union all
    select issuer_id, member_id, count(*), sum(points) from redeemed where issuer_id is not null and member_id is not null group by issuer_id, member_id
  ), changed as materialized (
    select coalesce(now.party_id, before.party_id) as party_id, coalesce(now.member_id, before.member_id) as member_id, now.visit_count, now.amount,
      coalesce(before.visit_count, 0) as visits_before, coalesce(before.amount, 0) as amount_before
    from members now full join (select party_id, member_id, visit_count, amount from reports.member_day where business_on = p_day) before
      on before.member_id = now.member_id and coalesce(before.party_id, c_house) = coalesce(now.party_id, c_house)
    where (now.visit_count, now.amount) is distinct from (before.visit_count, before.amount)
  ), removed as (
    delete from reports.member_day d using changed c
    where d.business_on = p_day and d.member_id = c.member_id and d.party_id is not distinct from c.party_id
  ), added as (
    insert into reports.member_day (business_on, party_id, member_id, visit_count, amount)
    select p_day, party_id, member_id, visit_count, amount from changed where visit_count is not null
  ), carried as (
    insert into reports.member_month as m (month_on, party_id, member_id, day_count, visit_count, amount, last_on)
    select v_month, party_id, member_id, (coalesce(visit_count, 0) > 0)::int - (visits_before > 0)::int, coalesce(visit_count, 0) - visits_before,
      coalesce(amount, 0) - amount_before, case when visit_count > 0 then p_day end
    from changed
    on conflict on constraint member_month_key do update set day_count = m.day_count + excluded.day_count,
      visit_count = m.visit_count + excluded.visit_count, amount = m.amount + excluded.amount, last_on = greatest(m.last_on, excluded.last_on)
  )
  select array_agg(distinct member_id) into v_gone from changed where visits_before > 0 and coalesce(visit_count, 0) = 0;

  -- Whose visits of the day all came back may have come last on a day before.
  update reports.member_month m set last_on = (
    select max(d.business_on) from reports.member_day d
    where d.party_id is not distinct from m.party_id and d.member_id = m.member_id and d.visit_count > 0
      and d.business_on >= v_month and d.business_on < v_month + interval '1 month'
  ) where m.month_on = v_month and m.member_id = any(v_gone);
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
    select c.business_on, c.mark from reports.changed_days(p_from) c order by c.business_on desc limit p_limit
  loop
    -- First: the day is summed from what is there afterwards, and what commits later says so again.
    delete from redemptions.changed_day c where c.business_on = v_day.business_on;
    delete from sales.changed_day c where c.business_on = v_day.business_on;
    perform reports.make_day(v_day.business_on);
    insert into reports.made_day (business_on, mark, made_at) values (v_day.business_on, v_day.mark, p_now)
    on conflict (business_on) do update set mark = excluded.mark, made_at = excluded.made_at;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
