import { mkdirSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createSecretBox } from '../secret-box.ts';
import {
  type Cluster,
  describeCluster,
  initialise,
  isInitialised,
  type Postmaster,
  readPostmaster,
  removeForeignPidFiles,
  startPostmaster,
  stopPostmaster,
} from './cluster.ts';
import { EmbeddedError } from './run-as.ts';
import type { Profile } from './settings.ts';

export { EmbeddedError } from './run-as.ts';

export type Embedded = {
  /** The owner of the database `tessera`: may create roles and databases, is no superuser. */
  ownerUrl: string;
  /** Number of PostgreSQL's main process, for messages and tests. */
  pid: () => number | undefined;
  /** Leaves the cluster; the last server to leave stops it. */
  stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  profile: Profile;
  /** A port on 127.0.0.1 besides the Unix socket; 0 for none. */
  port?: number;
  /** Told in one sentence when the cluster had to be started again. */
  warn?: (message: string) => void;
};

/**
 * Runs the embedded PostgreSQL of `dataDir`, or joins it when it runs already: after the server was killed, or for a second server on the
 * same directory. The rule between servers: each holds a shared advisory lock on one connection for as long as it lives; the one that can
 * take the lock alone on leaving is the last and stops PostgreSQL. A newcomer that waits for the lock meanwhile is cut off and starts it anew.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const cluster = await describeCluster({ dataDir: realpathSync(options.dataDir), profile: options.profile, port: options.port ?? 0 });
  let presence: Presence | undefined = await enter(cluster);
  let left = false;
  const watch = (watched: Presence): void => {
    watched.client.once('end', () => {
      presence = undefined;
      // Without its presence this server would not count, and another one leaving would stop the cluster under it.
      if (!left) void returnTo();
    });
  };
  const returnTo = async (): Promise<void> => {
    for (let attempt = 0; !left && isInitialised(cluster.directory); attempt += 1) {
      await sleep(Math.min(100 * 2 ** attempt, 10_000), undefined, { ref: false });
      if (left) return;
      try {
        const again = await enter(cluster);
        if (left) return void (await again.client.end());
        presence = again;
        watch(again);
        options.warn?.('The embedded database went away and runs again.');
        return;
      } catch (error) {
        options.warn?.(`The embedded database does not run: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  watch(presence);
  const ownerUrl = await ensureOwner(cluster, presence);
  return {
    ownerUrl,
    pid: () => readPostmaster(cluster)?.pid,
    stop: async () => {
      if (left) return;
      left = true;
      await leave(cluster, presence);
    },
  };
}

type Presence = { client: pg.Client; postmaster: Postmaster };

/** Any fixed number will do: it names this lock among all advisory locks of the database `postgres`. */
const PRESENCE_LOCK = 7_364_001;
const SETUP_LOCK = 7_364_002;
const ENTER_TIMEOUT_MS = 90_000;
const RETRY_EVERY_MS = 100;

async function enter(cluster: Cluster): Promise<Presence> {
  const deadlineMs = performance.now() + ENTER_TIMEOUT_MS;
  const attempt = { started: false };
  for (;;) {
    const problem = await tryToEnter(cluster, attempt);
    if (!(problem instanceof Error)) return problem;
    if (problem instanceof FinalError || performance.now() > deadlineMs) {
      // Nobody else would stop a cluster that this server started and could not join.
      if (attempt.started) await stopPostmaster(cluster);
      throw problem;
    }
    await sleep(RETRY_EVERY_MS);
  }
}

/** Waiting does not help: a wrong password, a taken port. */
class FinalError extends EmbeddedError {}

async function tryToEnter(cluster: Cluster, attempt: { started: boolean }): Promise<Presence | Error> {
  try {
    if (!isInitialised(cluster.directory)) await initialise(cluster);
  } catch (error) {
    return new FinalError(messageOf(error));
  }
  const running = readPostmaster(cluster);
  if (running) {
    const joined = await join(cluster, running);
    // A live socket is believed before any process number: it may lie in another container on the same volume.
    if (!(joined instanceof Error)) return joined;
    if (codeOf(joined) === '28P01') {
      return new FinalError(
        `${cluster.dataDir}/postgres-password is not the password of the database in ${cluster.directory}; restore it from a backup.`,
      );
    }
    if (!UNREACHABLE.has(codeOf(joined))) return joined;
  }
  removeForeignPidFiles(cluster);
  try {
    await startPostmaster(cluster);
    attempt.started = true;
    return new EmbeddedError('The embedded database started but could not be reached.');
  } catch (error) {
    const problem = error instanceof Error ? error : new EmbeddedError(String(error));
    return /is taken by another program|No space left|Permission denied/.test(problem.message) ? new FinalError(problem.message) : problem;
  }
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK', 'ETIMEDOUT']);

async function join(cluster: Cluster, postmaster: Postmaster): Promise<Presence | Error> {
  const client = new pg.Client({
    host: postmaster.host,
    port: postmaster.port,
    user: 'postgres',
    password: cluster.password,
    database: 'postgres',
    application_name: 'tessera presence',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A lost connection is noticed by its 'end'; without a listener the error would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock_shared(${PRESENCE_LOCK})`);
    return { client, postmaster };
  } catch (error) {
    await client.end().catch(() => undefined);
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function leave(cluster: Cluster, presence: Presence | undefined): Promise<void> {
  const client = presence?.client;
  if (!client) return;
  try {
    await client.query(`select pg_advisory_unlock_shared(${PRESENCE_LOCK})`);
    const { rows } = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${PRESENCE_LOCK}) as last`);
    if (rows[0]?.last === true) await stopPostmaster(cluster);
  } catch {
    // The cluster is going down already, which is all that leaving could bring about.
  } finally {
    await client.end().catch(() => undefined);
  }
}

const OWNER = 'tessera_owner';
const DATABASE = 'tessera';

async function ensureOwner(cluster: Cluster, { client, postmaster }: Presence): Promise<string> {
  const password = createSecretBox(cluster.password).keyedHash('database role', OWNER);
  await client.query(`select pg_advisory_lock(${SETUP_LOCK})`);
  try {
    const roles = await client.query<{ makes: boolean }>('select rolcreatedb as makes from pg_roles where rolname = $1', [OWNER]);
    if (roles.rowCount === 0) await client.query(`create role ${OWNER} login createrole createdb password ${pg.escapeLiteral(password)}`);
    // A restore goes into a database of its own first.
    else if (roles.rows[0]?.makes === false) await client.query(`alter role ${OWNER} createdb`);
    const databases = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (databases.rowCount === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`);
  } finally {
    await client.query(`select pg_advisory_unlock(${SETUP_LOCK})`);
  }
  return urlOf({ user: OWNER, password, database: DATABASE, postmaster });
}

function urlOf(parts: { user: string; password: string; database: string; postmaster: Postmaster }): string {
  const { host, port } = parts.postmaster;
  const isSocket = host.startsWith('/');
  const place = isSocket ? `localhost:${port}/${parts.database}?host=${encodeURIComponent(host)}` : `${host}:${port}/${parts.database}`;
  return `postgresql://${parts.user}:${encodeURIComponent(parts.password)}@${place}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
