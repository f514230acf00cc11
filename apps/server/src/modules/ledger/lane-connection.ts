import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CHARGE_BATCH } from './charge-batch.ts';
import { LedgerUnavailable } from './refusal.ts';

const BATCH_LANES = 32;
const LANE_LOCK_CLASS = 0x1ed6e7;
const STATEMENT_TIMEOUT_MS = 5_000;
/** More than the second after which PostgreSQL looks for a deadlock. A batch does not wait longer for one wallet that somebody keeps locked. */
const LOCK_TIMEOUT_MS = 1_500;
/** The socket may die without a word; then the client, not the server, ends the wait. */
const ANSWER_TIMEOUT_MS = 8_000;
const CONNECT_TIMEOUT_MS = 3_000;
const BACKOFF_FIRST_MS = 20;
const BACKOFF_MOST_MS = 1_000;

/** A call that small runs 3× faster on a generic plan, and the planner is pinned to the one plan that scales with the table. */
const SESSION = `set statement_timeout = ${STATEMENT_TIMEOUT_MS}; set lock_timeout = ${LOCK_TIMEOUT_MS}; set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_bitmapscan = off; set jit = off;
  select set_config('app.actor_kind', 'system', false)`;

/** Two processes on one lane would be correct, since the lane's head is locked, but would wait for each other. */
const CLAIM_LANE = `select lane from generate_series(0, ${BATCH_LANES - 1}) lane where pg_try_advisory_lock($1, lane) limit 1`;

export type LaneConnection = {
  /**
   * Sends one batch until it is committed and answers with the database's text. After a lost connection it sends the same batch
   * again, which the keys make harmless; `resent` says so, since the first try may have been committed.
   * @throws LedgerUnavailable when the database did not come back in time: the outcome is unknown.
   * @throws DatabaseError when the database refuses the batch as such; nothing was done.
   */
  send(parametersFor: (lane: number) => unknown[]): Promise<{ readonly answers: string; readonly resent: boolean }>;
  /** Gives the connection up; a further batch opens a fresh one. */
  drop(): Promise<void>;
};

type Open = { readonly client: pg.Client; readonly lane: number };

/** @param resendForSeconds how long a batch is sent again before its charges are told `LedgerUnavailable`. */
export function createLaneConnection(config: pg.ClientConfig, resendForSeconds: number): LaneConnection {
  let open: Open | undefined;

  const drop = async () => {
    const dropped = open;
    open = undefined;
    if (dropped) await endQuietly(dropped.client);
  };

  return {
    async send(parametersFor) {
      const deadline = performance.now() + resendForSeconds * 1_000;
      for (let backoffMs = BACKOFF_FIRST_MS; ; backoffMs = Math.min(backoffMs * 2, BACKOFF_MOST_MS)) {
        try {
          open ??= await openLane(config);
          const result = await open.client.query<{ answers: string }>({ ...CHARGE_BATCH, values: parametersFor(open.lane) });
          return { answers: result.rows[0]?.answers ?? '', resent: backoffMs > BACKOFF_FIRST_MS };
        } catch (error) {
          const remedy = remedyFor(error);
          if (remedy === 'none') throw error;
          if (remedy === 'reconnect') await drop();
          if (performance.now() + backoffMs > deadline) throw new LedgerUnavailable('no answer in time', error);
          await sleep(backoffMs);
        }
      }
    },
    drop,
  };
}

async function openLane(config: pg.ClientConfig): Promise<Open> {
  const client = new pg.Client({
    application_name: 'tessera-ledger',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    query_timeout: ANSWER_TIMEOUT_MS,
    ...config,
  });
  client.on('error', () => undefined); // A broken connection also fails the query in flight, or the next one; that is where it is met.
  try {
    await client.connect();
    await client.query(SESSION);
    const claimed = await client.query<{ lane: number }>(CLAIM_LANE, [LANE_LOCK_CLASS]);
    return { client, lane: claimed.rows[0]?.lane ?? Math.floor(Math.random() * BATCH_LANES) };
  } catch (error) {
    await endQuietly(client);
    throw error;
  }
}

async function endQuietly(client: pg.Client): Promise<void> {
  // After a broken connection `end` may never settle; nobody needs its answer.
  await Promise.race([client.end().catch(() => undefined), sleep(200, undefined, { ref: false })]);
}

/** Serialisation failure, deadlock, a key that another server posted this instant, statement timeout. */
const TRANSIENT = new Set(['40001', '40P01', '23505', '57014']);
/** Connection exceptions, shutdown and start-up, too many connections, read-only after a failover. */
const LOST = /^(08|53|57P|25006)/;

/** Somebody keeps a wallet of the batch locked. */
export function isLockTimeout(error: pg.DatabaseError): boolean {
  return error.code === '55P03';
}

function remedyFor(error: unknown): 'resend' | 'reconnect' | 'none' {
  if (!(error instanceof pg.DatabaseError)) return 'reconnect';
  const code = error.code ?? '';
  if (TRANSIENT.has(code)) return 'resend';
  return LOST.test(code) ? 'reconnect' : 'none';
}
