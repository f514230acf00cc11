import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import type { Database } from './database.ts';
import { Listener } from './listener.ts';

let database: Database;
const open: Listener[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(() => Promise.all(open.splice(0).map((listener) => listener.close())));
afterAll(() => database.close());

function make(url = database.appUrl) {
  const heard: string[] = [];
  const counts = { returns: 0, errors: 0 };
  const listener = new Listener({
    url,
    onNotice: (channel, text) => heard.push(`${channel}: ${text}`),
    onReturn: () => {
      counts.returns += 1;
    },
    onError: () => {
      counts.errors += 1;
    },
  });
  open.push(listener);
  return { listener, heard, counts };
}

const say = (channel: string, text: string) => database.pool.query('select pg_notify($1, $2)', [channel, text]);
const connections = async (): Promise<number> => {
  const { rows } = await database.pool.query(
    "select pid from pg_stat_activity where datname = current_database() and application_name = 'tessera live'",
  );
  return rows.length;
};
const cut = () =>
  asOwner(
    database.ownerUrl,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'tessera live'",
  );
const until = async (text: string, { heard }: { heard: string[] }) => {
  const hears = async () => {
    await say('asked', text);
    return heard.includes(`asked: ${text}`);
  };
  await expect.poll(hears).toBe(true);
};

test('channels asked for before and after connecting are heard, and no others', async () => {
  const one = make();
  one.listener.listen('before');
  await one.listener.connect();
  one.listener.listen('asked');
  one.listener.listen('asked');
  await until('there', one);
  await say('before', 'a');
  await say('another', 'b');
  await say('asked', 'end');
  await expect.poll(() => one.heard.at(-1)).toBe('asked: end');
  const others = one.heard.filter((text) => text !== 'asked: there');
  expect(others).toEqual(['before: a', 'asked: end']);
});

test('a first connection that nobody answers is the caller’s to hear of', async () => {
  const one = make('postgresql://nobody:x@127.0.0.1:1/none');
  await expect(one.listener.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(one.listener.isConnected).toBe(false);
});

test('a channel asked for while the connection is away is heard once it is back', async () => {
  const one = make();
  await one.listener.connect();
  await cut();
  // It is away for some hundredths of a second only.
  await expect.poll(() => one.listener.isConnected, { interval: 1 }).toBe(false);
  one.listener.listen('asked');
  await until('back', one);
  expect(one.counts).toMatchObject({ returns: 1 });
  expect(one.listener.isConnected).toBe(true);
});

test('it comes back as often as it was cut, with one connection each time', async () => {
  const one = make();
  one.listener.listen('asked');
  await one.listener.connect();
  for (let round = 1; round <= 3; round += 1) {
    await cut();
    await expect.poll(() => one.counts.returns).toBe(round);
  }
  expect(await connections()).toBe(1);
});

test('it tries again while the database turns it away, and reports each fault', async () => {
  const one = make();
  one.listener.listen('asked');
  await one.listener.connect();
  const name = new URL(database.ownerUrl).pathname.slice(1);
  await asOwner(database.ownerUrl, `revoke connect on database ${name} from public, ${TEST_APP_ROLE}`);
  await cut();
  await expect.poll(() => one.counts.errors, { timeout: 5_000 }).toBeGreaterThan(2);
  expect(one.listener.isConnected).toBe(false);
  expect(one.counts.returns).toBe(0);
  await asOwner(database.ownerUrl, `grant connect on database ${name} to ${TEST_APP_ROLE}`);
  await expect.poll(() => one.counts.returns, { timeout: 10_000 }).toBe(1);
  await until('back', one);
});

test('closed in the middle of coming back, it leaves no connection behind', async () => {
  const one = make();
  await one.listener.connect();
  await cut();
  await expect.poll(() => one.listener.isConnected, { interval: 1, timeout: 5_000 }).toBe(false);
  await one.listener.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(one.counts.returns).toBe(0);
  expect(await connections()).toBe(0);
});
