-- Which purses bore a payment, where it was not the cash purse alone; a payment without legs was cash.
create table payments.leg (
  payment_id uuid not null constraint leg_payment_fkey references payments.payment (id),
  ordinal smallint not null,                -- the order of drawing, or of giving back
  account_id bigint not null,               -- in the ledger; whose it is, the module says that lends it
  amount_minor bigint not null constraint leg_amount_positive check (amount_minor > 0),
  balance_after_minor bigint,               -- null where the account keeps none
  constraint leg_pkey primary key (payment_id, ordinal)
);
grant select, insert on payments.leg to tessera_app;

-- Whoever sees a payment sees its legs, and whoever may write it writes them.
alter table payments.leg enable row level security;
alter table payments.leg force row level security;
create policy leg_of_payment on payments.leg using (
  (select platform.is_system()) or exists (select from payments.payment where payment.id = payment_id)
);
