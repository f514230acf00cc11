import type { LiveEvent } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner, cloneDatabase } from '../../test/database.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import { createLiveHub, type LiveHub, notifyLive } from './live.ts';

const SYSTEM = systemActor("the tests' own");
let database: Database;
let hubs: LiveHub[] = [];
const faults: unknown[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
beforeEach(async () => {
  faults.length = 0;
  hubs = await Promise.all([1, 2].map(() => createLiveHub({ appUrl: database.appUrl, onError: (error) => faults.push(error) })));
});
afterEach(() => Promise.all(hubs.map((hub) => hub.close())));
afterAll(() => database.close());

const tell = (topic: string, event: LiveEvent) => database.transaction(SYSTEM, {}, (ctx) => notifyLive(ctx, topic, event));

/** Everything that somebody at each hub hears of these topics. */
function listen(...topics: string[]): LiveEvent[][] {
  return hubs.map((hub) => {
    const heard: LiveEvent[] = [];
    hub.subscribe(topics, (event) => heard.push(event));
    return heard;
  });
}

/** Notices arrive in the order of their commits, so whoever heard this one has heard all before it. */
async function flush(): Promise<void> {
  const marks = listen('flush');
  await tell('flush', { kind: 'members' });
  await expect.poll(() => marks.every((heard) => heard.length === 1)).toBe(true);
}

/** Ends the connections that listen, as a database that restarts would. */
const cut = () =>
  asOwner(
    database.ownerUrl,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'tessera live'",
  );

test('what one server tells is heard on every server, by those who asked for the topic', async () => {
  const [mine, others] = [listen('member:1', 'member:2'), listen('member:3')];
  const event: LiveEvent = { kind: 'cards', cardId: newId() };
  await tell('member:1', event);
  await flush();
  expect(mine).toEqual([[event], [event]]);
  expect(others).toEqual([[], []]);
});

test('nothing is heard of what was rolled back', async () => {
  const heard = listen('member:1');
  const failing = database.transaction(SYSTEM, {}, async (ctx) => {
    await notifyLive(ctx, 'member:1', { kind: 'members' });
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  await flush();
  expect(heard).toEqual([[], []]);
});

test('nothing is heard before the commit', async () => {
  const heard = listen('member:1');
  await database.transaction(SYSTEM, {}, async (ctx) => {
    await notifyLive(ctx, 'member:1', { kind: 'members' });
    await flush();
    expect(heard).toEqual([[], []]);
  });
  await flush();
  expect(heard).toEqual([[{ kind: 'members' }], [{ kind: 'members' }]]);
});

test('an event with more ids than one notice holds arrives in parts that are whole together', async () => {
  const [heard] = listen('member:1');
  const paymentIds = Array.from({ length: 1_000 }, () => newId());
  await tell('member:1', { kind: 'payments', paymentIds });
  await flush();
  expect(heard?.length).toBeGreaterThan(1);
  expect(heard?.flatMap((event) => (event.kind === 'payments' ? event.paymentIds : ['?']))).toEqual(paymentIds);
});

test('an event that cannot be parted becomes a call to look again', async () => {
  const [heard] = listen('member:1');
  await tell('member:1', { kind: 'cards', cardId: 'x'.repeat(9_000) });
  await tell('member:1', { kind: 'payments', paymentIds: ['银'.repeat(4_000)] });
  await flush();
  expect(heard).toEqual([{ kind: 'resync' }, { kind: 'resync' }]);
});

test('who has gone hears no more, and others do', async () => {
  const gone: LiveEvent[] = [];
  const leave = hubs[0]?.subscribe(['member:1', 'member:2'], (event) => gone.push(event));
  const [stays] = listen('member:1');
  leave?.();
  leave?.();
  await tell('member:1', { kind: 'members' });
  await flush();
  expect(gone).toEqual([]);
  expect(stays).toEqual([{ kind: 'members' }]);
});

test('a listener that fails keeps the news from nobody and is reported', async () => {
  hubs[0]?.subscribe(['member:1'], () => {
    throw new Error('a listener failed');
  });
  const [heard] = listen('member:1');
  await tell('member:1', { kind: 'members' });
  await flush();
  expect(heard).toEqual([{ kind: 'members' }]);
  expect(faults.map(String)).toContain('Error: a listener failed');
});

test('after the connection was cut everybody is told once to look again, caches are emptied, and events are heard again', async () => {
  const heard = listen('member:1', 'member:2');
  const [hub] = hubs;
  const texts: string[] = [];
  let emptied = 0;
  hub?.onNotify('Cache of ours', (text) => texts.push(text));
  hub?.onResync(() => {
    emptied += 1;
  });
  await flush();
  await cut();
  await expect.poll(() => heard.every((events) => events.length > 0)).toBe(true);
  expect(hubs.map((one) => one.isConnected())).toEqual([true, true]);
  await tell('member:2', { kind: 'members' });
  await asOwner(database.ownerUrl, 'notify "Cache of ours", \'members\'');
  await expect.poll(() => texts).toEqual(['members']);
  await flush();
  expect(heard).toEqual([1, 2].map(() => [{ kind: 'resync' }, { kind: 'members' }]));
  expect(emptied).toBe(1);
  expect(faults.length).toBeGreaterThan(0);
});

test('a closed hub stays silent and does not come back', async () => {
  const heard = listen('member:1');
  await hubs[0]?.close();
  await tell('member:1', { kind: 'members' });
  await expect.poll(() => heard[1]).toEqual([{ kind: 'members' }]);
  expect(heard[0]).toEqual([]);
  expect(hubs[0]?.isConnected()).toBe(false);
});
