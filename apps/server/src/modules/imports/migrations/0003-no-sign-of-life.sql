-- Whether a worker lives is known to the queue of jobs.
drop index imports.import_working_idx;
alter table imports.import drop column beat_at;
