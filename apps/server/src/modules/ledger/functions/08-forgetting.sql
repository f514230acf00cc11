-- Forgets up to p_limit declines from before p_before, and answers how many. The clock is asked so that nobody forgets what a till may still ask
-- for: its keys are taken for 7 days.
create or replace function ledger.forget_declines(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_count int;
begin
  if p_before is null or p_before > clock_timestamp() - interval '30 days' then
    raise exception 'declines are remembered for 30 days at least' using errcode = 'check_violation';
  end if;
  delete from ledger.decline d
  using (select o.id from ledger.decline o where o.at < p_before limit p_limit for update skip locked) old
  where d.id = old.id;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

revoke all on function ledger.forget_declines(timestamptz, int) from public;
grant execute on function ledger.forget_declines(timestamptz, int) to tessera_app;
