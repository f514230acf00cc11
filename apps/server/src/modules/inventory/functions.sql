-- Replayed whenever it changes. Everything runs with the caller's rights, takes its time from the caller, and is READ COMMITTED on purpose:
-- each statement sees what was committed before it began, so what is read after a lock is what the lock protects. A snapshot from before
-- the lock would sell a seat twice.
--
-- Who locks: rows of holds first, then seats by session and ordinal, then counters by id. A batch never waits for a hold's row.

-- Pairs of `sessions` and `ordinals`.
create or replace function inventory.lock_stock(sessions uuid[], ordinals int[], counter_ids uuid[]) returns void language plpgsql as $$
begin
  perform 1 from inventory.seat s join (select distinct * from unnest(sessions, ordinals) as w (session_id, ordinal)) w using (session_id, ordinal)
    order by s.session_id, s.ordinal for no key update of s;
  perform 1 from inventory.counter c where c.id = any (counter_ids) order by c.id for no key update;
end $$;

-- Its stock is locked.
create or replace function inventory.take(of_session uuid, seats int[], wanted bigint, counter_ids uuid[], counts int[]) returns void language sql as $$
  update inventory.seat set taken = taken | wanted where session_id = of_session and ordinal = any (seats);
  update inventory.counter c set taken = c.taken + w.count from unnest(counter_ids, counts) as w (id, count) where c.id = w.id
$$;

create or replace function inventory.give_back(of_session uuid, seats int[], kept bigint, counter_ids uuid[], counts int[]) returns void language sql as $$
  update inventory.seat set taken = taken & ~kept, sold = sold & ~kept where session_id = of_session and ordinal = any (seats);
  update inventory.counter c set taken = c.taken - w.count from unnest(counter_ids, counts) as w (id, count) where c.id = w.id
$$;

-- Which of the seats cannot be had. Their rows are locked.
create or replace function inventory.missing_seats(of_session uuid, seats int[], wanted bigint, allocations uuid[]) returns int[] language sql stable as $$
  select coalesce(array_agg(w.ordinal order by w.ordinal), '{}') from unnest(seats) as w (ordinal)
  where not exists (
    select from inventory.seat s where s.session_id = of_session and s.ordinal = w.ordinal and s.taken & wanted = 0 and not s.is_killed
      and (s.allocation_id is null or s.allocation_id = any (allocations)))
$$;

-- What is left of each counter that has too little; null where there is enough of all.
create or replace function inventory.short_counters(of_session uuid, counter_ids uuid[], counts int[]) returns jsonb language sql stable as $$
  select jsonb_object_agg(w.id, greatest(coalesce(c.size - c.taken, 0), 0))
  from unnest(counter_ids, counts) as w (id, count) left join inventory.counter c on c.id = w.id and c.session_id = of_session
  where c.id is null or c.taken + w.count > c.size
$$;

-- Ends holds whose instant has come, and gives their stock back. `first` says what else is to be locked in the same pass.
create or replace function inventory.reclaim(expired uuid[], at timestamptz) returns void language plpgsql as $$
declare
  ended record;
begin
  for ended in
    update inventory.hold set status = 'expired', ended_at = at where id = any (expired)
    returning session_id, seats, legs, counters, counts
  loop
    perform inventory.give_back(ended.session_id, ended.seats, ended.legs, ended.counters, ended.counts);
  end loop;
end $$;

-- Holds that are over, locked. Whoever pays for one at this moment has its row: it is passed over, and its seats stay theirs.
create or replace function inventory.expired_holds(sessions uuid[], at timestamptz) returns uuid[] language sql as $$
  select coalesce(array_agg(o.id), '{}') from (
    select id from inventory.hold where session_id = any (sessions) and status = 'held' and expires_at <= at for no key update skip locked) o
$$;

create or replace function inventory.lock_for(requests jsonb, expired uuid[]) returns void language plpgsql as $$
declare
  sessions uuid[]; ordinals int[]; counter_ids uuid[];
