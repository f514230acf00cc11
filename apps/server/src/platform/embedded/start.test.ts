import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Embedded, EmbeddedError, startEmbedded } from './start.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tessera-embedded-'));
const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
const servers: Embedded[] = [];
const warnings: string[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  warnings.length = 0;
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start(options: { dataDir?: string; port?: number } = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, profile: 'test', warn: (message) => warnings.push(message), ...options });
  servers.push(server);
  return server;
}

async function query({ ownerUrl }: Embedded, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // In a container without an init nobody takes note of the dead, and they keep their number.
  return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

/** What a power cut leaves behind: no process, and the files of one. */
async function killPostmaster(server: Embedded): Promise<number> {
  const pid = server.pid();
  if (pid === undefined) throw new Error('it does not run');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isAlive(pid)).toBe(false);
  return pid;
}

test('the first start makes a database whose owner may create roles and is no superuser, behind a password and no port', async () => {
  const one = await start();
  expect(isAlive(one.pid())).toBe(true);
  expect(
    await query(one, 'select rolname as name, rolsuper as mighty, rolcreaterole as makes_roles from pg_roles where rolname = current_user'),
  ).toEqual([{ name: 'tessera_owner', mighty: false, makes_roles: true }]);
  expect(await query(one, "select current_setting('listen_addresses') as listens")).toEqual([{ listens: '' }]);
  const stranger = new URL(one.ownerUrl);
  stranger.password = 'guessed';
  await expect(query({ ...one, ownerUrl: stranger.href }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o077).toBe(0);
  await query(one, 'create table keepsake as select 7 as number');
});

test('a second server joins the same database, which runs on until the last of them has left', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(second.ownerUrl).toBe(first.ownerUrl);
  expect(second.pid()).toBe(first.pid());
  const pid = first.pid();
  await first.stop();
  await first.stop();
  expect(isAlive(pid)).toBe(true);
  expect(await query(second, 'select number from keepsake')).toEqual([{ number: 7 }]);
  await second.stop();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(pidFile)).toBe(false);
});

test('after kill -9 of PostgreSQL a server that lives brings it back by itself, with its data, and says so', async () => {
  const one = await start();
  const dead = await killPostmaster(one);
  await expect.poll(() => warnings, { timeout: 10_000 }).toEqual(['The embedded database went away and runs again.']);
  expect(one.pid()).not.toBe(dead);
  expect(await query(one, 'select number from keepsake')).toEqual([{ number: 7 }]);
  const pid = one.pid();
  await one.stop();
  expect(isAlive(pid)).toBe(false);
});

test('after a power cut the next start recovers, though the files of the dead bear the number of a living program', async () => {
  const one = await start();
  const leftovers = [pidFile, join(dataDir, 'postgres', '.s.PGSQL.5432.lock')].map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  await one.stop();
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  try {
    for (const { path, text } of leftovers) writeFileSync(path, text.replace(/^\d+/, String(other.pid)), { mode: 0o600 });
    const again = await start();
    expect(again.pid()).not.toBe(other.pid);
    expect(await query(again, 'select number from keepsake')).toEqual([{ number: 7 }]);
  } finally {
    other.kill('SIGKILL');
  }
});

test('a file of a process number that was cut off in writing is no obstacle', async () => {
  writeFileSync(pidFile, '', { mode: 0o600 });
  utimesSync(pidFile, new Date(), new Date(Date.now() - 60_000));
  expect(await query(await start(), 'select number from keepsake')).toEqual([{ number: 7 }]);
});

test('a password that is not the database’s is said at once, with the way out', async () => {
  await start();
  const file = join(dataDir, 'postgres-password');
  const password = readFileSync(file, 'utf8');
  writeFileSync(file, 'x'.repeat(64));
  const refused = startEmbedded({ dataDir, profile: 'test' });
  await expect(refused).rejects.toThrow(EmbeddedError);
  await expect(refused).rejects.toThrow('is not the password of the database in');
  writeFileSync(file, password);
});

test('a port that another program has is said at once', async () => {
  const occupant = createServer();
  const port = await new Promise<number>((resolve) => {
    occupant.listen(0, '127.0.0.1', () => {
      const address = occupant.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  try {
    await expect(startEmbedded({ dataDir, profile: 'test', port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken by another program.`);
  } finally {
    await new Promise((resolve) => occupant.close(resolve));
  }
  const open = await start({ port });
  expect(await query(open, "select current_setting('listen_addresses') as listens")).toEqual([{ listens: '127.0.0.1' }]);
});
