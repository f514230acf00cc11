import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Database } from '../../platform/database.ts';
import { asSystem, headOf, idsOf, sealAll, tamper, verify, write } from './audit.world.ts';

const ACTIONS = ['one', 'two', 'three', 'four', 'five'];

let database: Database;
let ids: string[];
beforeEach(async () => {
  database = await cloneDatabase();
  await write(database, ACTIONS, { before: { status: 'active' }, after: { status: 'frozen', name: '李小雨' } });
  await sealAll(database);
  ids = await idsOf(database, ACTIONS);
});
afterEach(() => database.close());

const MOVED = 'seq = case seq when 2 then -2 when 3 then -3 end where seq in (2, 3)';

describe('the owner of the database tampers, and the first record that is wrong is named', () => {
  test.each([
    ['who it was', "actor_name = 'somebody else'"],
    ['what was done', "action = 'cards.voidCard'"],
    ['what it was before', `before = '{"status": "frozen"}'`],
    ['what it was after', 'after = null'],
    ['when', "at = at + interval '1 millisecond'"],
    ['from where', "address = '10.0.0.1'"],
    ['the outcome', "outcome = 'refused'"],
    ['the request', "request_id = 'another'"],
    ['in which session', "session_id = 'another'"],
    ['for which organisation', 'organization_id = gen_random_uuid()'],
  ])('changed: %s', async (_what, change) => {
    await tamper(database, `update audit.record set ${change} where action in ('three', 'five')`);
    expect(await verify(database)).toMatchObject({ end: { fault: 'record_changed', seq: 3, recordId: ids[2] } });
  });

  test('removed', async () => {
    await tamper(database, "delete from audit.record where action in ('two', 'four')");
    expect((await verify(database)).end).toEqual({ fault: 'record_removed', seq: 2, recordId: ids[1] });
  });

  test('removed with its link', async () => {
    await tamper(database, `delete from audit.record where action = 'two'; delete from audit.seal where seq = 2`);
    expect((await verify(database)).end).toEqual({ fault: 'seal_removed', seq: 2, recordId: null });
  });

  test('removed with its link, and the gap closed', async () => {
    await tamper(database, 'alter table audit.seal drop constraint seal_seq_positive');
    await tamper(
      database,
      `delete from audit.record where action = 'two'; delete from audit.seal where seq = 2;
       update audit.seal set seq = -seq where seq > 2; update audit.seal set seq = -seq - 1 where seq < 0; update audit.head set seq = 4`,
    );
    expect((await verify(database)).end).toEqual({ fault: 'order_changed', seq: 2, recordId: ids[2] });
  });

  test('inserted beside the door', async () => {
    await tamper(
      database,
      `insert into audit.record (id, at, actor_kind, actor_name, action, target_kind, outcome, request_id)
       values ('00000000-0000-7000-8000-000000000001', now(), 'system', 'x', 'forged', 'thing', 'done', 'r')`,
    );
    expect((await verify(database)).end).toEqual({ fault: 'record_inserted', seq: null, recordId: '00000000-0000-7000-8000-000000000001' });
  });

  test('reordered: two links change places', async () => {
    await tamper(database, 'alter table audit.seal drop constraint seal_seq_positive');
    await tamper(database, `update audit.seal set ${MOVED}; update audit.seal set seq = case seq when -2 then 3 else 2 end where seq < 0`);
    expect((await verify(database)).end).toEqual({ fault: 'order_changed', seq: 2, recordId: ids[2] });
  });

  test('reordered: two links change their records', async () => {
    await tamper(database, 'alter table audit.seal drop constraint seal_record_unique');
    await tamper(
      database,
      `update audit.seal s set record_id = o.record_id, content = o.content from audit.seal o
       where s.seq in (2, 4) and o.seq in (2, 4) and o.seq <> s.seq`,
    );
    expect((await verify(database)).end).toEqual({ fault: 'order_changed', seq: 2, recordId: ids[3] });
  });

  test('a link that was written over to fit a changed record', async () => {
    await tamper(
      database,
      "update audit.record set action = 'x' where action = 'three'; update audit.seal s set content = audit.content_of(r) from audit.record r where r.id = s.record_id and s.seq = 3",
    );
    expect((await verify(database)).end).toEqual({ fault: 'seal_changed', seq: 3, recordId: ids[2] });
  });

  test('the end cut off', async () => {
    await tamper(database, "delete from audit.record where action in ('four', 'five'); delete from audit.seal where seq > 3");
    expect((await verify(database)).end).toEqual({ fault: 'end_removed', seq: 4, recordId: null });
  });

  test('removed before it was sealed', async () => {
    await write(database, ['waiting']);
    const [waiting] = await idsOf(database, ['waiting']);
    await tamper(database, "delete from audit.record where action = 'waiting'");
    expect((await verify(database)).end).toEqual({ fault: 'record_removed', seq: null, recordId: waiting });
  });

  test('a whole chain made anew fits in itself, and not with a head that was kept outside', async () => {
    const anchor = await headOf(database);
    expect((await verify(database, anchor)).end).toBe('sound');
    await tamper(
      database,
      `delete from audit.record where action = 'two'; delete from audit.seal; update audit.head set seq = 0, hash = decode(repeat('00', 32), 'hex');
       insert into audit.pending select id from audit.record`,
    );
    await sealAll(database);
    await write(database, ['six']);
    await sealAll(database);
    expect((await verify(database)).end).toBe('sound');
    expect((await verify(database, anchor)).end).toEqual({ fault: 'anchor_broken', seq: 5, recordId: null });
  });
});

test('the chain is sound after all that, when nobody tampers', async () => {
  await tamper(database, 'select 1');
  expect((await verify(database)).end).toBe('sound');
});

test('new records may come while a walk is under way', async () => {
  await write(database, ['waiting']);
  expect((await verify(database)).end).toBe('sound');
});

test('times in a session with another time zone are the same times', async () => {
  const broken = await asSystem(database, async (ctx) => {
    await sql`set local timezone = 'America/New_York'`.execute(ctx.tx);
    const { rows } = await sql<{ fault: string | null }>`select fault from audit.check_links(0, decode(repeat('00', 32), 'hex'), 100)`.execute(
      ctx.tx,
    );
    return rows[0]?.fault;
  });
  expect(broken).toBeNull();
});