begin
  select array_agg(w.session_id), array_agg(w.ordinal) into sessions, ordinals from (
    select r.session as session_id, unnest(r.seats) as ordinal from jsonb_to_recordset(requests) as r (session uuid, seats int[])
    union all select h.session_id, unnest(h.seats) from inventory.hold h where h.id = any (expired)) w;
  select array_agg(w.id) into counter_ids from (
    select unnest(r.counters) as id from jsonb_to_recordset(requests) as r (counters uuid[])
    union all select unnest(h.counters) from inventory.hold h where h.id = any (expired)) w;
  perform inventory.lock_stock(sessions, ordinals, counter_ids);
end $$;

-- What a buyer has of a session: held, and held or sold.
create or replace function inventory.units_of(of_session uuid, of_buyer uuid, at timestamptz, out held int, out taken int) language sql stable as $$
  select coalesce(sum(units) filter (where status = 'held'), 0), coalesce(sum(units), 0) from inventory.hold
  where session_id = of_session and buyer_id = of_buyer and (status = 'sold' or (status = 'held' and expires_at > at))
$$;

-- Two servers that ask for one buyer count what that buyer has one after the other, and one of two requests under one key knows of the other,
-- whatever session it names: else its key would be there already, and nobody in its batch would get anything.
create or replace function inventory.lock_askers(requests jsonb) returns void language sql as $$
  select pg_advisory_xact_lock(w.lock) from (
    select hashtextextended(r.session::text || r.buyer::text, 0) as lock from jsonb_to_recordset(requests) as r (session uuid, buyer uuid)
    where r.buyer is not null
    union select hashtextextended(r.id::text, 0) from jsonb_to_recordset(requests) as r (id uuid) order by 1) w
$$;

-- Many requests in one transaction, in their order: one pass of locks, then each is decided by itself, all or nothing.
-- An answer each: {"outcome": "held", …} or the reason why not.
create or replace function inventory.hold_batch(requests jsonb, at timestamptz) returns jsonb language plpgsql as $$
declare
  expired uuid[]; asked record; known inventory.hold; house inventory.session; had record; missing int[]; short jsonb;
  answers jsonb[] := '{}';
  answer jsonb;
begin
  perform inventory.lock_askers(requests);
  expired := inventory.expired_holds((select array_agg(distinct r.session) from jsonb_to_recordset(requests) as r (session uuid)), at);
  perform inventory.lock_for(requests, expired);
  if cardinality(expired) > 0 then perform inventory.reclaim(expired, at); end if;

  for asked in
    select * from jsonb_to_recordset(requests) as r (
      id uuid, session uuid, buyer uuid, legs bigint, seats int[], counters uuid[], counts int[], allocations uuid[], units int,
      most_held int, most_taken int, until timestamptz, cap timestamptz, fingerprint text)
  loop
    answer := null;
    select * into known from inventory.hold h where h.id = asked.id;
    if found then
      answer := case when known.fingerprint <> asked.fingerprint or known.buyer_id is distinct from asked.buyer then '{"outcome": "key_reused"}'
        else jsonb_build_object('outcome', 'held', 'status', known.status, 'seats', known.seats, 'expiresAt', known.expires_at, 'capAt', known.cap_at) end;
    else
      select * into house from inventory.session s where s.id = asked.session;
      -- A leg that the session does not have would be free for ever.
      if not found or asked.legs >> house.legs <> 0 then answer := '{"outcome": "session_unknown"}';
      elsif house.is_paused or house.opens_at > at or house.closes_at <= at then answer := '{"outcome": "not_on_sale"}';
      end if;
    end if;
    if answer is null and asked.buyer is not null then
      had := inventory.units_of(asked.session, asked.buyer, at);
      if had.held + asked.units > asked.most_held or had.taken + asked.units > asked.most_taken then
        answer := jsonb_build_object('outcome', 'too_many', 'left', greatest(least(asked.most_held - had.held, asked.most_taken - had.taken), 0));
      end if;
    end if;
    if answer is null then
      missing := inventory.missing_seats(asked.session, asked.seats, asked.legs, asked.allocations);
      if cardinality(missing) > 0 then answer := jsonb_build_object('outcome', 'seats_taken', 'seats', missing); end if;
    end if;
    if answer is null then
      short := inventory.short_counters(asked.session, asked.counters, asked.counts);
      if short is not null then answer := jsonb_build_object('outcome', 'sold_out', 'left', short); end if;
    end if;
    if answer is null then
      perform inventory.take(asked.session, asked.seats, asked.legs, asked.counters, asked.counts);
      insert into inventory.hold (id, session_id, buyer_id, status, legs, seats, counters, counts, units, most_taken, fingerprint, held_at, expires_at, cap_at)
        values (asked.id, asked.session, asked.buyer, 'held', asked.legs, asked.seats, asked.counters, asked.counts, asked.units, asked.most_taken, asked.fingerprint,
                at, asked.until, asked.cap);
      answer := jsonb_build_object('outcome', 'held', 'status', 'held', 'seats', asked.seats, 'expiresAt', asked.until, 'capAt', asked.cap);
    end if;
    answers := answers || answer;
  end loop;
  return to_jsonb(answers);
