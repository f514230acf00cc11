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
