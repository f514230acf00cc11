-- Fewer points for members on a level: [{"levelId", "points"}]. What held before stands in the audit log and in what was redeemed.

alter table catalogue.item add column level_prices jsonb not null default '[]';
grant update (level_prices) on catalogue.item to tessera_app;
