-- Replayed whenever it changes (a function whose result changes must be dropped first). Everything runs with the caller's rights,
-- and takes its time and business day from the caller.
--
-- Result codes of a charge: 0 approved · -1 stale · -2 key_reused · -3 account_unknown · -4 unit_mismatch · -5 payee_not_hot
-- Reasons of a decline:     1 wallet_frozen · 2 wallet_closed · 3 insufficient_funds · 4 over_transaction_limit
--                           5 over_day_limit · 6 code_spent · 7 payee_unavailable · 8 reversed_before_arrival · ≥ 100 the caller's

create or replace function ledger.bucket_of(account bigint) returns smallint
language sql immutable parallel safe as $$ select (account & 63)::smallint $$;

-- What of the day's limit is used. A payment of a day that is already over (clocks differ at midnight) counts towards the newer day.
create or replace function ledger.spent_on(day_on date, day_spent bigint, today date) returns bigint
language sql immutable parallel safe as $$ select case when day_on >= today then day_spent else 0 end $$;

-- The one place that says whether an account may pay. Plain SQL, so that it is inlined into the update of the fast path.
create or replace function ledger.refusal_of(
  status smallint, balance bigint, held bigint, floor bigint, tx_limit bigint, day_limit bigint, spent bigint,
  fence int, nonce bigint, amount bigint, seen_fence int, new_nonce bigint
) returns smallint language sql immutable parallel safe as $$
  select (case
    when seen_fence <> fence then -1
    when status = 2 then 1
    when status = 3 then 2
    when new_nonce <= nonce then 6
    when amount > tx_limit then 4
    when spent + amount > day_limit then 5
    when balance - held - amount < floor then 3
    else 0 end)::smallint $$;

create or replace function ledger.refusal_name(refusal smallint) returns text language sql immutable parallel safe as $$
  select case refusal when -1 then 'stale' when 1 then 'account_frozen' when 2 then 'account_closed' when 3 then 'insufficient_funds'
    when 4 then 'over_transaction_limit' when 5 then 'over_day_limit' when 6 then 'code_spent' end $$;

create or replace function ledger.epoch_ms(at timestamptz) returns bigint
language sql immutable parallel safe as $$ select (extract(epoch from at) * 1000)::bigint $$;

-- ── Journal ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What a page says of its transfers: recomputed when a page is verified. Only rows that claim this page count.
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
    select count(*)::int as n, coalesce(sum(t.amount), 0)::bigint as total, string_agg(concat(t.ordinal, '|', t.id, '|', t.unit, '|',
      t.debit, '|', t.credit, '|', t.amount, '|', t.code, '|', t.flags, '|', t.fingerprint, '|', t.balance_after, '|', t.via, '|',
      t.origin, '|', t.original, '|', t.posting), E'\n' order by t.ordinal) as lines
    from t) l,
    (select coalesce(array_agg(account order by account, hot.code), '{}') as accounts,
       coalesce(array_agg(hot.code order by account, hot.code), '{}') as codes,
       coalesce(array_agg(debit order by account, hot.code), '{}') as debits,
       coalesce(array_agg(credit order by account, hot.code), '{}') as credits,
       coalesce(array_agg(entries order by account, hot.code), '{}') as counts
     from hot) h;
  hash := sha256(p_prev || convert_to(
    concat(p_lane, '|', p_seq, '|', ledger.epoch_ms(p_at), '|', p_day - date '1970-01-01', E'\n', v_lines), 'UTF8'));
end $$;

-- Writes the page after `p_head`, whose row the caller has locked, over the transfers `p_ids`, in order.
create or replace function ledger.close_page(p_head ledger.lane, p_at timestamptz, p_day date, p_ids uuid[]) returns void
language plpgsql as $$
declare c record;
begin
  c := ledger.page_content(p_head.lane, p_head.page + 1, p_at, p_day, p_ids, p_head.hash);
  insert into ledger.page (lane, seq, at, business_on, count, total, transfers, accounts, codes, debits, credits, counts, prev, hash)
  values (p_head.lane, p_head.page + 1, p_at, p_day, c.count, c.total, p_ids, c.accounts, c.codes, c.debits, c.credits, c.counts,
    p_head.hash, c.hash);
  update ledger.lane set page = p_head.page + 1, hash = c.hash where lane = p_head.lane;
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

