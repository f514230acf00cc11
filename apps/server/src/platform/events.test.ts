import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import { defineEvent, every, on, publish } from './events.ts';
import { startWorker, type Worker } from './worker.ts';

const SYSTEM = systemActor("the tests' own");
const saleMade = defineEvent('till.saleMade', z.object({ saleId: z.int() }));
const nothingHeard = defineEvent('till.drawerOpened', z.object({}));

let database: Database;
let worker: Worker;
const heard: string[] = [];
const note = (subscriber: string) =>
  on(saleMade, subscriber, async ({ actor, requestId }, { saleId }) => {
    heard.push(`${subscriber} ${saleId} ${actor.kind} ${requestId}`);
  });

beforeAll(async () => {
  database = await cloneDatabase();
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
    create table till.sale (id int primary key); grant select, insert on till.sale to ${TEST_APP_ROLE};`,
  );
  const log = pino({ level: 'silent' });
  const last = on(saleMade, 'kitchen', async (ctx, { saleId }) => {
    const { rows } = await sql`select id from till.sale where id = ${saleId}`.execute(ctx.tx);
    heard.push(`kitchen sees ${rows.length}`);
  });
  worker = await startWorker({ database, registry: [note('stock'), note('books'), last], concurrency: 2, timeZone: 'Asia/Shanghai', log });
});
beforeEach(() => {
  heard.length = 0;
});
afterAll(async () => {
  await worker?.stop();
  await database?.close();
});

const sell = (saleId: number) =>
  database.transaction(SYSTEM, { requestId: `r-${saleId}` }, async (ctx) => {
    await publish(ctx, saleMade, { saleId });
    await sql`insert into till.sale values (${saleId})`.execute(ctx.tx);
  });
const waiting = async (): Promise<number> => (await database.pool.query('select id from graphile_worker.jobs')).rows.length;

test('every subscriber is told once of what happened, as the system, with the request it came from, and finds it committed', async () => {
  await sell(1);
  await expect.poll(() => heard.length).toBe(3);
  await expect.poll(waiting).toBe(0);
  expect(heard.toSorted()).toEqual(['books 1 system r-1', 'kitchen sees 1', 'stock 1 system r-1']);
});

test('of what was rolled back nobody is told', async () => {
  await sell(2);
  await expect(sell(2)).rejects.toMatchObject({ code: '23505' });
  await sell(3);
  await expect.poll(() => heard.filter((text) => text.includes(' 3 '))).toHaveLength(2);
  await expect.poll(waiting).toBe(0);
  expect(heard.filter((text) => text.includes(' 2 '))).toHaveLength(2);
});

test('nobody is told before the commit', async () => {
  await database.transaction(SYSTEM, {}, async (ctx) => {
    await publish(ctx, saleMade, { saleId: 4 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(heard).toEqual([]);
  });
  await expect.poll(() => heard.length).toBe(3);
});

test('an event that breaks its own shape, or that nobody waits for, queues nothing', async () => {
  const wrong = { saleId: 1.5 };
  await expect(database.transaction(SYSTEM, {}, (ctx) => publish(ctx, saleMade, wrong))).rejects.toBeInstanceOf(z.ZodError);
  await database.transaction(SYSTEM, {}, (ctx) => publish(ctx, nothingHeard, {}));
  expect(await waiting()).toBe(0);
});

test('subscribing names the job after the event and the subscriber, and the clock’s jobs bear their cron line', () => {
  expect(note('stock').name).toBe('till.saleMade > stock');
  expect(every('0 4 * * *', 'till.close', async () => undefined)).toMatchObject({ name: 'till.close', cron: '0 4 * * *', mode: 'transaction' });
});
