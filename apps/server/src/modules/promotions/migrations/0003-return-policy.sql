-- What a campaign has to say where a part of an order comes back.

alter table promotions.campaign
  add column return_policy text not null default 'keep' constraint campaign_return_policy_known check (return_policy in ('keep', 'recalculate'));
grant update (return_policy) on promotions.campaign to tessera_app;
