import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { dropSibling } from '../src/platform/backup/sibling-database.ts';
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
  return { ownerUrl: url.href, drop: () => dropSibling(server, name) };
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
