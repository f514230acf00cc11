-- ── Charges ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- One charge by every rule. Answers `code:balance:time`, the time only where the answer is a replay; a replay of a charge that several
-- accounts bore adds its legs, see 03-sources.sql.
create or replace function ledger.charge_one(
  p_head ledger.lane, p_ordinal int, p_at timestamptz, p_day date, p_id uuid, p_debit bigint, p_credit bigint, p_amount bigint,
  p_code smallint, p_fingerprint bigint, p_fence int, p_nonce bigint, p_preset smallint, p_origin uuid, p_via smallint
) returns text language plpgsql as $$
declare a ledger.account; c ledger.account; v_known record; v_spent bigint; v_refusal smallint;
begin
  select * into a from ledger.account where bucket = ledger.bucket_of(p_debit) and id = p_debit for no key update;
  select fingerprint, coalesce(payer_balance, balance_after) as balance, at, code, posting into v_known from ledger.transfer where id = p_id;
  if found then
    return case when v_known.code = 0 then '8::' || ledger.epoch_ms(v_known.at)
      when v_known.fingerprint <> p_fingerprint then '-2::'
      else concat('0:', v_known.balance, ':', ledger.epoch_ms(v_known.at), case when v_known.posting = p_id then ':' || ledger.legs_text(p_id) end) end;
  end if;
  select fingerprint, reason, at into v_known from ledger.decline where id = p_id;
  if found then
    return case when v_known.fingerprint <> p_fingerprint then '-2::' else v_known.reason || '::' || ledger.epoch_ms(v_known.at) end;
  end if;
  select * into c from ledger.account where bucket = ledger.bucket_of(p_credit) and id = p_credit;
  if a.id is null or c.id is null then return '-3::'; end if;
  if a.unit <> c.unit then return '-4::'; end if;
  if a.hot or not c.hot then return '-5::'; end if;

  v_spent := ledger.spent_on(a.day_on, a.day_spent, p_day);
  v_refusal := ledger.refusal_of(a.status, a.balance, a.held, a.floor, a.tx_limit, a.day_limit, a.imposed_tx_limit,
    a.imposed_day_limit, v_spent, a.fence, a.nonce, p_amount, p_fence, p_nonce);
  if v_refusal = -1 then return '-1::'; end if;
  v_refusal := coalesce(p_preset, nullif(v_refusal, 0), case when c.status <> 1 then 7 else 0 end);
  if v_refusal <> 0 then
    insert into ledger.decline (id, debit, credit, amount, fingerprint, at, business_on, bucket, code, reason, via, origin)
    values (p_id, p_debit, p_credit, p_amount, p_fingerprint, p_at, p_day, a.bucket, p_code, v_refusal, p_via, p_origin);
    return v_refusal || '::';
  end if;
  update ledger.account set balance = a.balance - p_amount, seq = a.seq + 1, nonce = coalesce(p_nonce, a.nonce),
    day_spent = v_spent + p_amount, day_on = greatest(a.day_on, p_day)
  where bucket = a.bucket and id = a.id;
  insert into ledger.transfer (id, debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit, code,
    lane, ordinal, flags, via, origin)
  values (p_id, p_debit, p_credit, p_amount, p_fingerprint, a.balance - p_amount, p_head.page + 1, p_at, p_day, a.bucket, a.unit,
    p_code, p_head.lane, p_ordinal, 6, p_via, p_origin);
  return '0:' || (a.balance - p_amount) || ':';
end $$;

-- What is worth an amount and is paid otherwise, as with points, by every rule of a charge but that of funds; no money moves. What a charge of
-- the same transaction took is in the day's sum already, and makes one payment with it. Answers the code of a charge.
create or replace function ledger.count_spending(
  p_account bigint, p_day date, p_amount bigint, p_charged bigint, p_fence int, p_nonce bigint
) returns smallint language plpgsql as $$
declare a ledger.account; v_spent bigint; v_refusal smallint;
begin
  select * into a from ledger.account where bucket = ledger.bucket_of(p_account) and id = p_account for no key update;
  if not found then return -3; end if;
  v_spent := ledger.spent_on(a.day_on, a.day_spent, p_day);
  v_refusal := ledger.refusal_of(a.status, 0, 0, null, a.tx_limit, a.day_limit, a.imposed_tx_limit, a.imposed_day_limit,
    v_spent - p_charged, a.fence, a.nonce, p_charged + p_amount, p_fence, p_nonce);
  if v_refusal = 0 then
    update ledger.account set nonce = coalesce(p_nonce, a.nonce), day_spent = v_spent + p_amount, day_on = greatest(a.day_on, p_day)
    where bucket = a.bucket and id = a.id;
  end if;
  return v_refusal;
