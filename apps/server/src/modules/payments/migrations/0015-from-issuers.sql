-- What an issuer gives out of its deposit came over no counter.
alter table payments.payment drop constraint payment_credential_known;
alter table payments.payment add constraint payment_credential_known
  check (credential in ('code', 'card', 'member', 'counter', 'emergency', 'wechat', 'alipay', 'app', 'printed', 'issuer')) not valid;
