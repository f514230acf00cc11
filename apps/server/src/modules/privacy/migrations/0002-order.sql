-- Two answers within one millisecond are told apart by the order in which they were written; the lock on a member's answers makes it theirs.
alter table privacy.consent add column seq bigint not null generated always as identity;
drop index privacy.consent_newest_idx;
create index consent_newest_idx on privacy.consent (member_id, purpose, seq desc);
create index consent_list_idx on privacy.consent (member_id, id desc);
