-- The number of a slip or a transfer as people type it: capitals, full-width letters and spaces tell no two apart.
create function channels.reference_key_of(reference text) returns text language sql immutable parallel safe
  return regexp_replace(lower(normalize(reference, NFKC)), '\s', '', 'g');

-- Of what was taken at a desk; null for the others, whose numbers come from the channel itself. Written by the database alone.
alter table channels."order" add column reference_key text;

create function channels.keep_reference_key() returns trigger language plpgsql as $$
begin
  new.reference_key := channels.reference_key_of(new.transaction_no);
  return new;
end $$;
create trigger order_keeps_reference_key before insert or update of transaction_no on channels."order" for each row
  when (new.way = 'desk' and new.transaction_no is not null) execute function channels.keep_reference_key();

-- What was taken before stays as it is: of several with one number, the first has the key. The others were credited then, and a new one is
-- compared with the first of them.
select set_config('app.actor_kind', 'system', true);
update channels."order" o set reference_key = first.reference_key
from (
  select distinct on (channel_key, channels.reference_key_of(transaction_no)) id, channels.reference_key_of(transaction_no) as reference_key
  from channels."order" where way = 'desk' and transaction_no is not null
  order by channel_key, channels.reference_key_of(transaction_no), id
) first where first.id = o.id;

create unique index order_reference_key on channels."order" (channel_key, reference_key) where reference_key is not null;
