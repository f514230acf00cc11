alter table payments.payment validate constraint payment_credential_known;