end $$;

-- Without sources, as servers of the version before call it; the new one's default serves them.
drop function if exists ledger.charge_batch(
  smallint, timestamptz, date, uuid[], bigint[], bigint[], bigint[], smallint[], bigint[], int[], bigint[], smallint[], uuid[], smallint[]);

-- A batch of charges, one transaction, one page. Answers `ordinal:code:balance:time`, joined by commas. An array may be shorter
-- than p_id: the rest is null. A charge with other sources than its payer's account takes the exact path.
--
-- Fast path: the first charge of each wallet, if it passes every rule, all in one statement, in the order of the wallets, so that
-- batches of two servers lock alike. The exact path takes the rest in order.
-- The fast path does not look whether a key is known: a posted key violates the primary key, and a declined one is found
-- afterwards, in a newer snapshot and under the wallet's lock, so that a decline of the same key by another server is seen
-- for certain. Either way the whole batch takes the exact path, which locks its wallets first.
-- Nor does it wait for a wallet once it holds some: what is left for the exact path is locked at once, or everything is let go and
-- locked in order. Two servers would otherwise hold what the other wants, and PostgreSQL looks for that only after a second.
create or replace function ledger.charge_batch(
  p_lane smallint, p_at timestamptz, p_day date, p_id uuid[], p_debit bigint[], p_credit bigint[], p_amount bigint[],
  p_code smallint[], p_fingerprint bigint[], p_fence int[], p_nonce bigint[], p_preset smallint[], p_origin uuid[], p_via smallint[],
  p_sources text[] default '{}'
) returns text language plpgsql as $$
declare
  n constant int := cardinality(p_id);
  v_head ledger.lane; v_page ledger.page; v_lines text; v_answers text; v_one text; v_done int[] := '{}'; v_ids uuid[] := '{}'; k int;
