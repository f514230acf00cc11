-- A day and a week may end on the same day: who makes a daily report a weekly one gets both.
drop index reports.sending_once_key;
create unique index sending_once_key on reports.sending (subscription_id, from_on, to_on) where not is_trial;