-- ── Charges ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- One charge by every rule. Answers `code:balance:time`, the time only where the answer is a replay.
create or replace function ledger.charge_one(
  p_head ledger.lane, p_ordinal int, p_at timestamptz, p_day date, p_id uuid, p_debit bigint, p_credit bigint, p_amount bigint,
  p_code smallint, p_fingerprint bigint, p_fence int, p_nonce bigint, p_preset smallint, p_origin uuid, p_via smallint
) returns text language plpgsql as $$
declare a ledger.account; c ledger.account; v_known record; v_spent bigint; v_refusal smallint;
begin
  select * into a from ledger.account where bucket = ledger.bucket_of(p_debit) and id = p_debit for no key update;
  select fingerprint, balance_after, at, code into v_known from ledger.transfer where id = p_id;
  if found then
    return case when v_known.code = 0 then '8::' || ledger.epoch_ms(v_known.at)
      when v_known.fingerprint <> p_fingerprint then '-2::'
      else '0:' || coalesce(v_known.balance_after::text, '') || ':' || ledger.epoch_ms(v_known.at) end;
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
  v_refusal := ledger.refusal_of(a.status, a.balance, a.held, a.floor, a.tx_limit, a.day_limit, v_spent, a.fence, a.nonce,
    p_amount, p_fence, p_nonce);
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

-- A batch of charges, one transaction, one page. Answers `ordinal:code:balance:time`, joined by commas. An array may be shorter
-- than p_id: the rest is null.
--
-- Fast path: the first charge of each wallet, if it passes every rule, all in one statement, in the order of the wallets, so that
-- batches of two servers lock alike. The exact path takes the rest in order.
-- The fast path does not look whether a key is known: a posted key violates the primary key, and a declined one is found
-- afterwards, in a newer snapshot and under the wallet's lock, so that a decline of the same key by another server is seen
-- for certain. Either way the whole batch takes the exact path, which locks its wallets first.
create or replace function ledger.charge_batch(
  p_lane smallint, p_at timestamptz, p_day date, p_id uuid[], p_debit bigint[], p_credit bigint[], p_amount bigint[],
  p_code smallint[], p_fingerprint bigint[], p_fence int[], p_nonce bigint[], p_preset smallint[], p_origin uuid[], p_via smallint[]
) returns text language plpgsql as $$
declare
  n constant int := cardinality(p_id);
  v_head ledger.lane; v_answers text; v_one text; v_done int[] := '{}'; v_ids uuid[] := '{}'; k int;
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
        where u.turn = 1 and u.preset is null and m.hot and m.status = 1
      ), paid as (
        update ledger.account a set balance = a.balance - i.amount, seq = a.seq + 1, nonce = coalesce(i.nonce, a.nonce),
          day_spent = ledger.spent_on(a.day_on, a.day_spent, p_day) + i.amount, day_on = greatest(a.day_on, p_day)
        from i
        where a.bucket = ledger.bucket_of(i.debit) and a.id = i.debit and a.unit = i.unit and not a.hot
          and ledger.refusal_of(a.status, a.balance, a.held, a.floor, a.tx_limit, a.day_limit,
            ledger.spent_on(a.day_on, a.day_spent, p_day), a.fence, a.nonce, i.amount, i.fence, i.nonce) = 0
        returning i.ord, i.id, i.debit, i.credit, i.amount, i.fingerprint, a.balance, a.bucket, a.unit, i.code, i.via, i.origin
      ), posted as (
        insert into ledger.transfer (id, debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit,
          code, lane, ordinal, flags, via, origin)
        select id, debit, credit, amount, fingerprint, balance, v_head.page + 1, p_at, p_day, bucket, unit,
          code, p_lane, ord, 6, via, origin from paid
      )
      select string_agg(ord || ':0:' || balance || ':', ','), array_agg(ord), array_agg(id) into v_answers, v_done, v_ids from paid;
      if exists (select from ledger.decline where id = any (v_ids)) then raise unique_violation; end if;
    exception when unique_violation or deadlock_detected then
      v_answers := null; v_done := '{}'; v_ids := '{}';
    end;
  end if;
  if cardinality(v_done) is distinct from n then
    perform from ledger.account a join (select distinct unnest(p_debit) as id) u on a.bucket = ledger.bucket_of(u.id) and a.id = u.id
    order by a.id for no key update of a;
    for k in select generate_series(1, n) except all select unnest(v_done) order by 1 loop
      v_one := ledger.charge_one(v_head, k, p_at, p_day, p_id[k], p_debit[k], p_credit[k], p_amount[k], p_code[k], p_fingerprint[k],
        p_fence[k], p_nonce[k], p_preset[k], p_origin[k], p_via[k]);
      if v_one like '0:%:' then v_ids := v_ids || p_id[k]; end if;
      v_answers := concat_ws(',', v_answers, k || ':' || v_one);
    end loop;
  end if;
  if cardinality(v_ids) > 0 then perform ledger.close_page(v_head, p_at, p_day, v_ids); end if;
  return v_answers;
