-- What is left on cards in wallets, by kind, of the accounts that hold it: a hundred thousand of them never travel to the server. With the
-- policies of whoever asks.
create or replace function giftcards.held(p_kinds uuid[]) returns table (kind_id uuid, held_minor bigint) language sql stable as $$
  select c.kind_id, sum(a.balance)::bigint
  from giftcards.card c join ledger.account a on a.id = c.account_id and a.bucket = ledger.bucket_of(c.account_id)
  where c.kind_id = any (p_kinds) group by c.kind_id
$$;
