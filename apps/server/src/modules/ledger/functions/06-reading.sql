-- ── Reading the journal ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The pages that a subscriber reads next: in order within a lane, and the lanes in turn. The caller holds the subscriber's row.
create or replace function ledger.next_pages(p_subscriber text, p_limit int) returns setof ledger.page language sql stable as $$
  select p.* from ledger.subscriber_position s
  join ledger.lane l on l.lane = s.lane and l.page > s.page
  cross join lateral (
    select * from ledger.page where lane = s.lane and seq > s.page order by seq limit p_limit) p
  where s.subscriber = p_subscriber
  order by p.seq - s.page, p.lane limit p_limit $$;

-- Adds the next pages to the roll-ups; answers how many. Nothing to do while another session folds.
create or replace function ledger.fold_pages(p_limit int) returns int language plpgsql as $$
declare v_pages int;
begin
  perform from ledger.subscriber where name = 'rollup' for update skip locked;
  if not found then return 0; end if;
  with next as materialized (
    select * from ledger.next_pages('rollup', p_limit)
  ), folded as (
    insert into ledger.rollup as r (account, business_on, code, debit, credit, count)
    select s.account, n.business_on, s.code, sum(s.debit), sum(s.credit), sum(s.count)
    from next n, unnest(n.accounts, n.codes, n.debits, n.credits, n.counts) s (account, code, debit, credit, count)
    group by 1, 2, 3
    on conflict (account, business_on, code) do update
      set debit = r.debit + excluded.debit, credit = r.credit + excluded.credit, count = r.count + excluded.count
  ), moved as (
    update ledger.subscriber_position s set page = m.seq
    from (select lane, max(seq) as seq from next group by lane) m where s.subscriber = 'rollup' and s.lane = m.lane
  )
  select count(*) into v_pages from next;
  return v_pages;
end $$;

-- Subtotals of hot accounts, exact at read time: what is folded and what is not yet.
create or replace view ledger.hot_total with (security_invoker = true) as
  select account, business_on, code, debit, credit, count from ledger.rollup
  union all
  select s.account, p.business_on, s.code, s.debit, s.credit, s.count
  from ledger.subscriber_position x
  join ledger.page p on p.lane = x.lane and p.seq > x.page
  cross join unnest(p.accounts, p.codes, p.debits, p.credits, p.counts) s (account, code, debit, credit, count)
  where x.subscriber = 'rollup';
grant select on ledger.hot_total to tessera_app;

-- Walks a lane from the page after `p_after` and stops at the first page that does not hold.
create or replace function ledger.verify_lane(p_lane smallint, p_after bigint, p_limit int, out last_page bigint, out bad_page bigint, out fault text)
language plpgsql as $$
declare v_head ledger.lane; p ledger.page; c record; v_prev bytea := '\x';
begin
  select * into v_head from ledger.lane where lane = p_lane;
  if p_after > 0 then select hash into v_prev from ledger.page where lane = p_lane and seq = p_after; end if;
  last_page := p_after;
  for p in select * from ledger.page where lane = p_lane and seq > p_after and seq <= v_head.page order by seq limit p_limit loop
    c := ledger.page_content(p.lane, p.seq, p.at, p.business_on, p.transfers, p.prev);
    fault := case
      when p.seq <> last_page + 1 then 'page_missing'
      when p.prev is distinct from v_prev then 'link_broken'
      when c.hash <> p.hash then 'content_changed'
      when (c.count, c.total, c.accounts, c.codes, c.debits, c.credits, c.counts)
        is distinct from (p.count, p.total, p.accounts, p.codes, p.debits, p.credits, p.counts) then 'subtotals_wrong' end;
    if fault is not null then bad_page := last_page + 1; return; end if;
    last_page := p.seq; v_prev := p.hash;
  end loop;
  if last_page < least(v_head.page, p_after + p_limit) then
    bad_page := last_page + 1; fault := 'page_missing';
  elsif last_page = v_head.page and v_prev is distinct from v_head.hash then
    bad_page := last_page; fault := 'head_moved';
  end if;
end $$;

create or replace function ledger.anchor_hash(p_prev bytea, p_at timestamptz, p_lanes smallint[], p_pages bigint[], p_hashes bytea[])
returns bytea language sql immutable as $$
  select sha256(coalesce(p_prev, '') || convert_to(concat(ledger.epoch_ms(p_at), E'\n',
    (select string_agg(concat(lane, '|', page, '|', encode(hash, 'hex')), E'\n' order by lane)
     from unnest(p_lanes, p_pages, p_hashes) u (lane, page, hash))), 'UTF8')) $$;
