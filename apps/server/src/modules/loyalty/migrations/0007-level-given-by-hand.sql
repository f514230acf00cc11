-- A level that was given by hand is the least level until its day, whatever a member climbs to meanwhile.

alter table loyalty.standing
  add column given_rank int constraint standing_given_positive check (given_rank > 0),
  add column given_until date,
  add constraint standing_given_whole check ((given_rank is null) = (given_until is null));
grant update (given_rank, given_until) on loyalty.standing to tessera_app;
