-- Every way that money comes from outside: who the operator is there, what was ordered, and what came back.

create table channels.channel (
  key text not null constraint channel_pkey primary key,
  kind text not null constraint channel_kind_known check (kind in ('wechat', 'alipay', 'cash', 'bankCard', 'bankTransfer')),
  name_zh text not null,
  name_en text not null,
  base_url text not null default '',            -- empty: the channel's own host
  merchant_id text not null default '',         -- mchid, or the seller's id
  app_id text not null default '',
  certificate_serial text not null default '',  -- of our own certificate at WeChat Pay
  public_key_id text not null default '',       -- WeChat Pay; empty: platform certificates are fetched instead
  public_key text not null default '',          -- PEM: what the channel's signatures are verified with
  secrets_sealed text,                          -- our private key, and the API v3 key of WeChat Pay
  enabled boolean not null,
  changed_at timestamptz not null
);

-- Names of members, organizations and terminals lie in modules above: here they are ids and nothing else.
create table channels."order" (
  id uuid not null constraint order_pkey primary key,
  channel_key text not null constraint order_channel_fkey references channels.channel (key),
  kind text not null,                           -- of its channel, which a member may not read
  purpose text not null constraint order_purpose_bounded check (length(purpose) between 1 and 30),
  subject_id uuid,                              -- what the purpose calls the thing that is paid for
  member_id uuid,
  organization_id uuid,
  terminal_id uuid,
  staff_id uuid,
  way text not null constraint order_way_known check (way in ('qr', 'h5', 'page', 'jsapi', 'code', 'desk')),
  title text not null constraint order_title_bounded check (length(title) between 1 and 80),
  amount_minor bigint not null constraint order_amount_positive check (amount_minor > 0),
  refunded_minor bigint not null default 0,     -- of refunds that were asked for and have not failed
  state text not null constraint order_state_known check (state in ('created', 'pending', 'unknown', 'paid', 'closed', 'reversed', 'failed')),
  reason text,                                  -- why it failed, or is unknown
  is_late boolean not null default false,       -- paid after it was closed, reversed or failed
  alarm text,                                   -- what a person has to look at
  out_trade_no text not null constraint order_out_trade_no_key unique,
  transaction_no text constraint order_transaction_no_bounded check (length(transaction_no) between 1 and 64),
  payer_masked text,
  instructions jsonb,                           -- what the payer's device needs: a code's address, a page, parameters
  tries int not null default 0,
  next_check_at timestamptz,                    -- when the channel is asked again; null once nothing is open
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,                          -- as the channel says
  settled_at timestamptz,                       -- when it was paid, closed, reversed or failed for us
  constraint order_refunded_within check (refunded_minor between 0 and amount_minor),
  constraint order_refunded_was_paid check (refunded_minor = 0 or state = 'paid'),
  constraint order_paid_since check ((state = 'paid') = (paid_at is not null)),
  constraint order_settled_since check ((state in ('paid', 'closed', 'reversed', 'failed')) = (settled_at is not null)),
  constraint order_transaction_key unique (channel_key, transaction_no)
);
create index order_member_idx on channels."order" (member_id, id) where member_id is not null;
create index order_subject_idx on channels."order" (subject_id) where subject_id is not null;
create index order_due_idx on channels."order" (next_check_at) where next_check_at is not null;
create index order_alarm_idx on channels."order" (id) where alarm is not null;
create index order_transaction_idx on channels."order" (transaction_no) where transaction_no is not null;
create index order_channel_idx on channels."order" (channel_key, id);

create table channels.refund (
  id uuid not null constraint refund_pkey primary key,
  order_id uuid not null constraint refund_order_fkey references channels."order" (id),
  amount_minor bigint not null constraint refund_amount_positive check (amount_minor > 0),
  cause text not null constraint refund_cause_bounded check (length(cause) between 1 and 80),
  subject_id uuid,
  state text not null constraint refund_state_known check (state in ('created', 'pending', 'unknown', 'refunded', 'failed')),
  reason text,
  alarm text,
  refund_no text not null constraint refund_no_key unique,
  transaction_no text,
  tries int not null default 0,
  next_check_at timestamptz,
  asked_at timestamptz not null,
  settled_at timestamptz,
  constraint refund_settled_since check ((state in ('refunded', 'failed')) = (settled_at is not null))
);
create index refund_order_idx on channels.refund (order_id, id);
create index refund_due_idx on channels.refund (next_check_at) where next_check_at is not null;

