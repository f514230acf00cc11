-- ── Charges over several sources ─────────────────────────────────────────────────────────────────────────────────────────────

-- The id of a charge's n-th leg. The first bears the key itself, the others the key with another digit (8 to f) where a UUIDv7 has
-- its 7: all legs are found by primary key, and no caller's key can ever be one of them.
create or replace function ledger.leg_id(p_key uuid, p_leg int) returns uuid language sql immutable parallel safe as $$
  select case p_leg when 1 then p_key else overlay(p_key::text placing to_hex(6 + p_leg) from 15 for 1)::uuid end $$;

-- The legs of a key, in the order of drawing; none where one account bore it all.
create or replace function ledger.legs_of(p_key uuid) returns setof ledger.transfer language sql stable rows 3 as $$
  select t.* from generate_series(1, 9) n join ledger.transfer t on t.id = ledger.leg_id(p_key, n) where t.posting = p_key order by n $$;

-- `account;amount;balance`, joined by slashes; a hot account's balance is left empty.
create or replace function ledger.legs_text(p_key uuid) returns text language sql stable as $$
  select string_agg(concat_ws(';', l.debit, l.amount, coalesce(l.balance_after::text, '')), '/' order by l.id) from ledger.legs_of(p_key) l $$;

-- A charge that may draw on other accounts before the payer's own. `p_sources` is `account:most`, joined by slashes, in the order of
-- drawing; without a most, a source gives what it has. The payer's account decides by the whole amount: status, limits, code, fence.
-- Answers as charge_one does, with the legs behind it. Everything but an approval over several accounts is charge_one's.
-- The caller has locked all accounts.
create or replace function ledger.charge_spread(
  p_head ledger.lane, p_ordinal int, p_at timestamptz, p_day date, p_id uuid, p_debit bigint, p_credit bigint, p_amount bigint,
  p_code smallint, p_fingerprint bigint, p_fence int, p_nonce bigint, p_preset smallint, p_origin uuid, p_via smallint, p_sources text
) returns text language plpgsql as $$
declare
  a ledger.account; c ledger.account; s ledger.account; v_spent bigint; v_rest bigint := p_amount; v_take bigint; v_after bigint; v_own bigint;
  v_source text; v_accounts bigint[] := '{}'; v_amounts bigint[] := '{}'; v_preset smallint := p_preset; k int;
begin
  select * into a from ledger.account where bucket = ledger.bucket_of(p_debit) and id = p_debit;
  select * into c from ledger.account where bucket = ledger.bucket_of(p_credit) and id = p_credit;
  v_spent := ledger.spent_on(a.day_on, a.day_spent, p_day);
  if p_preset is null and a.unit = c.unit and not a.hot and c.hot and ledger.refusal_of(a.status, 0, 0, null, a.tx_limit, a.day_limit,
      a.imposed_tx_limit, a.imposed_day_limit, v_spent, a.fence, a.nonce, p_amount, p_fence, p_nonce) = 0
    and not exists (select from ledger.transfer where id = p_id) and not exists (select from ledger.decline where id = p_id)
  then
    if c.status <> 1 then
      v_preset := 7;
    else
      foreach v_source in array string_to_array(p_sources, '/') loop
        select * into s from ledger.account
        where bucket = ledger.bucket_of(split_part(v_source, ':', 1)::bigint) and id = split_part(v_source, ':', 1)::bigint;
        continue when s.id is null or s.status <> 1 or s.unit <> a.unit;
        v_take := least(v_rest, nullif(split_part(v_source, ':', 2), '')::bigint, case when not s.hot then s.balance - s.held - s.floor end);
        continue when v_take <= 0;
        v_accounts := v_accounts || s.id; v_amounts := v_amounts || v_take; v_rest := v_rest - v_take;
      end loop;
    end if;
  end if;
  if v_accounts = '{}' or v_rest > 0 and a.balance - a.held - v_rest < a.floor then
    return ledger.charge_one(p_head, p_ordinal, p_at, p_day, p_id, p_debit, p_credit, p_amount, p_code, p_fingerprint, p_fence, p_nonce,
      v_preset, p_origin, p_via);
  end if;

  update ledger.account set balance = a.balance - v_rest, seq = a.seq + (v_rest > 0)::int, nonce = coalesce(p_nonce, a.nonce),
    day_spent = v_spent + p_amount, day_on = greatest(a.day_on, p_day)
  where bucket = a.bucket and id = a.id;
  v_own := a.balance - v_rest;
  if v_rest > 0 then v_accounts := v_accounts || a.id; v_amounts := v_amounts || v_rest; end if;
  for k in 1 .. cardinality(v_accounts) loop
    v_after := v_own;
    if v_accounts[k] <> a.id then
      update ledger.account set balance = balance - v_amounts[k], seq = seq + 1
      where bucket = ledger.bucket_of(v_accounts[k]) and id = v_accounts[k] and not hot returning balance into v_after;
    end if;
    insert into ledger.transfer (id, debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit, code,
      lane, ordinal, flags, via, origin, posting, payer, payer_balance)
    values (ledger.leg_id(p_id, k), v_accounts[k], p_credit, v_amounts[k], p_fingerprint, v_after, p_head.page + 1, p_at, p_day,
      ledger.bucket_of(v_accounts[k]), a.unit, p_code, p_head.lane, p_ordinal + 1000 * (k - 1), 6 + (v_after is null)::int, p_via, p_origin,
      p_id, nullif(a.id, v_accounts[k]), case when v_accounts[k] <> a.id then v_own end);
  end loop;
  return '0:' || v_own || '::' || ledger.legs_text(p_id);
end $$;
