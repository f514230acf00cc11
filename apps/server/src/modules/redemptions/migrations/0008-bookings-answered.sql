-- A booking that its merchant has to answer is `asked` until somebody says yes or no, the member cancels, or `answer_by` has passed.
alter table redemptions.redemption
  add column answer_by timestamptz,
  add column answered_at timestamptz,
  add column answered_by_name text not null default '',
  drop constraint redemption_state_known,
  drop constraint redemption_waits_with_voucher,
  drop constraint redemption_all_back,
  add constraint redemption_state_known
    check (state in ('asked', 'waiting', 'taken', 'refused', 'cancelled', 'expired', 'returned')),
  add constraint redemption_waits_with_voucher
    check ((state in ('asked', 'waiting')) <= (voucher_hash is not null and expires_on is not null)),
  add constraint redemption_asked_until check ((state = 'asked') <= (answer_by is not null and answered_at is null)),
  add constraint redemption_all_back
    check ((state in ('refused', 'cancelled', 'expired', 'returned')) = (returned_quantity = quantity));
create index redemption_asked_idx on redemptions.redemption (answer_by, id) where state = 'asked';
create index redemption_open_at_merchant_idx on redemptions.redemption (merchant_id, id) where state in ('asked', 'waiting');
create index redemption_open_of_member_idx on redemptions.redemption (member_id, id) where state in ('asked', 'waiting');
grant update (expires_on, answered_at, answered_by_name) on redemptions.redemption to tessera_app;

alter table redemptions.giving_back
  drop constraint giving_back_kind_known,
  add constraint giving_back_kind_known check (kind in ('cancel', 'return', 'expiry', 'refusal', 'unanswered'));
