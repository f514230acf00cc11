-- ── Journal ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What a page's hash covers of one transfer, and of all. Plain SQL, so that it is inlined.
create or replace function ledger.transfer_line(
  ordinal bigint, id uuid, unit smallint, debit bigint, credit bigint, amount bigint, code smallint, flags smallint, fingerprint bigint,
  balance_after bigint, via smallint, origin uuid, original uuid, posting uuid, payer bigint, payer_balance bigint
) returns text language sql stable parallel safe as $$
  select concat(ordinal, '|', id, '|', unit, '|', debit, '|', credit, '|', amount, '|', code, '|', flags, '|', fingerprint, '|',
    balance_after, '|', via, '|', origin, '|', original, '|', posting, case when payer is not null then concat('|', payer, '|', payer_balance) end) $$;

create or replace function ledger.page_hash(p_lane smallint, p_seq bigint, p_at timestamptz, p_day date, p_prev bytea, p_lines text)
returns bytea language sql stable parallel safe as $$
  select sha256(p_prev || convert_to(
    concat(p_lane, '|', p_seq, '|', ledger.epoch_ms(p_at), '|', p_day - date '1970-01-01', E'\n', p_lines), 'UTF8')) $$;

-- What a page says of its transfers, read anew: a page is verified by it. Only rows that claim this page count.
create or replace function ledger.page_content(
  p_lane smallint, p_seq bigint, p_at timestamptz, p_day date, p_ids uuid[], p_prev bytea,
  out count int, out total bigint, out accounts bigint[], out codes smallint[], out debits bigint[], out credits bigint[],
  out counts int[], out hash bytea
) language plpgsql stable as $$
declare v_lines text;
begin
  with t as materialized (
    select t.* from unnest(p_ids) as u (id) join ledger.transfer t on t.id = u.id
    where t.lane = p_lane and t.page = p_seq and t.at = p_at and t.business_on = p_day
  ), hot as (
    select account, s.code, sum(debit)::bigint as debit, sum(credit)::bigint as credit, count(*)::int as entries from (
      select t.debit as account, t.code, t.amount as debit, 0 as credit from t where t.flags & 1 > 0
      union all
      select t.credit, t.code, 0, t.amount from t where t.flags & 2 > 0) s
    group by account, s.code
  )
  select l.n, l.total, l.lines, h.accounts, h.codes, h.debits, h.credits, h.counts
  into count, total, v_lines, accounts, codes, debits, credits, counts
  from (
    select count(*)::int as n, coalesce(sum(t.amount), 0)::bigint as total, string_agg(ledger.transfer_line(t.ordinal, t.id, t.unit, t.debit,
      t.credit, t.amount, t.code, t.flags, t.fingerprint, t.balance_after, t.via, t.origin, t.original, t.posting, t.payer, t.payer_balance),
      E'\n' order by t.ordinal) as lines
    from t) l,
    (select coalesce(array_agg(account order by account, hot.code), '{}') as accounts,
       coalesce(array_agg(hot.code order by account, hot.code), '{}') as codes,
       coalesce(array_agg(debit order by account, hot.code), '{}') as debits,
       coalesce(array_agg(credit order by account, hot.code), '{}') as credits,
       coalesce(array_agg(entries order by account, hot.code), '{}') as counts
     from hot) h;
  hash := ledger.page_hash(p_lane, p_seq, p_at, p_day, p_prev, v_lines);
end $$;

-- Adds the page after `p_head`, whose row the caller has locked. No page is added to a day whose books are closed.
create or replace function ledger.add_page(p_head ledger.lane, p_page ledger.page) returns void language plpgsql as $$
begin
  if exists (select from ledger.closed_day where business_on >= p_page.business_on) then
    raise exception 'the books of % are closed', p_page.business_on using errcode = 'check_violation', constraint = 'day_closed';
  end if;
  p_page.lane := p_head.lane; p_page.seq := p_head.page + 1; p_page.prev := p_head.hash;
  insert into ledger.page select p_page.*;
  update ledger.lane set page = p_page.seq, hash = p_page.hash where lane = p_head.lane;
end $$;

-- Adds a page over the transfers `p_ids`, in order, which it reads anew.
create or replace function ledger.close_page(p_head ledger.lane, p_at timestamptz, p_day date, p_ids uuid[]) returns void
language plpgsql as $$
declare v_page ledger.page;
begin
  v_page.at := p_at; v_page.business_on := p_day; v_page.transfers := p_ids;
  select c.count, c.total, c.accounts, c.codes, c.debits, c.credits, c.counts, c.hash
  into v_page.count, v_page.total, v_page.accounts, v_page.codes, v_page.debits, v_page.credits, v_page.counts, v_page.hash
  from ledger.page_content(p_head.lane, p_head.page + 1, p_at, p_day, p_ids, p_head.hash) c;
  perform ledger.add_page(p_head, v_page);
end $$;

-- A lane for a posting inside another transaction: the session's own, or another free one, so that nobody waits while one is free.
create or replace function ledger.take_direct_lane() returns ledger.lane language plpgsql as $$
declare v_own smallint := 32 + pg_backend_pid() % 16; v_head ledger.lane;
begin
  select * into v_head from ledger.lane where lane between 32 and 47
  order by (lane = v_own) desc, lane limit 1 for update skip locked;
  if not found then select * into v_head from ledger.lane where lane = v_own for update; end if;
  return v_head;
end $$;
