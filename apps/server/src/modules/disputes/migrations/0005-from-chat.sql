-- A chat that nobody could settle goes on as a case.
alter table disputes.dispute drop constraint dispute_way_known;
alter table disputes.dispute add constraint dispute_way_known check (way in ('app', 'counter', 'phone', 'chat'));
