-- A level has an id of its own, so that a campaign can say that it is for those who stand on it.

select set_config('app.actor_kind', 'system', true);

update loyalty.ladder set levels = (
  select coalesce(jsonb_agg(e.level || jsonb_build_object('id', gen_random_uuid()) order by e.rank), '[]')
  from jsonb_array_elements(levels) with ordinality as e (level, rank)
);
