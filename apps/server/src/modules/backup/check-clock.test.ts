/** The schedule and the retention over days, with a clock that the test moves. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, TEST_APP_ROLE, TEST_SECRET } from '../../../test/database.ts';
import { migrationSources } from '../../migration-sources.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { BackupRow } from './backup.ts';
import { enterDrill } from './begin-backup.ts';
import { checkClock } from './check-clock.ts';
import type { BackupPlace } from './place.ts';
import { selectBackups } from './queries.ts';
import { runBackup } from './run-backup.ts';
import { runDrill } from './run-drill.ts';

const SYSTEM = systemActor('test');
let database: Database;
let dataDir: string;
let place: BackupPlace;
let now = new Date();

beforeAll(async () => {
  database = await cloneDatabase({ clock: () => now });
  dataDir = await mkdtemp(join(tmpdir(), 'tessera-clock-'));
  place = {
    folder: join(dataDir, 'backups'),
    key: () => 'a recovery key of the tests',
    keyPlace: 'variable',
    keyFile: '',
    dataDir,
    secret: TEST_SECRET,
    appRole: TEST_APP_ROLE,
    productVersion: '1.0.0',
    timeZone: 'Asia/Shanghai',
    sources: migrationSources(),
  };
  await set('backup.drillSchedule', '');
});
afterAll(async () => {
  await database?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** As somebody in the console would; the rights to it are the settings' own matter. */
const set = (key: string, value: unknown) =>
  database.transaction(SYSTEM, {}, (ctx) =>
    sql`insert into settings.setting (key, value, changed_at, changed_by) values (${key}, ${JSON.stringify(value)}::jsonb, ${ctx.now}, 'test')
        on conflict (key) do update set value = excluded.value`.execute(ctx.tx),
  );
const list = () => database.transaction(SYSTEM, {}, (ctx) => selectBackups(ctx, { limit: 100 }));
const running = async (): Promise<BackupRow | undefined> => (await list()).find(({ state }) => state === 'running');
/** The worker looks at the clock; answers what it has begun. */
const look = async (at: string): Promise<BackupRow | undefined> => {
  now = new Date(at);
  await checkClock({ database, place });
  return running();
};
const finish = (row: BackupRow | undefined) => {
  if (!row) throw new Error('no backup was begun');
  return runBackup({ database, place, now }, row.id);
};
const filesOf = async () => (await readdir(place.folder)).sort();

test('the schedule is read in the time zone of the installation, and a change of it holds from the next look on', async () => {
  await set('backup.schedule', '30 3 * * *');
  expect(await look('2026-03-02T12:00:00+08:00')).toBeUndefined();
  expect(await look('2026-03-03T03:29:59+08:00')).toBeUndefined();
  const first = await look('2026-03-03T03:30:00+08:00');
  expect(first).toMatchObject({ kind: 'scheduled', requested_by: 'system' });
  await finish(first);
  expect(await look('2026-03-03T03:31:00+08:00')).toBeUndefined();

  await set('backup.schedule', '0 22 * * *');
  const second = await look('2026-03-03T22:00:30+08:00');
  await finish(second);
  expect(await look('2026-03-04T03:31:00+08:00')).toBeUndefined();

  await set('backup.schedule', '');
  expect(await look('2026-03-05T22:01:00+08:00')).toBeUndefined();
});

test('what was missed while no server ran is made up for, once', async () => {
  await set('backup.schedule', '30 3 * * *');
  expect(await look('2026-03-06T12:00:00+08:00')).toBeDefined();
  await finish(await running());
  expect(await look('2026-03-06T12:01:00+08:00')).toBeUndefined();
});

test('old ones are removed by the rule after the next good one, with their files; the newest proven one never', async () => {
  await set('backup.keepCount', 1);
  await set('backup.keepDays', 5);
  const before = await list();
  const proven = before[1];
  if (!proven) throw new Error('there are three backups');
  await database.transaction(SYSTEM, {}, (ctx) => enterDrill(ctx, proven.id));
  expect(await runDrill({ database, place }, proven.id)).toMatchObject({ drill_state: 'passed' });
  const latest = await finish(await look('2026-03-20T03:30:00+08:00'));
  expect(latest?.state).toBe('complete');
  const states = Object.fromEntries((await list()).map(({ name, state }) => [name, state]));
  const others = before.filter(({ id }) => id !== proven.id);
  expect(states).toEqual({
    [latest?.name ?? '']: 'complete',
    [proven.name]: 'complete',
    ...Object.fromEntries(others.map(({ name }) => [name, 'removed'])),
  });
  expect(await filesOf()).toEqual([proven.name, latest?.name].map((name) => `${name}.tessera-backup`).sort());
}, 60_000);
