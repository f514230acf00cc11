-- ── Postings inside other transactions ───────────────────────────────────────────────────────────────────────────────────────

-- Refuses with sqlstate LG001 and the reason as its message, so that the posting's savepoint takes everything back.
create or replace function ledger.refuse(reason text) returns void language plpgsql as $$
begin raise exception using errcode = 'LG001', message = reason; end $$;

-- Moves one amount between two accounts that the caller has locked.
create or replace function ledger.apply_movement(p_head ledger.lane, p_ordinal int, p_at timestamptz, p_day date, m ledger.movement)
returns bigint language plpgsql as $$
declare d ledger.account; c ledger.account; v_refusal smallint; v_spent bigint; v_counts boolean; v_after bigint; v_own bigint;
begin
  select * into d from ledger.account where bucket = ledger.bucket_of(m.debit) and id = m.debit;
  select * into c from ledger.account where bucket = ledger.bucket_of(m.credit) and id = m.credit;
  if d.id is null or c.id is null then perform ledger.refuse('account_unknown'); end if;
  if d.unit <> c.unit then perform ledger.refuse('unit_mismatch'); end if;
  if d.status = 3 or c.status = 3 then perform ledger.refuse('account_closed'); end if;
  v_counts := coalesce(m.enforce_limits, false) and not d.hot;
  v_spent := ledger.spent_on(d.day_on, d.day_spent, p_day);
  v_refusal := ledger.refusal_of(case when v_counts then d.status else 1::smallint end, d.balance, d.held, coalesce(m.floor, d.floor),
    case when v_counts then d.tx_limit end, case when v_counts then d.day_limit end,
    case when v_counts then d.imposed_tx_limit end, case when v_counts then d.imposed_day_limit end, v_spent, d.fence, d.nonce, m.amount, m.fence, m.nonce);
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
      day_spent = case when day_on = p_day and m.payer is null then greatest(0, day_spent - coalesce(m.restore, 0)) else day_spent end
    where bucket = c.bucket and id = c.id;
  end if;
  if m.payer is not null then  -- a leg that another account gave: the payer's own limits are restored
    update ledger.account set day_spent = case when day_on = p_day then greatest(0, day_spent - coalesce(m.restore, 0)) else day_spent end
    where bucket = ledger.bucket_of(m.payer) and id = m.payer returning balance into v_own;
  end if;
  v_after := case when not d.hot then d.balance - m.amount when not c.hot then c.balance + m.amount end;
  insert into ledger.transfer (id, debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit, code,
    lane, ordinal, flags, via, origin, original, posting, payer, payer_balance)
  values (m.id, m.debit, m.credit, m.amount, m.fingerprint, v_after, p_head.page + 1, p_at, p_day,
    case when d.hot then c.bucket else d.bucket end, d.unit, m.code, p_head.lane, p_ordinal,
    d.hot::int + 2 * c.hot::int + 4 * (v_counts or coalesce(m.counted, false))::int, m.via, m.origin, m.original, m.posting,
    m.payer, v_own);
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
declare v_head ledger.lane; m ledger.movement; k int := 0; v_known record; v_tries int := 0; v_waits int := 0;
begin
  loop
    begin
      perform from ledger.account a
        join (select debit as id from unnest(p_movements) union select credit from unnest(p_movements)
          union select payer from unnest(p_movements)) u
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
      when deadlock_detected then  -- a batch took some of these accounts in another order: it goes first
        v_waits := v_waits + 1;
        if v_waits > 3 then raise; end if;
    end;
  end loop;
end $$;

create or replace function ledger.post(
  p_at timestamptz, p_day date, p_movements jsonb,
  out reason text, out replayed boolean, out at timestamptz, out balances bigint[], out amounts bigint[]
) language sql as $$
  select * from ledger.post(p_at, p_day, (select array_agg(m) from jsonb_populate_recordset(null::ledger.movement, p_movements) m)) $$;

-- Mirrors a transfer in part, or, with no amount, what is left of it (a reversal). What was given back never exceeds the original.
-- A payment that several accounts bore is given back in the reverse order of drawing, under one guard a leg.
create or replace function ledger.refund(
  p_at timestamptz, p_day date, p_id uuid, p_original uuid, p_amount bigint, p_code smallint, p_fingerprint bigint, p_origin uuid,
  out reason text, out replayed boolean, out at timestamptz, out amount bigint, out balance bigint
) language plpgsql as $$
declare
  o ledger.transfer; t ledger.transfer; v_legs ledger.transfer[]; v_paid bigint := 0; v_given bigint := 0; v_of bigint; v_of_legs bigint[] := '{}';
  v_known record; v_posted record; v_movements ledger.movement[] := '{}'; v_rest bigint; v_take bigint; k int;
begin
  select * into o from ledger.transfer where id = p_original and code <> 0;
  if not found then reason := 'original_unknown'; return; end if;
  if o.original is not null then reason := 'not_refundable'; return; end if;
  v_legs := case when o.posting = o.id then array(select l from ledger.legs_of(p_original) l) else array[o] end;
  foreach t in array v_legs loop
    insert into ledger.refund_guard (original, total, bucket) values (t.id, 0, t.bucket) on conflict do nothing;
    select total into v_of from ledger.refund_guard where original = t.id for update;
    v_paid := v_paid + t.amount; v_given := v_given + v_of; v_of_legs := v_of_legs || v_of;
  end loop;
  select r.fingerprint, r.at, r.amount, r.posting, coalesce(r.payer_balance, r.balance_after) as balance into v_known
  from ledger.transfer r where r.id = p_id;
  if found then
    if v_known.fingerprint <> p_fingerprint then reason := 'key_reused'; return; end if;
    replayed := true; at := v_known.at; balance := v_known.balance;
    amount := case when v_known.posting = p_id then (select sum(l.amount) from ledger.legs_of(p_id) l) else v_known.amount end;
    return;
  end if;
  amount := coalesce(p_amount, v_paid - v_given);
  if v_given + amount > v_paid then reason := 'refund_exceeds_original'; amount := null; return; end if;
  replayed := false; at := p_at;
  if amount = 0 then return; end if;  -- a reversal of what has all been given back
  v_rest := amount;
  for k in reverse cardinality(v_legs) .. 1 loop
    t := v_legs[k];
    v_take := case when cardinality(v_legs) = 1 then v_rest else least(v_rest, t.amount - v_of_legs[k]) end;
    continue when v_take <= 0;
    v_rest := v_rest - v_take;
    v_movements := v_movements || row(ledger.leg_id(p_id, cardinality(v_movements) + 1), t.credit, t.debit, v_take, p_code, p_fingerprint,
      p_origin, null, t.id, case when o.posting = o.id then p_id end, null, null, null, null, false, false,
      case when t.flags & 4 > 0 and t.business_on = p_day then v_take end, t.payer)::ledger.movement;
  end loop;
  v_posted := ledger.post(p_at, p_day, v_movements);
  if v_posted.reason is not null then reason := v_posted.reason; return; end if;
  update ledger.refund_guard g set total = g.total + m.amount from unnest(v_movements) m where g.original = m.original;
  select coalesce(r.payer_balance, r.balance_after) into balance from ledger.transfer r where r.id = p_id;
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
