import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../src/platform/database.ts';

/** The role and the secret that all tests work with, on one cluster. */
export const TEST_APP_ROLE = 'tessera_app';
export const TEST_SECRET = 'a secret of the tests, known to everybody';

/** A migrated database to copy, on the cluster of this run. Its URL is its owner's, who may create databases and roles. */
export type TestCluster = { ownerUrl: string; template: string };

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** A database of its own with every module's tables and no rows, in some 50 ms. `close` drops it. */
export async function cloneDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const { template } = inject('cluster');
  const { ownerUrl, drop } = await createDatabase(` template ${template}`);
  const database = await openDatabase({ ownerUrl, appRole: TEST_APP_ROLE, secret: TEST_SECRET, timeZone: 'Asia/Shanghai', poolSize: 10, ...options });
  let closing: Promise<void> | undefined;
  return { ...database, close: () => (closing ??= database.close().then(drop)) };
}

/** An empty database without any schema, for tests of the migrations themselves. */
export async function createDatabase(template = ''): Promise<{ ownerUrl: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = inject('cluster').ownerUrl;
  await asOwner(server, `create database ${name}${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { ownerUrl: url.href, drop: () => dropDatabase(server, name) };
}

const DROP_TRIES = 20;
const DROP_PAUSE_MS = 250;
/** The server's own cleaner works in it just now: nobody but a superuser may end that. */
const INSUFFICIENT_PRIVILEGE = '42501';

/** Whatever is connected to it is cut off. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await asOwner(server, `drop database if exists ${name} with (force)`);
    } catch (error) {
      const mayPass = error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE && attempt < DROP_TRIES;
      if (!mayPass) throw error;
      await sleep(DROP_PAUSE_MS);
    }
  }
}

/** Runs one statement as the owner of the database behind `ownerUrl`. */
export async function asOwner(ownerUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
