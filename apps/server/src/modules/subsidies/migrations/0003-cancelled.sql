-- A round whose file was cancelled before it was through: nobody is given anything.
alter table subsidies.round drop constraint round_state_known;
alter table subsidies.round add constraint round_state_known
  check (state in ('collecting', 'waiting', 'granting', 'done', 'refused', 'cancelled', 'taking_back', 'taken_back'));
