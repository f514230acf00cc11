-- ── Holds ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Keeps an amount back under the conditions of a charge, or, where `enforce_limits` is false, under the floor alone and without counting
-- towards the day. Answers as charge_one does.
create or replace function ledger.authorise(
  p_at timestamptz, p_day date, p_expires_at timestamptz, m ledger.movement
) returns text language plpgsql as $$
declare
  a ledger.account; c ledger.account; v_known record; v_spent bigint; v_refusal smallint;
  v_counts boolean := coalesce(m.enforce_limits, true);
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
  v_refusal := ledger.refusal_of(case when v_counts or a.status = 3 then a.status else 1::smallint end, a.balance, a.held, a.floor,
    case when v_counts then a.tx_limit end, case when v_counts then a.day_limit end,
    case when v_counts then a.imposed_tx_limit end, case when v_counts then a.imposed_day_limit end, v_spent, a.fence, a.nonce, m.amount, m.fence, m.nonce);
  if v_refusal = 0 and c.status <> 1 then v_refusal := 7; end if;
  if v_refusal > 0 then
    insert into ledger.decline (id, debit, credit, amount, fingerprint, at, business_on, bucket, code, reason, via, origin)
    values (m.id, m.debit, m.credit, m.amount, m.fingerprint, p_at, p_day, a.bucket, m.code, v_refusal, m.via, m.origin);
  elsif v_refusal = 0 then
    update ledger.account set held = a.held + m.amount, nonce = coalesce(m.nonce, a.nonce),
      day_spent = case when v_counts then v_spent + m.amount else day_spent end,
      day_on = case when v_counts then greatest(a.day_on, p_day) else day_on end
    where bucket = a.bucket and id = a.id;
    insert into ledger.hold (id, debit, credit, amount, fingerprint, at, expires_at, business_on, bucket, code, via, origin, counted)
    values (m.id, m.debit, m.credit, m.amount, m.fingerprint, p_at, p_expires_at, p_day, a.bucket, m.code, m.via, m.origin, v_counts);
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
    day_spent = case when h.counted and day_on = h.business_on then greatest(0, day_spent - p_unused) else day_spent end
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
  m.counted := h.counted and h.business_on = p_day;
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
