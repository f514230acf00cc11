-- A guardian answers for a child: what they gave, the child alone does not withdraw.
alter table privacy.consent add column by_guardian boolean not null default false;
