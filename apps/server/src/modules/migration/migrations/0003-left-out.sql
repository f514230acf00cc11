-- Why a balance was left out, for whoever settles it.
alter table migration.opening add column problem text
  constraint opening_problem_known check (problem in ('member_closed', 'wallet_closed'));
grant update (problem) on migration.opening to tessera_app;
create index opening_left_out_idx on migration.opening (batch_id, id) where state = 'left_out';
