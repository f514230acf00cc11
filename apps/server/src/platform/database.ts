import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { appUrlOf, ensureAppRole } from './app-role.ts';
import type { Actor, Ctx } from './ctx.ts';
import { codeOf, DatabaseUnavailable, isConnectionLoss } from './errors.ts';
import { parserOf } from './parsers.ts';

export { DatabaseUnavailable } from './errors.ts';

export type TransactionOptions = {
  /** Ties log lines and audit records to one request; a new one is made without it. */
  requestId?: string;
  /** The database refuses every write. */
  readOnly?: boolean;
  /** `read committed` without it. */
  isolation?: 'repeatable read' | 'serializable';
  /** Where the request came from. */
  address?: string;
  /** What the caller's program calls itself. */
  userAgent?: string;
  /** The instant of the request; the clock is asked without it. */
  now?: Date;
};

export type Database = {
  /** Connections as the application's role. For LISTEN, the ledger's batcher and health checks; use cases get a `ctx`. */
  readonly pool: pg.Pool;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /**
   * Runs `fn` in one transaction with the actor set for row-level security, and the hooks of `afterCommit` behind it.
   * `fn` runs again, up to five times in all, when the database names a serialization failure or a deadlock: it must have no effect outside the transaction.
   * A connection that turns out to be dead before the transaction has begun is replaced by another.
   * @throws DatabaseUnavailable
   */
  transaction<Result>(actor: Actor, options: TransactionOptions, fn: (ctx: Ctx) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  ownerUrl: string;
  appRole: string;
  secret: string;
  timeZone: string;
  poolSize?: number;
  /** The one clock of all transactions. */
  clock?: () => Date;
  /** Told about connections that were lost while idle, and about hooks that failed after a commit. */
  onError?: (error: unknown) => void;
};

const MAX_ATTEMPTS = 5;
const RETRY_CODES = new Set(['40001', '40P01']);
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

/** Makes sure that the application's role can log in, and opens a pool of its connections. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { ownerUrl, appRole, secret, timeZone, poolSize = 20, clock = () => new Date(), onError = () => undefined } = options;
  const appUrl = appUrlOf(ownerUrl, appRole, secret);
  try {
    await ensureAppRole(ownerUrl, appUrl);
  } catch (error) {
    throw isConnectionLoss(error) ? new DatabaseUnavailable(error) : error;
  }
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    application_name: 'tessera',
    keepAlive: true,
    options: `-c TimeZone=${timeZone}`,
    types: { getTypeParser: parserOf },
  });
  pool.on('error', onError);
  // A connection that breaks while in use rejects its query; without a listener its 'error' event would end the process as well.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  let closing: Promise<void> | undefined;
  return {
    pool,
    ownerUrl,
    appUrl,
    transaction: (actor, transactionOptions, fn) => run({ pool, clock, onError, actor, options: transactionOptions }, fn),
    close: () => (closing ??= pool.end()),
  };
}

/** Runs `hook` once the transaction is committed, and not at all when it is rolled back. A hook that throws undoes nothing; it is reported. */
export function afterCommit(ctx: Ctx, hook: () => void | Promise<void>): void {
  const hooks = hooksOf.get(ctx.tx);
  if (!hooks) throw new Error('afterCommit needs the ctx of an open transaction');
  hooks.push(hook);
}

/** Keyed by the transaction, because a use case may pass on a copy of its `ctx` with another actor. */
const hooksOf = new WeakMap<Ctx['tx'], (() => void | Promise<void>)[]>();

type Run = { pool: pg.Pool; clock: () => Date; onError: (error: unknown) => void; actor: Actor; options: TransactionOptions };

async function run<Result>(setting: Run, fn: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const { options, actor, clock } = setting;
  const call = {
    actor,
    now: options.now ?? clock(),
    requestId: options.requestId ?? randomUUID(),
    ...(options.address === undefined ? {} : { address: options.address }),
    ...(options.userAgent === undefined ? {} : { userAgent: options.userAgent }),
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(setting, call, fn);
    } catch (error) {
      if (!mayPass(error) || attempt === MAX_ATTEMPTS) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** A lost race, or a connection that died in the pool and was found dead when the transaction was to begin. */
function mayPass(error: unknown): boolean {
  return error instanceof DatabaseUnavailable ? error.wasIdle : RETRY_CODES.has(codeOf(error) ?? '');
}

async function runOnce<Result>(setting: Run, call: Omit<Ctx, 'tx'>, fn: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const driver = new ActorDriver(setting.pool, beginStatement(setting.actor, setting.options));
  const kysely = new Kysely<Record<never, never>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const hooks: (() => void | Promise<void>)[] = [];
  try {
    const result = await kysely.transaction().execute((tx) => {
      hooksOf.set(tx, hooks);
      return fn({ ...call, tx });
    });
    await runHooks(hooks, setting.onError);
    return result;
  } catch (error) {
    throw isConnectionLoss(error) ? new DatabaseUnavailable(error, { outcomeUnknown: driver.isCommitting, wasIdle: driver.isBeginning }) : error;
  }
}

async function runHooks(hooks: readonly (() => void | Promise<void>)[], onError: (error: unknown) => void): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      onError(error);
    }
  }
}

/** Begins a transaction and sets its actor in one round trip, and leaves no open transaction behind on a connection that goes back to the pool. */
class ActorDriver extends PostgresDriver {
  isBeginning = false;
  isCommitting = false;
  readonly #begin: string;

  constructor(pool: pg.Pool, begin: string) {
    super({ pool });
    this.#begin = begin;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.isBeginning = true;
    await connection.executeQuery(CompiledQuery.raw(this.#begin));
    this.isBeginning = false;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.isCommitting = true;
    await connection.executeQuery(CompiledQuery.raw('commit'));
    this.isCommitting = false;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch {
      // The connection is gone and the transaction with it; the first error says more.
    }
  }
}

function beginStatement(actor: Actor, options: TransactionOptions): string {
  const isolation = options.isolation === undefined ? '' : ` isolation level ${options.isolation}`;
  const settings = Object.entries(settingsOf(actor)).map(([name, value]) => `set_config('app.${name}', ${pg.escapeLiteral(value)}, true)`);
  return `begin${isolation}${options.readOnly ? ' read only' : ''}; select ${settings.join(', ')}`;
}

/** What the database's row-level security knows about the actor; read there by the functions `platform.actor_…()`. */
function settingsOf(actor: Actor) {
  const nobody = {
    actor_kind: actor.kind,
    actor_id: '',
    actor_organization: '',
    actor_organization_kind: '',
    actor_departments: '',
    actor_guardian: '',
  };
  switch (actor.kind) {
    case 'anonymous':
      return nobody;
    case 'system':
      return { ...nobody, actor_id: actor.name };
    case 'staff':
      return {
        ...nobody,
        actor_id: actor.staffId,
        actor_organization: actor.organizationId,
        actor_organization_kind: actor.organizationKind,
        actor_departments: actor.departments ? `{${actor.departments.join()}}` : '',
      };
    case 'member':
      return { ...nobody, actor_id: actor.memberId, actor_guardian: actor.guardianId ?? '' };
    case 'terminal':
      return { ...nobody, actor_id: actor.terminalId, actor_organization: actor.merchantId, actor_organization_kind: 'merchant' };
  }
}
