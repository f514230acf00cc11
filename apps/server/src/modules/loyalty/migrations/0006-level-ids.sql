-- A level has an id of its own, so that a campaign can say that it is for those who stand on it.

select set_config('app.actor_kind', 'system', true);

update loyalty.ladder set levels = (
  select coalesce(jsonb_agg(e.level || jsonb_build_object('id',
    -- A UUIDv7, as every id is; those that are made later come from the server.
    encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from now()) * 1000)::bigint) from 3)
      from 1 for 6), 52, 1), 53, 1), 'hex')::uuid) order by e.rank), '[]')
  from jsonb_array_elements(levels) with ordinality as e (level, rank)
);