-- What happened to an order, in its order; only added to.
create table channels.order_event (
  id uuid not null constraint order_event_pkey primary key,
  order_id uuid not null constraint order_event_order_fkey references channels."order" (id),
  refund_id uuid constraint order_event_refund_fkey references channels.refund (id),
  at timestamptz not null,
  source text not null constraint order_event_source_known check (source in ('open', 'answer', 'notification', 'query', 'close', 'reverse', 'desk', 'refund')),
  from_state text,
  to_state text not null,
  note text constraint order_event_note_bounded check (length(note) <= 200)
);
create index order_event_order_idx on channels.order_event (order_id, id);
create index order_event_refund_idx on channels.order_event (refund_id) where refund_id is not null;

-- A state only goes forward: asked, on its way, ended without money, ended with money. Nothing leads back.
create function channels.rank_of(state text) returns int language sql immutable parallel safe
  return case state when 'created' then 0 when 'pending' then 1 when 'unknown' then 1 when 'paid' then 3 else 2 end;

create function channels.go_forward() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and channels.rank_of(new.state) <= channels.rank_of(old.state) and channels.rank_of(old.state) <> 1
     or channels.rank_of(new.state) < channels.rank_of(old.state) then
    raise exception 'a % cannot become %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger order_goes_forward before update of state on channels."order" for each row execute function channels.go_forward();
create trigger refund_goes_forward before update of state on channels.refund for each row execute function channels.go_forward();

-- The ways of every installation; WeChat Pay and Alipay wait for their keys.
insert into channels.channel (key, kind, name_zh, name_en, enabled, changed_at) values
  ('wechat', 'wechat', '微信支付', 'WeChat Pay', false, now()),
  ('alipay', 'alipay', '支付宝', 'Alipay', false, now()),
  ('cash', 'cash', '现金', 'Cash', true, now()),
  ('bank-card', 'bankCard', '银行卡', 'Bank card', true, now()),
  ('bank-transfer', 'bankTransfer', '银行转账', 'Bank transfer', true, now());

grant select, insert on channels.channel, channels."order", channels.refund, channels.order_event to tessera_app;
grant update (name_zh, name_en, base_url, merchant_id, app_id, certificate_serial, public_key_id, public_key, secrets_sealed, enabled, changed_at)
  on channels.channel to tessera_app;
grant update (state, reason, is_late, alarm, refunded_minor, transaction_no, payer_masked, instructions, tries, next_check_at, paid_at, settled_at)
  on channels."order" to tessera_app;
grant update (state, reason, alarm, transaction_no, tries, next_check_at, settled_at) on channels.refund to tessera_app;

alter table channels.channel enable row level security;
alter table channels.channel force row level security;
create policy channel_of_operator on channels.channel using ((select platform.is_system() or platform.is_operator()));

alter table channels."order" enable row level security;
alter table channels."order" force row level security;
create policy order_visible on channels."order" using (
  (select platform.is_system() or platform.is_operator())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
  or ((select platform.actor_kind()) = 'terminal' and terminal_id = (select platform.actor_id()))
);
-- An order names a member, and of which department they are stands in a module above: whoever is bounded to some sees what they took themselves.
create policy order_in_scope on channels."order" as restrictive using (
  (select platform.actor_departments() is null) or staff_id = (select platform.actor_id())
);

alter table channels.refund enable row level security;
alter table channels.refund force row level security;
create policy refund_of_order on channels.refund using (exists (select from channels."order" o where o.id = order_id));

alter table channels.order_event enable row level security;
alter table channels.order_event force row level security;
create policy order_event_of_order on channels.order_event using (exists (select from channels."order" o where o.id = order_id));
