-- Lets the application's role add and run jobs; the job queue's tables belong to the owner and have row-level security on.
grant usage on schema graphile_worker to tessera_app;
grant select on graphile_worker.migrations, graphile_worker.jobs to tessera_app;
grant select, insert, update, delete on graphile_worker._private_jobs, graphile_worker._private_job_queues,
  graphile_worker._private_tasks, graphile_worker._private_known_crontabs to tessera_app;
grant usage, select on all sequences in schema graphile_worker to tessera_app;
grant execute on all functions in schema graphile_worker to tessera_app;

do $$
declare
  name text;
begin
  foreach name in array array['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] loop
    -- Only when it is missing: making a policy waits for every running job.
    if not exists (select from pg_policies where schemaname = 'graphile_worker' and tablename = name and policyname = 'application') then
      execute format('create policy application on graphile_worker.%I to tessera_app using (true) with check (true)', name);
    end if;
  end loop;
end $$;
