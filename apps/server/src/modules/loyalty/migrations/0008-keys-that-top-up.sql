-- A key moves money only where one of the issuer's own people, who may top up, made it so. Keys of before tell of events alone.
alter table loyalty.issuer_key add column may_top_up boolean not null default false;