end $$;

-- ── Postings inside other transactions ───────────────────────────────────────────────────────────────────────────────────────

-- Refuses with sqlstate LG001 and the reason as its message, so that the posting's savepoint takes everything back.
create or replace function ledger.refuse(reason text) returns void language plpgsql as $$
begin raise exception using errcode = 'LG001', message = reason; end $$;

-- Moves one amount between two accounts that the caller has locked.
create or replace function ledger.apply_movement(p_head ledger.lane, p_ordinal int, p_at timestamptz, p_day date, m ledger.movement)
returns bigint language plpgsql as $$
declare d ledger.account; c ledger.account; v_refusal smallint; v_spent bigint; v_counts boolean; v_after bigint;
begin
  select * into d from ledger.account where bucket = ledger.bucket_of(m.debit) and id = m.debit;
  select * into c from ledger.account where bucket = ledger.bucket_of(m.credit) and id = m.credit;
  if d.id is null or c.id is null then perform ledger.refuse('account_unknown'); end if;
  if d.unit <> c.unit then perform ledger.refuse('unit_mismatch'); end if;
  if d.status = 3 or c.status = 3 then perform ledger.refuse('account_closed'); end if;
  v_counts := coalesce(m.enforce_limits, false) and not d.hot;
  v_spent := ledger.spent_on(d.day_on, d.day_spent, p_day);
  v_refusal := ledger.refusal_of(case when v_counts then d.status else 1::smallint end, d.balance, d.held, coalesce(m.floor, d.floor),
    case when v_counts then d.tx_limit end, case when v_counts then d.day_limit end, v_spent, d.fence, d.nonce, m.amount, m.fence, m.nonce);
  if v_refusal <> 0 then perform ledger.refuse(ledger.refusal_name(v_refusal)); end if;
  if c.balance + m.amount > m.ceiling then perform ledger.refuse('over_ceiling'); end if;
  if not d.hot then
    update ledger.account set balance = balance - m.amount, seq = seq + 1, nonce = coalesce(m.nonce, nonce),
      day_spent = case when v_counts then v_spent + m.amount else day_spent end,
      day_on = case when v_counts then greatest(day_on, p_day) else day_on end
    where bucket = d.bucket and id = d.id;
  end if;
  if not c.hot then
    update ledger.account set balance = balance + m.amount, seq = seq + 1,
      day_spent = case when day_on = p_day then greatest(0, day_spent - coalesce(m.restore, 0)) else day_spent end
    where bucket = c.bucket and id = c.id;
  end if;
  v_after := case when not d.hot then d.balance - m.amount when not c.hot then c.balance + m.amount end;
  insert into ledger.transfer (id, debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit, code,
    lane, ordinal, flags, via, origin, original, posting)
  values (m.id, m.debit, m.credit, m.amount, m.fingerprint, v_after, p_head.page + 1, p_at, p_day,
    case when d.hot then c.bucket else d.bucket end, d.unit, m.code, p_head.lane, p_ordinal,
    d.hot::int + 2 * c.hot::int + 4 * (v_counts or coalesce(m.counted, false))::int, m.via, m.origin, m.original, m.posting);
  return v_after;
end $$;

