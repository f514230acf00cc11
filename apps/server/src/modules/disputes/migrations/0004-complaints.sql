-- Complaints about goods and service are cases too. A first answer has a time of its own, and a member who is not content opens the case again.
alter table disputes.dispute drop constraint dispute_kind_known;
alter table disputes.dispute add constraint dispute_kind_known check (kind in (
  'charged_twice', 'wrong_amount', 'not_me', 'not_received', 'top_up_missing', 'other', 'bad_quality', 'bad_service', 'unclean', 'facility'));
alter table disputes.dispute
  add column first_due_at timestamptz,        -- null for cases from before there was such a time
  add column first_answered_at timestamptz,
  add column unanswered_told_at timestamptz,
  add column reopened_at timestamptz,
  add column is_content boolean;              -- what the member said of the decision; null: nothing yet
create index dispute_unanswered_idx on disputes.dispute (first_due_at) where first_answered_at is null and unanswered_told_at is null;
grant update (first_answered_at, unanswered_told_at, reopened_at, is_content, due_at) on disputes.dispute to tessera_app;
