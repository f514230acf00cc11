import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type ServerProcess, type ServerSetting, startServer } from './children.ts';
import { type Measured, measuredWithoutDoor } from './measured.ts';
import { type Pids, startMeter } from './processor.ts';

const BEGIN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Lets the worker begin at the newest page, so that it meets only what is charged from now on. */
export async function skipJournal(owner: pg.Pool): Promise<void> {
  await owner.query(`insert into ledger.subscriber (name) values ('movements') on conflict do nothing`);
  await owner.query(
    `insert into ledger.subscriber_position (subscriber, lane, page) select 'movements', lane, page from ledger.lane
     on conflict (subscriber, lane) do update set page = excluded.page`,
  );
}

/** Starts the worker on what has gathered and measures how quickly it carries charges into the lists, for `seconds` or until it has caught up. */
export async function measureProjection(at: {
  readonly owner: pg.Pool;
  readonly setting: ServerSetting;
  readonly pids: Pids;
  readonly seconds: number;
}): Promise<{ readonly worker: ServerProcess; readonly measured: Measured }> {
  const { owner, pids } = at;
  const before = await readPlace(owner);
  const worker = await startServer(at.setting);
  const startedAtMs = performance.now();
  while ((await readPlace(owner)).rows === before.rows) {
    if (performance.now() - startedAtMs > BEGIN_WITHIN_MS) throw new Error('the worker does not follow the journal');
    await sleep(LOOK_EVERY_MS);
  }
  const first = await readPlace(owner);
  const meter = startMeter({ ...pids, worker: worker.pid });
  const endAtMs = performance.now() + at.seconds * 1_000;
  let last = first;
  while (performance.now() < endAtMs && last.pagesBehind > 0) {
    await sleep(LOOK_EVERY_MS);
    last = await readPlace(owner);
  }
  return { worker, measured: measuredWithoutDoor(last.rows - first.rows, meter.stop()) };
}

/** Waits until the worker has nothing left. */
export async function catchUp(owner: pg.Pool, withinSeconds: number): Promise<void> {
  const deadlineMs = performance.now() + withinSeconds * 1_000;
  while ((await readPlace(owner)).pagesBehind > 0 && performance.now() < deadlineMs) await sleep(LOOK_EVERY_MS);
}

type Place = { readonly rows: number; readonly pagesBehind: number };

/** From the day's totals, because counting rows would be work that is measured too. */
async function readPlace(owner: pg.Pool): Promise<Place> {
  const { rows } = await owner.query<{ rows: string; behind: string }>(
    `select (select coalesce(sum(payment_count), 0) from payments.day_total) as rows,
       (select coalesce(sum(l.page - s.page), 0) from ledger.lane l join ledger.subscriber_position s on s.lane = l.lane and s.subscriber = 'movements') as behind`,
  );
  return { rows: Number(rows[0]?.rows), pagesBehind: Number(rows[0]?.behind) };
}
