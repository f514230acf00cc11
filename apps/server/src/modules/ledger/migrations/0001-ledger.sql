-- One double-entry ledger for money, points, gift cards and deposits. Nothing else in the system moves value.
--
-- The hot tables (account, transfer, decline, hold, page) bear `bucket` = account id modulo 64, which never changes, and have
-- no foreign keys and no triggers, so that they can be distributed by bucket and a payment never locks its merchant's row.

create schema if not exists ledger;
grant usage on schema ledger to tessera_app;

-- What is counted: 1 is fen; a points programme adds its own. Amounts of two units never meet in one transfer.
create table ledger.unit (
  id smallint generated always as identity primary key,
  code text not null constraint unit_code_key unique
);
insert into ledger.unit (code) values ('CNY');

create sequence ledger.account_id_seq as bigint;

create table ledger.account (
  id bigint not null default nextval('ledger.account_id_seq'),
  owner uuid not null,                      -- the noun that it belongs to: a wallet, an organization
  balance bigint not null default 0,        -- credits − debits; stays 0 for a hot account, whose balance is derived from pages
  held bigint not null default 0,           -- the part of the balance that open holds keep
  floor bigint default 0,                   -- the least balance − held; null: unlimited
  seq bigint not null default 0,            -- entries so far
  nonce bigint not null default 0,          -- the newest one-time code that was spent: step × 10 + index
  tx_limit bigint,
  day_limit bigint,
  day_spent bigint not null default 0,      -- on `day_on`, net of refunds of the same day
  opened_at timestamptz not null,
  day_on date not null default 'epoch',
  fence int not null default 0,             -- raised by every change of status or credentials
  bucket smallint not null,
  unit smallint not null,
  kind smallint not null,
  status smallint not null default 1,       -- 1 active, 2 frozen, 3 closed
  hot boolean not null default false,       -- many payments at once end here, so none of them may update this row
  constraint account_pkey primary key (bucket, id),
  constraint account_bucket_of_id check (bucket = id & 63),
  constraint account_held_not_negative check (held >= 0),
  constraint account_hot_is_derived check (not hot or (floor is null and balance = 0 and held = 0))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
-- Payments touch neither column, so their updates stay in the page (HOT updates) and this index costs them nothing.
create index account_owner_idx on ledger.account (owner);

-- One row moves one amount from debit to credit, so the books balance by construction. Rows are never updated or deleted.
-- The key stands alone, without the bucket: a key has one effect, whichever wallet it is tried on. (On a distributed database
-- it becomes (bucket, id), and the caller answers for not using a key on two wallets.) It is the only index: every random
-- index would cost a payment 8–14 µs, and what must be found otherwise is found through its page.
create table ledger.transfer (
  id uuid not null,                         -- UUIDv7 made by the caller: the idempotency key
  debit bigint not null,
  credit bigint not null,
  amount bigint not null,
  fingerprint bigint not null,              -- of the request's content: the same key with another one is refused
  balance_after bigint,                     -- of the account whose balance is maintained (the debit one where both are)
  page bigint not null,
  at timestamptz not null,
  business_on date not null,
  bucket smallint not null,                 -- of the account whose balance is maintained
  unit smallint not null,
  code smallint not null,                   -- what it is for; 0 is a void
  lane smallint not null,
  ordinal smallint not null,                -- place in the page; increasing, not dense
  flags smallint not null,                  -- 1 debit is hot, 2 credit is hot, 4 counts towards the day's spend
  via smallint,                             -- kind of credential that was shown
  origin uuid,                              -- terminal or counter that it came from
  original uuid,                            -- the transfer that this one mirrors
  posting uuid,                             -- transfers of one posting stand or fall together
  constraint transfer_pkey primary key (id) with (fillfactor = 100),
  -- A void (code 0) moves nothing; it occupies a key whose payment was reversed before it arrived.
  constraint transfer_moves_something check (case when code = 0 then amount = 0 and lane = -1 else amount > 0 and debit <> credit end)
);

-- Refusals, remembered for 30 days, so that a retried refusal gets the same answer.
create table ledger.decline (
  id uuid not null constraint decline_pkey primary key,
  debit bigint not null,
  credit bigint not null,
  amount bigint not null,
  fingerprint bigint not null,
  at timestamptz not null,
  business_on date not null,
  bucket smallint not null,
  code smallint not null,
  reason smallint not null,
  via smallint,
  origin uuid
);

-- An authorised amount. The terms never change; `state` leaves `open` once.
create table ledger.hold (
  id uuid not null constraint hold_pkey primary key,
  debit bigint not null,
  credit bigint not null,
  amount bigint not null constraint hold_amount_positive check (amount > 0),
  fingerprint bigint not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  resolved_at timestamptz,
  business_on date not null,
  bucket smallint not null,
  code smallint not null,
  state smallint not null default 1,        -- 1 open, 2 captured, 3 released, 4 expired
  via smallint,
  origin uuid,
  capture uuid                              -- the transfer that captured it
) with (fillfactor = 80);
create index hold_open_idx on ledger.hold (expires_at) where state = 1;

-- How much of a transfer has been given back. Its row lock puts refunds of one transfer in a queue.
create table ledger.refund_guard (
  original uuid not null constraint refund_guard_pkey primary key,
  total bigint not null,
  bucket smallint not null
);

-- The journal. A lane is a line of pages; whoever adds a page locks the lane's head until commit, so pages of a lane become
-- visible in order. Lanes 0–31 belong to charge batchers, 32–47 to postings inside other transactions.
create table ledger.lane (
  lane smallint not null constraint lane_pkey primary key,
  page bigint not null default 0,
  hash bytea not null default '\x'
) with (fillfactor = 50);
insert into ledger.lane (lane) select generate_series(0, 47);

create table ledger.page (
  lane smallint not null,
  seq bigint not null,
  at timestamptz not null,
  business_on date not null,
  count int not null,
  total bigint not null,
  transfers uuid[] not null,                -- their own ordinals give the order
  accounts bigint[] not null,               -- subtotals per hot account and code, as five parallel arrays
  codes smallint[] not null,
  debits bigint[] not null,
  credits bigint[] not null,
  counts int[] not null,
  prev bytea not null,                      -- hash of the page before
  hash bytea not null,                      -- sha256 of prev and this page's transfers as text: recomputable from the rows
  constraint page_pkey primary key (lane, seq)
);
create index page_at_idx on ledger.page (at, lane, seq);
alter table ledger.page alter column transfers set storage external;  -- random bytes: trying to compress them is lost work

-- The hourly fixed point: the heads of all lanes, chained. Printed on the daily report, it dates the books.
create table ledger.anchor (
  at timestamptz not null constraint anchor_pkey primary key,
  lanes smallint[] not null,
  pages bigint[] not null,
  hashes bytea[] not null,
  hash bytea not null
);

-- Readers of the journal. The subscriber's row is the lock, the positions say how far it has read in each lane.
create table ledger.subscriber (
  name text not null constraint subscriber_pkey primary key
);
create table ledger.subscriber_position (
  subscriber text not null,
  lane smallint not null,
  page bigint not null default 0,
  constraint subscriber_position_pkey primary key (subscriber, lane)
);
insert into ledger.subscriber (name) values ('rollup');
insert into ledger.subscriber_position (subscriber, lane) select 'rollup', lane from ledger.lane;

create table ledger.rollup (
  account bigint not null,
  business_on date not null,
  code smallint not null,
  debit bigint not null,
  credit bigint not null,
  count bigint not null,
  constraint rollup_pkey primary key (account, business_on, code)
) with (fillfactor = 70);

-- One transfer as the functions for other modules take it.
create type ledger.movement as (
  id uuid, debit bigint, credit bigint, amount bigint, code smallint, fingerprint bigint,
  origin uuid, via smallint, original uuid, posting uuid,
  fence int,               -- refuse unless the debit account's fence still is this
  nonce bigint,            -- refuse unless newer than the last one-time code
  floor bigint,            -- instead of the debit account's own
  ceiling bigint,          -- the most that the credit account may hold afterwards
  enforce_limits boolean,  -- status and limits of the debit account, and its day's counter
  counted boolean,         -- counted towards the day before: a captured hold
  restore bigint           -- give this much of the day's limit back to the credit account
);

-- The application writes entries; it cannot change or remove them.
grant select on all tables in schema ledger to tessera_app;
grant usage on sequence ledger.account_id_seq to tessera_app;
grant insert on ledger.unit, ledger.account, ledger.transfer, ledger.decline, ledger.hold, ledger.refund_guard, ledger.page,
  ledger.anchor, ledger.subscriber, ledger.subscriber_position, ledger.rollup to tessera_app;
grant update (balance, held, floor, seq, nonce, tx_limit, day_limit, day_spent, day_on, fence, status) on ledger.account to tessera_app;
grant update (state, resolved_at, capture) on ledger.hold to tessera_app;
grant update (total) on ledger.refund_guard to tessera_app;
grant update (page, hash) on ledger.lane to tessera_app;
grant update (name) on ledger.subscriber to tessera_app;              -- needed to lock the row
grant update (page) on ledger.subscriber_position to tessera_app;
grant update (debit, credit, count) on ledger.rollup to tessera_app;