end $$;

-- A hold becomes a sale. Over or not: as long as its row says held, its seats are still its own. One that was reclaimed is taken anew if
-- everything is still there. Answers sold, again, released, gone or unknown.
create or replace function inventory.sell(hold_id uuid, at timestamptz) returns text language plpgsql as $$
declare
  kept inventory.hold;
begin
  select * into kept from inventory.hold where id = hold_id for no key update;
  if not found then return 'unknown'; end if;
  if kept.status = 'sold' then return 'again'; end if;
  if kept.status = 'released' then return 'released'; end if;
  if kept.status = 'expired' then
    -- What this buyer took meanwhile counts, as it does for a hold.
    perform pg_advisory_xact_lock(hashtextextended(kept.session_id::text || kept.buyer_id::text, 0));
    if (inventory.units_of(kept.session_id, kept.buyer_id, at)).taken + kept.units > kept.most_taken then return 'gone'; end if;
    perform inventory.lock_stock(array_fill(kept.session_id, array[cardinality(kept.seats)]), kept.seats, kept.counters);
    -- The seats were this buyer's to take a moment ago: an allocation does not stand in the way.
    if exists (select from unnest(kept.seats) as w (ordinal) left join inventory.seat s on s.session_id = kept.session_id and s.ordinal = w.ordinal
               where s.ordinal is null or s.taken & kept.legs <> 0 or s.is_killed)
      or inventory.short_counters(kept.session_id, kept.counters, kept.counts) is not null then return 'gone'; end if;
    perform inventory.take(kept.session_id, kept.seats, kept.legs, kept.counters, kept.counts);
  else
    perform inventory.lock_stock(array_fill(kept.session_id, array[cardinality(kept.seats)]), kept.seats, '{}');
  end if;
  update inventory.seat set sold = sold | kept.legs where session_id = kept.session_id and ordinal = any (kept.seats);
  update inventory.hold set status = 'sold', ended_at = null where id = hold_id;
  return 'sold';
end $$;

-- A hold that nobody wants any longer. False where there is nothing to give back.
create or replace function inventory.release(hold_id uuid, at timestamptz) returns boolean language plpgsql as $$
declare
  kept inventory.hold;
begin
  select * into kept from inventory.hold where id = hold_id for no key update;
  if not found or kept.status <> 'held' then return false; end if;
  perform inventory.lock_stock(array_fill(kept.session_id, array[cardinality(kept.seats)]), kept.seats, kept.counters);
  perform inventory.give_back(kept.session_id, kept.seats, kept.legs, kept.counters, kept.counts);
  update inventory.hold set status = 'released', ended_at = at where id = hold_id;
  return true;
end $$;

