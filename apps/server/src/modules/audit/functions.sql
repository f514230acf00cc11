-- The chain over the records. What writes here runs as the owner: the application's role can have records sealed and pruned, and can
-- neither write a link nor remove one. The policies let only the system's transactions call it.

create or replace function audit.micros(p_at timestamptz) returns bigint language sql immutable parallel safe
  return (extract(epoch from p_at) * 1000000)::bigint;

-- What a record says, whole. An array of JSON, so that no two records can read alike; times as numbers, so that no session's time zone counts.
create or replace function audit.content_of(r audit.record) returns bytea language sql stable parallel safe
  return sha256(convert_to(jsonb_build_array(
    1, r.id, audit.micros(r.at), r.actor_kind, r.actor_id, r.actor_name, r.organization_id, r.department_id, r.role, r.session_id,
    r.action, r.target_kind, r.target_id, r.outcome, r.before, r.after, r.request_id, r.address, r.user_agent)::text, 'UTF8'));

create or replace function audit.link_of(p_previous bytea, p_record uuid, p_sealed_at timestamptz, p_content bytea) returns bytea
language sql immutable parallel safe
  return sha256(p_previous || uuid_send(p_record) || int8send(audit.micros(p_sealed_at)) || p_content);

create or replace function audit.tombstone_of(p_previous bytea, t audit.tombstone) returns bytea language sql immutable parallel safe
  return sha256(p_previous || int8send(t.first_seq) || int8send(t.last_seq) || int8send(audit.micros(t.pruned_at))
    || int8send(audit.micros(t.before)) || t.link);

create or replace function audit.note_pending() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into audit.pending (record_id) select id from fresh;
  return null;
end $$;
create or replace trigger record_pending after insert on audit.record
  referencing new table as fresh for each statement execute function audit.note_pending();