-- What is already known of a posting's keys: null (nothing), or the first answer again. A key that was used for something else,
-- that was declined, or whose companions are missing, refuses.
create or replace function ledger.posted_before(p_movements ledger.movement[], out at timestamptz, out balances bigint[], out amounts bigint[])
language plpgsql as $$
declare v_known int; v_differs boolean; v_void boolean;
begin
  select count(t.id), bool_or(t.fingerprint <> m.fingerprint), bool_or(t.code = 0), min(t.at),
    array_agg(t.balance_after order by m.ordinality), array_agg(t.amount order by m.ordinality)
  into v_known, v_differs, v_void, at, balances, amounts
  from unnest(p_movements) with ordinality m left join ledger.transfer t on t.id = m.id;
  if v_void then perform ledger.refuse('reversed_before_arrival'); end if;
  if v_differs or v_known not in (0, cardinality(p_movements)) then perform ledger.refuse('key_reused'); end if;
  if v_known = 0 and exists (select from ledger.decline x where x.id in (select m.id from unnest(p_movements) m)) then
    perform ledger.refuse('key_declined');
  end if;
end $$;

-- One or several transfers that stand or fall together. `reason` is null where they stand. Locks accounts in id order.
create or replace function ledger.post(
  p_at timestamptz, p_day date, p_movements ledger.movement[],
  out reason text, out replayed boolean, out at timestamptz, out balances bigint[], out amounts bigint[]
) language plpgsql as $$
declare v_head ledger.lane; m ledger.movement; k int := 0; v_known record; v_tries int := 0;
begin
  loop
    begin
      perform from ledger.account a
        join (select debit as id from unnest(p_movements) union select credit from unnest(p_movements)) u
          on a.bucket = ledger.bucket_of(u.id) and a.id = u.id
      where not a.hot order by a.id for no key update of a;
      v_known := ledger.posted_before(p_movements);
      replayed := v_known.at is not null;
      if replayed then
        at := v_known.at; balances := v_known.balances; amounts := v_known.amounts;
        return;
      end if;
      v_head := ledger.take_direct_lane();
      balances := '{}'; amounts := '{}'; at := p_at; k := 0;
      foreach m in array p_movements loop
        k := k + 1;
        balances := balances || ledger.apply_movement(v_head, k, p_at, p_day, m);
        amounts := amounts || m.amount;
      end loop;
      perform ledger.close_page(v_head, p_at, p_day, (select array_agg(x.id order by x.ordinality) from unnest(p_movements) with ordinality x));
      return;
    exception
      when sqlstate 'LG001' then reason := sqlerrm; return;
      when unique_violation then  -- the key was posted meanwhile by another session: look again
        v_tries := v_tries + 1;
        if v_tries > 1 then reason := 'key_reused'; return; end if;
    end;
  end loop;
end $$;

create or replace function ledger.post(
  p_at timestamptz, p_day date, p_movements jsonb,
  out reason text, out replayed boolean, out at timestamptz, out balances bigint[], out amounts bigint[]
) language sql as $$
  select * from ledger.post(p_at, p_day, (select array_agg(m) from jsonb_populate_recordset(null::ledger.movement, p_movements) m)) $$;

-- Mirrors a transfer in part, or, with no amount, what is left of it (a reversal). What was given back never exceeds the original.
create or replace function ledger.refund(
  p_at timestamptz, p_day date, p_id uuid, p_original uuid, p_amount bigint, p_code smallint, p_fingerprint bigint, p_origin uuid,
  out reason text, out replayed boolean, out at timestamptz, out amount bigint, out balance bigint
) language plpgsql as $$
declare o ledger.transfer; v_given bigint; v_known record; v_posted record; v_same_day boolean;
begin
  select * into o from ledger.transfer where id = p_original and code <> 0;
  if not found then reason := 'original_unknown'; return; end if;
  if o.original is not null then reason := 'not_refundable'; return; end if;
  insert into ledger.refund_guard (original, total, bucket) values (p_original, 0, o.bucket) on conflict do nothing;
  select total into v_given from ledger.refund_guard where original = p_original for update;
  select t.fingerprint, t.at, t.amount, t.balance_after into v_known from ledger.transfer t where t.id = p_id;
  if found then
    if v_known.fingerprint <> p_fingerprint then reason := 'key_reused'; return; end if;
    replayed := true; at := v_known.at; amount := v_known.amount; balance := v_known.balance_after;
    return;
  end if;
  amount := coalesce(p_amount, o.amount - v_given);
  if v_given + amount > o.amount then reason := 'refund_exceeds_original'; amount := null; return; end if;
  replayed := false; at := p_at;
  if amount = 0 then return; end if;  -- a reversal of what has all been given back
  v_same_day := o.flags & 4 > 0 and o.business_on = p_day;
  v_posted := ledger.post(p_at, p_day, array[row(p_id, o.credit, o.debit, amount, p_code, p_fingerprint, p_origin, null, p_original,
    null, null, null, null, null, false, false, case when v_same_day then amount end)::ledger.movement]);
  if v_posted.reason is not null then reason := v_posted.reason; return; end if;
  update ledger.refund_guard set total = total + refund.amount where original = p_original;
  balance := v_posted.balances[1];