-- A session is sold no more: holds go back, and what is paid from now on for one that was over is not sold either. Who pays at this moment goes first.
create or replace function inventory.end_holds(of_session uuid, at timestamptz) returns int language plpgsql as $$
declare
  running uuid[];
begin
  select coalesce(array_agg(o.id), '{}') into running from (
    select id from inventory.hold where session_id = of_session and status in ('held', 'expired') order by id for no key update) o;
  select coalesce(array_agg(h.id), '{}') into running from inventory.hold h where h.id = any (running) and h.status in ('held', 'expired');
  perform inventory.lock_for('[]', array(select h.id from inventory.hold h where h.id = any (running) and h.status = 'held'));
  perform inventory.give_back(h.session_id, h.seats, h.legs, h.counters, h.counts) from inventory.hold h where h.id = any (running) and h.status = 'held';
  update inventory.hold set status = 'released', ended_at = at where id = any (running);
  return cardinality(running);
end $$;

-- A part of what was sold, or all, is for sale again. False where the hold does not have so much: what came back once does not come back again.
create or replace function inventory.free(hold_id uuid, freed_seats int[], freed_counters uuid[], freed_counts int[], freed_units int, at timestamptz)
returns boolean language plpgsql as $$
declare
  kept inventory.hold;
begin
  select * into kept from inventory.hold where id = hold_id for no key update;
  if not found or kept.status <> 'sold' or not kept.seats @> freed_seats or kept.units < freed_units then return false; end if;
  if exists (select from unnest(freed_counters, freed_counts) as f (id, count)
             where f.count > coalesce((select k.count from unnest(kept.counters, kept.counts) as k (id, count) where k.id = f.id), 0)) then return false; end if;
  perform inventory.lock_stock(array_fill(kept.session_id, array[cardinality(freed_seats)]), freed_seats, freed_counters);
  perform inventory.give_back(kept.session_id, freed_seats, kept.legs, freed_counters, freed_counts);
  update inventory.hold h set
    seats = (select coalesce(array_agg(s order by s), '{}') from unnest(kept.seats) s where s <> all (freed_seats)),
    counts = (select coalesce(array_agg(k.count - coalesce(f.count, 0) order by k.place), '{}')
              from unnest(kept.counters, kept.counts) with ordinality as k (id, count, place) left join unnest(freed_counters, freed_counts) as f (id, count) using (id)),
    units = kept.units - freed_units,
    status = case when kept.units = freed_units then 'released' else 'sold' end,
    ended_at = case when kept.units = freed_units then at end
  where id = hold_id;
  return true;
end $$;

-- Cleans: what is over was free all along.
create or replace function inventory.sweep(at timestamptz, at_once int) returns int language plpgsql as $$
declare
  expired uuid[];
begin
  select coalesce(array_agg(o.id), '{}') into expired from (
    select id from inventory.hold where status = 'held' and expires_at <= at order by expires_at limit at_once for no key update skip locked) o;
  if cardinality(expired) = 0 then return 0; end if;
  perform inventory.lock_for('[]', expired);
  perform inventory.reclaim(expired, at);
  return cardinality(expired);
end $$;

-- A digit a seat, in the order of the plan: 0 free, 1 held, 2 sold, 3 not for sale to such a buyer. A hold that is over is not heeded.
create or replace function inventory.states(of_session uuid, wanted bigint, allocations uuid[], at timestamptz) returns text language sql stable as $$
  with over as materialized (
    select seat as ordinal, bit_or(h.legs) as legs from inventory.hold h, unnest(h.seats) seat
    where h.session_id = of_session and h.status = 'held' and h.expires_at <= at group by 1)
  select coalesce(string_agg(case
      when s.is_killed or (s.allocation_id is not null and not s.allocation_id = any (allocations)) then '3'
      when s.sold & wanted <> 0 then '2'
      when s.taken & ~coalesce(o.legs, 0) & wanted <> 0 then '1'
      else '0' end, '' order by s.ordinal), '')
  from inventory.seat s left join over o using (ordinal) where s.session_id = of_session
$$;
