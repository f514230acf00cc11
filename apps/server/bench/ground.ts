import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrationSources } from '../src/migration-sources.ts';
import { type Database, openDatabase } from '../src/platform/database.ts';
import { startEmbedded } from '../src/platform/embedded/start.ts';
import { openKeyRing } from '../src/platform/keys/key-ring.ts';
import { migrate } from '../src/platform/migrate.ts';
import { createSecretBox, type SecretBox } from '../src/platform/secret-box.ts';
import { postmasterOf } from './processor.ts';

const APP_ROLE = 'tessera_app';

/** A migrated database on a cluster that loses nothing at a power cut, and what it takes to work on it. */
export type Ground = {
  readonly database: Database;
  /** The database's owner, who may vacuum and count everything. */
  readonly owner: pg.Pool;
  readonly secret: string;
  readonly secrets: SecretBox;
  readonly dataDir: string;
  readonly version: string;
  /** PostgreSQL's main process, where it runs on this machine. */
  readonly postmaster: number | undefined;
  close(): Promise<void>;
};

/** @param givenUrl an empty database; without it, an embedded PostgreSQL with the settings of production is started */
export async function openGround(givenUrl: string | undefined): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-bench-'));
  const embedded = givenUrl === undefined ? await startEmbedded({ dataDir, profile: 'production' }) : undefined;
  const ownerUrl = givenUrl ?? embedded?.ownerUrl ?? '';
  const secret = randomBytes(32).toString('hex');
  await migrate(ownerUrl, APP_ROLE, migrationSources());
  const database = await openDatabase({ ownerUrl, appRole: APP_ROLE, secret, timeZone: 'Asia/Shanghai' });
  const keys = await openKeyRing({ database, secret, clock: () => new Date(), onFault: console.error });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2, options: '-c app.actor_kind=system' });
  // A session that is ending already may still hear that the database stops.
  owner.on('error', () => undefined);
  const { rows } = await owner.query<{ pid: number; version: string; fsync: string }>(
    `select pg_backend_pid() as pid, current_setting('server_version') as version, current_setting('fsync') as fsync`,
  );
  const [session] = rows;
  if (session?.fsync !== 'on') throw new Error('The database does not write through to the disk (fsync is off); figures would mean nothing.');
  return {
    database,
    owner,
    secret,
    secrets: createSecretBox(keys),
    dataDir,
    version: session.version,
    postmaster: postmasterOf(session.pid),
    async close() {
      keys.close();
      await owner.end();
      await database.close();
      await embedded?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