end $$;

-- Undoes a payment by its key, for a till that got no answer. An unknown key is occupied by a void: the primary key decides the
-- race against a payment that is on its way, on whatever wallet, and whoever comes second sees the other.
create or replace function ledger.reverse(
  p_at timestamptz, p_day date, p_id uuid, p_original uuid, p_code smallint, p_fingerprint bigint, p_origin uuid,
  out outcome text, out reason text, out replayed boolean, out at timestamptz, out amount bigint, out balance bigint
) language plpgsql as $$
declare v_known record;
begin
  if exists (select from ledger.decline x where x.id = p_original) then
    outcome := 'was_declined'; replayed := false; at := p_at; amount := 0;
    return;
  end if;
  if exists (select from ledger.hold h where h.id = p_original) then reason := 'key_is_hold'; return; end if;
  insert into ledger.transfer (id, debit, credit, amount, fingerprint, page, at, business_on, bucket, unit, code, lane, ordinal, flags, origin)
  values (p_original, 0, 0, 0, 0, 0, p_at, p_day, 0, 0, 0, -1, 0, 0, p_origin) on conflict do nothing;
  replayed := not found;
  select t.code, t.at into v_known from ledger.transfer t where t.id = p_original;
  if v_known.code = 0 then
    outcome := 'voided'; at := v_known.at; amount := 0;
    return;
  end if;
  select r.reason, r.replayed, r.at, r.amount, r.balance into reason, replayed, at, amount, balance
  from ledger.refund(p_at, p_day, p_id, p_original, null, p_code, p_fingerprint, p_origin) r;
  outcome := 'reversed';
end $$;

-- ── Holds ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Keeps an amount back under the conditions of a charge. Answers as charge_one does.
create or replace function ledger.authorise(
  p_at timestamptz, p_day date, p_expires_at timestamptz, m ledger.movement
) returns text language plpgsql as $$
declare a ledger.account; c ledger.account; v_known record; v_spent bigint; v_refusal smallint;
begin
  select * into a from ledger.account where bucket = ledger.bucket_of(m.debit) and id = m.debit for no key update;
  select h.fingerprint, h.at, 0 as reason into v_known from ledger.hold h where h.id = m.id
  union all select x.fingerprint, x.at, x.reason from ledger.decline x where x.id = m.id;
  if found then
    return case when v_known.fingerprint <> m.fingerprint then '-2::' else v_known.reason || '::' || ledger.epoch_ms(v_known.at) end;
  end if;
  select t.code, t.at into v_known from ledger.transfer t where t.id = m.id;
  if found then return case when v_known.code = 0 then '8::' || ledger.epoch_ms(v_known.at) else '-2::' end; end if;
  select * into c from ledger.account where bucket = ledger.bucket_of(m.credit) and id = m.credit;
  if a.id is null or c.id is null then return '-3::'; end if;
  if a.unit <> c.unit then return '-4::'; end if;
  if a.hot then return '-5::'; end if;
  v_spent := ledger.spent_on(a.day_on, a.day_spent, p_day);
  v_refusal := ledger.refusal_of(a.status, a.balance, a.held, a.floor, a.tx_limit, a.day_limit, v_spent, a.fence, a.nonce,
    m.amount, m.fence, m.nonce);
  if v_refusal = 0 and c.status <> 1 then v_refusal := 7; end if;
  if v_refusal > 0 then
    insert into ledger.decline (id, debit, credit, amount, fingerprint, at, business_on, bucket, code, reason, via, origin)
    values (m.id, m.debit, m.credit, m.amount, m.fingerprint, p_at, p_day, a.bucket, m.code, v_refusal, m.via, m.origin);
  elsif v_refusal = 0 then
    update ledger.account set held = a.held + m.amount, nonce = coalesce(m.nonce, a.nonce),
      day_spent = v_spent + m.amount, day_on = greatest(a.day_on, p_day)
    where bucket = a.bucket and id = a.id;
    insert into ledger.hold (id, debit, credit, amount, fingerprint, at, expires_at, business_on, bucket, code, via, origin)
    values (m.id, m.debit, m.credit, m.amount, m.fingerprint, p_at, p_expires_at, p_day, a.bucket, m.code, m.via, m.origin);
  end if;
  return v_refusal || '::';
