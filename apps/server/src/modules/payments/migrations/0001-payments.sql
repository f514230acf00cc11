grant usage on schema payments to tessera_app;

-- The ledger account into which a merchant's takings flow; opened at the merchant's first terminal.
create table payments.merchant_account (
  merchant_id uuid not null constraint merchant_account_pkey primary key,
  account_id bigint not null constraint merchant_account_account_key unique
);

-- The ledger account from which a channel's money comes, such as the cash of the counters.
create table payments.channel_account (
  channel text not null constraint channel_account_pkey primary key,
  account_id bigint not null
);

-- What people look at: one immutable row a payment, written from the ledger. The ledger alone holds the money.
create table payments.payment (
  id uuid not null constraint payment_pkey primary key,                 -- of the transfer, and the idempotency key
  kind text not null constraint payment_kind_known check (kind in ('charge', 'refund', 'top_up')),
  amount_minor bigint not null constraint payment_amount_positive check (amount_minor > 0),
  balance_after_minor bigint not null,
  member_id uuid not null,
  merchant_id uuid,
  terminal_id uuid,
  staff_id uuid,                                                        -- who did it at the counter or in the back office
  credential text not null constraint payment_credential_known check (credential in ('code', 'card', 'member', 'counter')),
  original_id uuid,
  reason text,
  business_on date not null,
  at timestamptz not null,
  constraint payment_charge_has_merchant check (kind = 'top_up' or merchant_id is not null),
  constraint payment_refund_has_original check ((kind = 'refund') = (original_id is not null))
);
create index payment_newest_idx on payments.payment (at desc, id desc);
create index payment_member_idx on payments.payment (member_id, at desc, id desc);
create index payment_merchant_idx on payments.payment (merchant_id, at desc, id desc);
create index payment_terminal_idx on payments.payment (terminal_id, at desc, id desc);
create index payment_original_idx on payments.payment (original_id) where original_id is not null;

-- Sums by day, terminal and kind, kept by whoever writes payments, so that no screen adds up rows.
create table payments.day_total (
  business_on date not null,
  merchant_id uuid,
  terminal_id uuid,
  kind text not null,
  payment_count bigint not null,
  amount_minor bigint not null,
  constraint day_total_key unique nulls not distinct (business_on, merchant_id, terminal_id, kind)
);
create index day_total_terminal_idx on payments.day_total (terminal_id, business_on);

grant select, insert on payments.merchant_account, payments.channel_account, payments.payment to tessera_app;
grant select, insert, update on payments.day_total to tessera_app;

alter table payments.payment enable row level security;
alter table payments.payment force row level security;
create policy payment_read on payments.payment for select using (
  (select platform.is_operator()) or (select platform.actor_kind()) = 'system'
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
  or ((select platform.actor_kind()) in ('staff', 'terminal') and merchant_id = (select platform.actor_organization()))
);
create policy payment_write on payments.payment for insert with check (
  (select platform.is_operator()) or (select platform.actor_kind()) = 'system'
  or ((select platform.actor_kind()) in ('staff', 'terminal') and merchant_id = (select platform.actor_organization()))
);

alter table payments.day_total enable row level security;
alter table payments.day_total force row level security;
create policy day_total_of_own on payments.day_total using (
  (select platform.is_operator()) or (select platform.actor_kind()) = 'system'
  or ((select platform.actor_kind()) in ('staff', 'terminal') and merchant_id = (select platform.actor_organization()))
);
