-- What holders of anonymous cards left for the cards themselves.
alter table cards.operator_account drop constraint operator_account_purpose_known;
alter table cards.operator_account add constraint operator_account_purpose_known check (purpose in ('fee', 'migration', 'deposit'));
