-- A charge may be made with an emergency code.
alter table payments.payment drop constraint payment_credential_known;
alter table payments.payment add constraint payment_credential_known check (credential in ('code', 'card', 'member', 'counter', 'emergency'));