-- Seals up to p_limit committed records and answers how many; 0 also while another process seals.
create or replace function audit.seal_pending(p_limit int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_head audit.head;
  v_record audit.record;
  v_content bytea;
  v_previous bytea;
  v_at timestamptz := clock_timestamp();
  v_ids uuid[] := '{}';
begin
  if not platform.is_system() then return 0; end if;
  select * into v_head from audit.head for update skip locked;
  if not found then return 0; end if;
  for v_record in
    select r.* from audit.pending p join audit.record r on r.id = p.record_id order by p.record_id limit p_limit
  loop
    v_content := audit.content_of(v_record);
    v_previous := v_head.hash;
    v_head.hash := audit.link_of(v_previous, v_record.id, v_at, v_content);
    v_head.seq := v_head.seq + 1;
    insert into audit.seal (seq, record_id, sealed_at, content, previous, hash)
    values (v_head.seq, v_record.id, v_at, v_content, v_previous, v_head.hash);
    v_ids := v_ids || v_record.id;
  end loop;
  if v_ids = '{}' then return 0; end if;
  delete from audit.pending p using unnest(v_ids) as u (id) where p.record_id = u.id;
  update audit.head set seq = v_head.seq, hash = v_head.hash;
  -- Members and tills are recorded under their ids, which are no words to search by.
  insert into audit.word (kind, word)
  select w.kind, w.word
  from (select distinct 'actor' as kind, r.actor_name as word from audit.record r
        where r.id = any (v_ids) and r.actor_name <> coalesce(r.actor_id::text, r.actor_kind)
        union select distinct 'action', r.action from audit.record r where r.id = any (v_ids)) w
  on conflict do nothing;
  return cardinality(v_ids);
end $$;

-- Removes up to p_limit records from the beginning of the chain that were made and sealed before p_before, and answers what was removed.
create or replace function audit.prune_sealed(p_before timestamptz, p_limit int)
returns table (first_seq bigint, last_seq bigint, hash bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_stone audit.tombstone;
  v_before bytea;
begin
  if not platform.is_system() then
    raise exception 'only the system prunes the audit log' using errcode = 'insufficient_privilege';
  end if;
  if p_before is null or p_before > v_now - interval '180 days' then
    raise exception 'audit records are kept for 180 days at least' using errcode = 'check_violation';
  end if;
  perform from audit.head for update;
  select t.last_seq, t.hash into v_stone.last_seq, v_before from audit.tombstone t order by t.last_seq desc limit 1;
  v_stone.first_seq := coalesce(v_stone.last_seq, 0) + 1;
  v_stone.pruned_at := v_now;
  v_stone.before := p_before;
  -- The stretch ends before the first record that is younger, or is gone.
  select s.seq, s.hash into v_stone.last_seq, v_stone.link
  from audit.seal s
  where s.seq >= v_stone.first_seq and s.seq < v_stone.first_seq + p_limit and s.seq < coalesce((
    select min(y.seq) from audit.seal y left join audit.record r on r.id = y.record_id
    where y.seq >= v_stone.first_seq and y.seq < v_stone.first_seq + p_limit
      and (r.id is null or r.at >= p_before or y.sealed_at >= p_before)), 9223372036854775807)
  order by s.seq desc limit 1;
  if not found then return; end if;
  delete from audit.record r using audit.seal s
  where s.record_id = r.id and s.seq between v_stone.first_seq and v_stone.last_seq;
  delete from audit.seal s where s.seq between v_stone.first_seq and v_stone.last_seq;
  v_stone.hash := audit.tombstone_of(coalesce(v_before, '\x'::bytea), v_stone);
  insert into audit.tombstone select v_stone.*;
  return query select v_stone.first_seq, v_stone.last_seq, v_stone.hash;
end $$;

-- The fault of one bad link behind the hash p_previous: its record is gone or changed, it stands in the wrong place, or it was written over.
create or replace function audit.fault_of(s audit.seal, p_previous bytea) returns text language sql stable as $$
  select case
    when not exists (select from audit.record r where r.id = s.record_id) then 'record_removed'
    when s.hash = audit.link_of(s.previous, s.record_id, s.sealed_at, s.content) then
      case when s.previous = p_previous then 'record_changed' else 'order_changed' end
    when exists (
      select from audit.seal o where o.seq between s.seq - 5000 and s.seq + 5000
        and s.hash in (audit.link_of(p_previous, o.record_id, s.sealed_at, o.content), audit.link_of(p_previous, o.record_id, s.sealed_at, s.content)))
      then 'order_changed'
    else 'seal_changed' end
$$;

-- Looks at up to p_limit links after p_seq, whose hash is p_hash. At the end of the chain, also whether it is the end.
create or replace function audit.check_links(
  p_seq bigint, p_hash bytea, p_limit int,
  out looked_at int, out last_seq bigint, out last_hash bytea, out fault text, out fault_seq bigint, out fault_record uuid
) language plpgsql stable as $$
declare
  v_bad record;
  v_head audit.head;
begin
  select count(*), max(seq), (array_agg(hash order by seq desc))[1] into looked_at, last_seq, last_hash
  from (select seq, hash from audit.seal where seq > p_seq order by seq limit p_limit) w;
  with walk as (
    select s.seq, s.record_id, s.content, s.previous, s.sealed_at, s.hash,
      lag(s.seq, 1, p_seq) over w as prior_seq, lag(s.hash, 1, p_hash) over w as prior_hash
    from audit.seal s where s.seq > p_seq and s.seq <= coalesce(last_seq, p_seq) window w as (order by s.seq)
  )
  select walk.seq, walk.record_id, walk.prior_seq, walk.prior_hash into v_bad
  from walk left join audit.record r on r.id = walk.record_id
  where walk.seq <> walk.prior_seq + 1 or walk.previous <> walk.prior_hash or r.id is null
    or walk.hash <> audit.link_of(walk.previous, walk.record_id, walk.sealed_at, walk.content) or audit.content_of(r) <> walk.content
  order by walk.seq limit 1;
  if found then
    if v_bad.seq <> v_bad.prior_seq + 1 then
      fault := 'seal_removed'; fault_seq := v_bad.prior_seq + 1;
    else
      fault_seq := v_bad.seq; fault_record := v_bad.record_id;
      select audit.fault_of(s, v_bad.prior_hash) into fault from audit.seal s where s.seq = v_bad.seq;
    end if;
    return;
  end if;
  if looked_at < p_limit then
    select * into v_head from audit.head;
    if v_head.seq is distinct from coalesce(last_seq, p_seq) or v_head.hash is distinct from coalesce(last_hash, p_hash) then
      fault := 'end_removed'; fault_seq := coalesce(last_seq, p_seq) + 1;
    end if;
  end if;
end $$;

-- Looks at up to p_limit records after p_id for one that no link vouches for and that does not wait to be sealed, either.
create or replace function audit.check_records(p_id uuid, p_limit int, out looked_at int, out last_id uuid, out stray uuid)
language sql stable as $$
  with walk as (select id from audit.record where p_id is null or id > p_id order by id limit p_limit)
  select count(*)::int, (array_agg(id order by id desc))[1],
    (array_agg(id order by id) filter (where not exists (select from audit.seal s where s.record_id = walk.id)
      and not exists (select from audit.pending p where p.record_id = walk.id)))[1]
  from walk
$$;

-- A record that waits to be sealed and is gone.
create or replace function audit.lost_pending() returns uuid language sql stable as $$
  select p.record_id from audit.pending p where not exists (select from audit.record r where r.id = p.record_id) order by 1 limit 1
$$;

-- The first tombstone that does not follow from the one before, or leaves a gap; and whether a record vouches for the last one.
create or replace function audit.check_tombstones() returns bigint language sql stable as $$
  with walk as (
    select t, t.first_seq, t.last_seq, t.hash, lag(t.last_seq, 1, 0::bigint) over w as prior_seq, lag(t.hash, 1, '\x'::bytea) over w as prior_hash,
      lead(t.last_seq) over w is null as is_last
    from audit.tombstone t window w as (order by t.last_seq)
  )
  select min(walk.first_seq) from walk
  where walk.first_seq <> walk.prior_seq + 1 or walk.hash <> audit.tombstone_of(walk.prior_hash, walk.t)
    or (is_last and not exists (
      select from audit.record r where r.action = 'audit.pruneRecords' and r.after ->> 'hash' = encode(walk.hash, 'hex')))
$$;

revoke all on function audit.note_pending(), audit.seal_pending(int), audit.prune_sealed(timestamptz, int) from public;
grant execute on function audit.seal_pending(int), audit.prune_sealed(timestamptz, int) to tessera_app;