begin
  select * into v_head from ledger.lane where lane = p_lane for update;
  if n > 3 then  -- below, the exact path is cheaper than the set-based statement
    begin
      with i as materialized (
        select u.*, m.unit
        from (
          select *, row_number() over (partition by debit order by ord) as turn
          from unnest(p_id, p_debit, p_credit, p_amount, p_code, p_fingerprint, p_fence, p_nonce, p_preset, p_origin, p_via)
            with ordinality as u (id, debit, credit, amount, code, fingerprint, fence, nonce, preset, origin, via, ord)) u
        join ledger.account m on m.bucket = ledger.bucket_of(u.credit) and m.id = u.credit
        where u.turn = 1 and u.preset is null and m.hot and m.status = 1 and p_sources[u.ord] is null
      ), paid as (
        update ledger.account a set balance = a.balance - i.amount, seq = a.seq + 1, nonce = coalesce(i.nonce, a.nonce),
          day_spent = ledger.spent_on(a.day_on, a.day_spent, p_day) + i.amount, day_on = greatest(a.day_on, p_day)
        from i
        where a.bucket = ledger.bucket_of(i.debit) and a.id = i.debit and a.unit = i.unit and not a.hot
          and ledger.refusal_of(a.status, a.balance, a.held, a.floor, a.tx_limit, a.day_limit, a.imposed_tx_limit, a.imposed_day_limit,
            ledger.spent_on(a.day_on, a.day_spent, p_day), a.fence, a.nonce, i.amount, i.fence, i.nonce) = 0
        returning i.ord, i.id, i.debit, i.credit, i.amount, i.fingerprint, a.balance, a.bucket, a.unit, i.code, i.via, i.origin
      ), posted as (
        insert into ledger.transfer (id, debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit,
          code, lane, ordinal, flags, via, origin)
        select id, debit, credit, amount, fingerprint, balance, v_head.page + 1, p_at, p_day, bucket, unit,
          code, p_lane, ord, 6, via, origin from paid
      )
      select p.answers, p.done, p.ids, p.lines, p.count, p.total, h.accounts, h.codes, h.debits, h.credits, h.counts
      into v_answers, v_done, v_ids, v_lines, v_page.count, v_page.total, v_page.accounts, v_page.codes, v_page.debits, v_page.credits, v_page.counts
      from (
        select string_agg(ord || ':0:' || balance || ':', ',') as answers, array_agg(ord) as done, array_agg(id) as ids, count(*)::int as count,
          sum(amount)::bigint as total, string_agg(ledger.transfer_line(ord, id, unit, debit, credit, amount, code, 6::smallint, fingerprint,
            balance, via, origin, null, null, null, null), E'\n' order by ord) as lines
        from paid) p,
        (select array_agg(credit order by credit, code) as accounts, array_agg(code order by credit, code) as codes,
           array_agg(0::bigint) as debits, array_agg(total order by credit, code) as credits, array_agg(entries order by credit, code) as counts
         from (select credit, code, sum(amount)::bigint as total, count(*)::int as entries from paid group by credit, code) hot) h;
      if exists (select from ledger.decline where id = any (v_ids)) then raise unique_violation; end if;
      if cardinality(v_done) between 1 and n - 1 then
        perform from ledger.account a join (
            select unnest(p_debit) as id
            union select split_part(x, ':', 1)::bigint from unnest(p_sources) t, string_to_table(t, '/') x) u
          on a.bucket = ledger.bucket_of(u.id) and a.id = u.id
        where not a.hot for no key update of a nowait;
      end if;
    exception when unique_violation or deadlock_detected or lock_not_available then
      v_answers := null; v_done := '{}'; v_ids := '{}';
    end;
  end if;
  if cardinality(v_done) = n then  -- nothing else is on the page, so nothing has to be read again
    v_page.at := p_at; v_page.business_on := p_day; v_page.transfers := v_ids;
    v_page.hash := ledger.page_hash(p_lane, v_head.page + 1, p_at, p_day, v_head.hash, v_lines);
    perform ledger.add_page(v_head, v_page);
    return v_answers;
  end if;
  if cardinality(v_done) > 0 then
    null;  -- locked above
  elsif p_sources = '{}' then
    perform from ledger.account a join (select distinct unnest(p_debit) as id) u on a.bucket = ledger.bucket_of(u.id) and a.id = u.id
    order by a.id for no key update of a;
  else
    perform from ledger.account a join (
        select unnest(p_debit) as id
        union select split_part(x, ':', 1)::bigint from unnest(p_sources) t, string_to_table(t, '/') x) u
      on a.bucket = ledger.bucket_of(u.id) and a.id = u.id
    where not a.hot order by a.id for no key update of a;
  end if;
  for k in select generate_series(1, n) except all select unnest(v_done) order by 1 loop
    if p_sources[k] is null then
      v_one := ledger.charge_one(v_head, k, p_at, p_day, p_id[k], p_debit[k], p_credit[k], p_amount[k], p_code[k], p_fingerprint[k],
        p_fence[k], p_nonce[k], p_preset[k], p_origin[k], p_via[k]);
    else
      v_one := ledger.charge_spread(v_head, k, p_at, p_day, p_id[k], p_debit[k], p_credit[k], p_amount[k], p_code[k], p_fingerprint[k],
        p_fence[k], p_nonce[k], p_preset[k], p_origin[k], p_via[k], p_sources[k]);
    end if;
    if v_one like '0:%:' then
      v_ids := v_ids || p_id[k];
    elsif v_one like '0:%::%' then
      v_ids := v_ids || array(select l.id from ledger.legs_of(p_id[k]) l);
    end if;
    v_answers := concat_ws(',', v_answers, k || ':' || v_one);
  end loop;
  if cardinality(v_ids) > 0 then perform ledger.close_page(v_head, p_at, p_day, v_ids); end if;
  return v_answers;
end $$;
