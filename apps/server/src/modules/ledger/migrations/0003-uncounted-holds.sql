-- A hold that asks no limits, because what it keeps back is no spending: a withdrawal.
alter table ledger.hold add column counted boolean not null default true;
