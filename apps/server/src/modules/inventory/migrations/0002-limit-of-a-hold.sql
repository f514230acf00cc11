-- What a buyer may have of the session, as it was when they held: who pays late is asked again.
alter table inventory.hold add column most_taken int;
create index hold_over_idx on inventory.hold (session_id, id) where status in ('held', 'expired');
