import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_SECRET } from '../../test/database.ts';
import { AppRoleError } from './app-role.ts';
import { type Database, openDatabase } from './database.ts';

let database: Database;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.close());

test('several servers that meet a role with another password all get in', async () => {
  const options = { ownerUrl: database.ownerUrl, appRole: 'tessera_app_shared', secret: 'a secret that nobody has used before now', timeZone: 'UTC' };
  const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ ...options, poolSize: 4 })));
  for (const one of opened) {
    expect((await one.pool.query('select current_user as name')).rows).toEqual([{ name: 'tessera_app_shared' }]);
    await one.close();
  }
  const changed = await openDatabase({ ...options, secret: 'another secret after the first one was lost' });
  await changed.close();
  await asOwner(database.ownerUrl, 'drop owned by tessera_app_shared; drop role tessera_app_shared').catch(() => undefined);
});

test('an owner who may not create roles is told the SQL, which holds no password in clear and works', async () => {
  await asOwner(database.ownerUrl, "drop role if exists plain_owner; create role plain_owner login password 'plain'");
  const plain = new URL(database.ownerUrl);
  plain.username = 'plain_owner';
  plain.password = 'plain';
  const options = { ownerUrl: plain.href, appRole: 'tessera_app_plain', secret: TEST_SECRET, timeZone: 'UTC' };
  const error = await openDatabase(options).catch((reason: unknown) => reason);
  if (!(error instanceof AppRoleError)) throw error;
  expect(error.message).toContain('CREATE ROLE "tessera_app_plain" LOGIN');
  expect(error.message).toMatch(/PASSWORD 'SCRAM-SHA-256\$4096:/);
  await asOwner(database.ownerUrl, error.message.slice(error.message.indexOf('\n') + 1));
  const opened = await openDatabase(options);
  await opened.close();
  await asOwner(database.ownerUrl, 'drop owned by tessera_app_plain; drop role tessera_app_plain; drop role plain_owner').catch(() => undefined);
});
