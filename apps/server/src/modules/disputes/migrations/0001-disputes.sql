-- What members say is wrong with a payment, what was said about it, and what was decided. Money moves in the ledger alone.
create sequence disputes.case_number;

create table disputes.dispute (
  id uuid not null constraint dispute_pkey primary key,
  case_number bigint not null default nextval('disputes.case_number') constraint dispute_case_number_key unique,
  member_id uuid not null constraint dispute_member_fkey references members.member (id),
  merchant_id uuid,
  payment_id uuid,
  payment_kind text,
  paid_minor bigint,
  kind text not null constraint dispute_kind_known
    check (kind in ('charged_twice', 'wrong_amount', 'not_me', 'not_received', 'top_up_missing', 'other')),
  state text not null default 'open' constraint dispute_state_known
    check (state in ('open', 'asked', 'review', 'consent', 'approval', 'decided', 'closed', 'withdrawn')),
  claim_minor bigint constraint dispute_claim_positive check (claim_minor > 0),
  text text not null,                        -- empty once the person is forgotten
  way text not null constraint dispute_way_known check (way in ('app', 'counter', 'phone')),
  opened_by uuid,                            -- of staff; null: the member
  opened_at timestamptz not null,
  due_at timestamptz not null,
  overdue_told_at timestamptz,
  merchant_due_at timestamptz,
  merchant_stance text constraint dispute_stance_known check (merchant_stance in ('accepted', 'objected')),
  assigned_to uuid,
  assigned_name text,
  outcome text constraint dispute_outcome_known check (outcome in ('refund', 'refund_part', 'correction', 'goodwill', 'refused', 'resolved')),
  amount_minor bigint constraint dispute_amount_positive check (amount_minor > 0),
  reason text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  approved_by uuid,
  approved_by_name text,
  money_id uuid constraint dispute_money_once unique,  -- the refund, charge or payment that the decision made
  closed_at timestamptz,
  constraint dispute_payment_whole check ((payment_id is null) = (paid_minor is null) and (payment_id is null) = (payment_kind is null)),
  constraint dispute_decision_whole check ((outcome is null) = (decided_by is null) and (outcome is null) = (reason is null)),
  constraint dispute_decided_with_outcome check (state not in ('consent', 'approval', 'decided') or outcome is not null),
  constraint dispute_money_with_decision check (
    (money_id is not null) = (state in ('decided', 'closed') and outcome in ('refund', 'refund_part', 'correction', 'goodwill')) or outcome is null
  ),
  constraint dispute_goodwill_by_two check (outcome is distinct from 'goodwill' or money_id is null or approved_by is distinct from decided_by)
);
-- One case at a time about one payment.
create unique index dispute_payment_once_key on disputes.dispute (payment_id) where state not in ('closed', 'withdrawn');
create index dispute_newest_idx on disputes.dispute (opened_at desc, id desc);
create index dispute_active_idx on disputes.dispute (due_at) where state in ('open', 'asked', 'review', 'consent', 'approval');
create index dispute_decided_idx on disputes.dispute (decided_at) where state = 'decided';
create index dispute_member_idx on disputes.dispute (member_id, opened_at desc, id desc);
create index dispute_merchant_idx on disputes.dispute (merchant_id, opened_at desc, id desc);

-- The timeline: what was said and what became of it, in order. Never changed, but for the words of who is forgotten.
create table disputes.entry (
  id uuid not null constraint entry_pkey primary key,
  dispute_id uuid not null constraint entry_dispute_fkey references disputes.dispute (id),
  kind text not null,
  audience text not null constraint entry_audience_known check (audience in ('all', 'member', 'merchant', 'desk')),
  author text not null constraint entry_author_known check (author in ('member', 'desk', 'merchant', 'system')),
  author_id uuid,
  author_name text,                          -- of people at work only
  text text,
  amount_minor bigint,
  at timestamptz not null
);
create index entry_dispute_idx on disputes.entry (dispute_id, at, id);

-- The operator's own account that pays goodwill.
create table disputes.operator_account (
  purpose text not null constraint operator_account_pkey primary key constraint operator_account_purpose_known check (purpose = 'goodwill'),
  account_id bigint not null
);

grant usage on schema disputes to tessera_app;
grant usage on sequence disputes.case_number to tessera_app;
grant select, insert on disputes.dispute, disputes.entry, disputes.operator_account to tessera_app;
grant update (state, text, overdue_told_at, merchant_due_at, merchant_stance, assigned_to, assigned_name, outcome, amount_minor, reason, decided_by,
  decided_by_name, decided_at, approved_by, approved_by_name, money_id, closed_at) on disputes.dispute to tessera_app;
grant update (text) on disputes.entry to tessera_app;

alter table disputes.dispute enable row level security;
alter table disputes.dispute force row level security;
create policy dispute_visible on disputes.dispute using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
  or ((select platform.actor_kind()) = 'staff' and merchant_id = (select platform.actor_organization()))
);
create policy dispute_in_scope on disputes.dispute as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

alter table disputes.entry enable row level security;
alter table disputes.entry force row level security;
-- Each party reads what was said to it, and nobody else's words.
create policy entry_of_party on disputes.entry using (
  exists (select from disputes.dispute d where d.id = dispute_id)
  and ((select platform.is_operator() or platform.is_system())
    or audience = 'all'
    or audience = case (select platform.actor_kind()) when 'member' then 'member' when 'staff' then 'merchant' end)
);

alter table disputes.operator_account enable row level security;
alter table disputes.operator_account force row level security;
create policy operator_account_of_system on disputes.operator_account using ((select platform.is_system()));