end $$;

-- Ends an open hold once; `p_unused` of it is given back to the limit of the day that it counted on. The caller locked the hold.
create or replace function ledger.resolve_hold(h ledger.hold, p_state smallint, p_at timestamptz, p_unused bigint, p_capture uuid)
returns void language plpgsql as $$
begin
  update ledger.hold set state = p_state, resolved_at = p_at, capture = p_capture where id = h.id and state = 1;
  if not found then perform ledger.refuse('hold_resolved'); end if;
  update ledger.account set held = held - h.amount,
    day_spent = case when day_on = h.business_on then greatest(0, day_spent - p_unused) else day_spent end
  where bucket = h.bucket and id = h.debit;
end $$;

-- Captures up to the held amount and releases the rest (state 2), or releases all of it (3).
create or replace function ledger.settle_hold(
  p_at timestamptz, p_day date, p_hold uuid, p_state smallint, m ledger.movement,
  out reason text, out replayed boolean, out at timestamptz, out balance bigint
) language plpgsql as $$
declare h ledger.hold; v_posted record;
begin
  select * into h from ledger.hold where id = p_hold for update;
  if not found then reason := 'hold_unknown'; return; end if;
  replayed := h.state = p_state and h.capture is not distinct from m.id;
  at := case when replayed then h.resolved_at else p_at end;
  if h.state <> 1 and not replayed then reason := 'hold_resolved'; return; end if;
  if p_state = 3 then
    if not replayed then perform ledger.resolve_hold(h, p_state, p_at, h.amount, null); end if;
    return;
  end if;
  if m.amount > h.amount then reason := 'over_hold'; return; end if;
  m.debit := h.debit; m.credit := h.credit; m.code := h.code; m.via := h.via; m.origin := h.origin;
  m.counted := h.business_on = p_day;
  begin
    if not replayed then perform ledger.resolve_hold(h, p_state, p_at, h.amount - m.amount, m.id); end if;
    v_posted := ledger.post(p_at, p_day, array[m]);
    if v_posted.reason is not null then perform ledger.refuse(v_posted.reason); end if;
    balance := v_posted.balances[1];
  exception when sqlstate 'LG001' then reason := sqlerrm;
  end;
end $$;

-- Releases holds whose time is up, at most `p_limit`; several sweepers share the work.
create or replace function ledger.expire_holds(p_at timestamptz, p_limit int) returns int language plpgsql as $$
declare h ledger.hold; n int := 0;
begin
  for h in
    select * from ledger.hold where state = 1 and expires_at <= p_at order by expires_at limit p_limit for update skip locked
  loop
    perform ledger.resolve_hold(h, 4::smallint, p_at, h.amount, null);
    n := n + 1;
  end loop;
  return n;
end $$;

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

-- A pooled session may plan these while the tables are still small and keep the plan. They have one good plan at any size, by
-- index, and a small call costs half on a generic one. (Sessions of a batcher are set like this as a whole.)
do $$
declare f regprocedure; s text;
begin
  for f in select oid from pg_proc where pronamespace = 'ledger'::regnamespace and prolang = (select oid from pg_language where lanname = 'plpgsql')
    and proname in ('post', 'refund', 'reverse', 'authorise', 'settle_hold', 'expire_holds', 'verify_lane')
  loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', f);
    foreach s in array '{enable_seqscan,enable_hashjoin,enable_mergejoin,enable_bitmapscan}'::text[] loop
      execute format('alter function %s set %I = off', f, s);
    end loop;
  end loop;
end $$;
