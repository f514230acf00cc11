-- Days whose books are closed. No page is written for one, or for a day before it, whoever asks: see ledger.close_page.
create table ledger.closed_day (
  business_on date not null constraint closed_day_pkey primary key,
  at timestamptz not null,
  anchor bytea not null                     -- hash of the anchor that was set with the close
);
grant select, insert on ledger.closed_day to tessera_app;
