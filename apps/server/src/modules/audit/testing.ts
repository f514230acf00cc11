import type pg from 'pg';

const AT_ONCE = 50_000;

/** A year of a campus: few people of the staff act often, many members seldom; one try in fifty is refused, one record in twenty a read. */
const FILL = `
  insert into audit.record (id, at, actor_kind, actor_id, actor_name, organization_id, action, target_kind, target_id, outcome, after, request_id, address, user_agent)
  select
    (lpad(to_hex(ms), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid, to_timestamp(ms / 1000.0),
    case when kind < 60 then 'staff' when kind < 90 then 'member' else 'system' end,
    case when kind < 60 then md5('staff' || who)::uuid when kind < 90 then md5('member' || n % 20000)::uuid end,
    case when kind < 60 then '员工' || who when kind < 90 then md5('member' || n % 20000)::uuid::text else 'job' || n % 12 end,
    case when kind < 60 then md5('organization' || who % 30)::uuid end,
    'module' || act % 12 || '.act' || act, 'kind' || act % 12, md5('target' || n % ($2::bigint / 5))::uuid::text,
    case when n % 50 = 0 then 'refused' when n % 20 = 1 then 'read' else 'done' end,
    jsonb_build_object('status', 'frozen', 'name', '李小雨' || n), 'request-' || n / 2, '10.0.' || n % 9 || '.' || who, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140'
  from (
    select n, (extract(epoch from now()) * 1000)::bigint - ($2::bigint - n) * (365 * 86400000::bigint / $2::bigint) as ms,
      abs(hashint8(n)) % 100 as kind, (sqrt(abs(hashint8(n * 7)) % 3600))::int as who, abs(hashint8(n * 13)) % 48 as act, md5(n::text) as h
    from generate_series($1::bigint, $1::bigint + 49999) n where n <= $2::bigint) g`;

/** Fills an empty log with so many records of the last year, as its owner with the system's view, and lets the planner look at them. */
export async function fillLog(owner: Pick<pg.Pool, 'query'>, records: number): Promise<void> {
  for (let from = 1; from <= records; from += AT_ONCE) await owner.query(FILL, [from, records]);
  await owner.query('vacuum analyze audit.record');
}
