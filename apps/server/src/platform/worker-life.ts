import pg from 'pg';

export type WorkerLife = {
  /** The queue locks jobs under this name; as long as this process lives they are its own. */
  hold(name: string): void;
  /** Lets go of all names. */
  close(): Promise<void>;
};

export type WorkerLifeOptions = {
  url: string;
  /** Jobs of these names, whose processes were dead, may run again. */
  onFreed: (names: readonly string[]) => void;
  onFault: (error: unknown) => void;
  lookEveryMs?: number;
};

const LOOK_EVERY_MS = 5_000;
const COME_BACK_MS = 500;
const ANSWER_TIMEOUT_MS = 10_000;
/** Any fixed number will do: with the hash of a name it makes the lock of that name among all advisory locks of the database. */
const NAME_LOCK = 7_364_011;
/** PostgreSQL notices within half a minute that a machine is gone without a word. */
const NOTICE_ABSENCE = 'set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

/**
 * A session whose locks say that this process lives: PostgreSQL lets go of them when the process ends, however it ends. By the same session
 * it looks for jobs whose process is dead, which the queue itself would keep locked for hours, and frees them. Dead is who holds no lock at
 * two looks in a row, so that a process that has lost its connection has time to come back.
 */
export async function startWorkerLife({ url, onFreed, onFault, lookEveryMs = LOOK_EVERY_MS }: WorkerLifeOptions): Promise<WorkerLife> {
  const names = new Set<string>();
  let session: Session | undefined;
  let isClosed = false;
  let last = Promise.resolve();

  const inSession = async (act: (session: Session) => Promise<void>): Promise<void> => {
    if (isClosed) return;
    try {
      session ??= await connect(url, comeBackSoon);
      await holdAll(session, names);
      await act(session);
    } catch (error) {
      onFault(error);
      const lost = session;
      session = undefined;
      await lost?.client.end().catch(() => undefined);
      comeBackSoon();
    }
  };
  // Well before others may take this process for dead.
  const comeBackSoon = (): void => {
    if (!isClosed) setTimeout(keepHold, COME_BACK_MS).unref();
  };
  // Without a look: two of them are to follow each other as slowly as the pause says.
  const keepHold = (): void => {
    last = last.then(() => inSession(async () => undefined));
  };
  const look = () =>
    inSession(async (current) => {
      const freed = await freeDead(current, names);
      if (freed.length > 0) onFreed(freed);
    });
  last = look();
  const timer = setInterval(() => {
    last = last.then(look);
  }, lookEveryMs);
  timer.unref();
  await last;

  return {
    hold(name) {
      names.add(name);
      keepHold();
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await last;
      await session?.client.end().catch(() => undefined);
    },
  };
}

type Session = { client: pg.Client; held: Set<string>; suspects: ReadonlySet<string> };

async function connect(url: string, onEnd: () => void): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'tessera worker',
  });
  // The next use finds out; it is soon.
  client.on('error', onEnd);
  try {
    await client.connect();
    await client.query(NOTICE_ABSENCE);
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
  return { client, held: new Set(), suspects: new Set() };
}

async function holdAll({ client, held }: Session, names: Iterable<string>): Promise<void> {
  for (const name of names) {
    if (held.has(name)) continue;
    await client.query('select pg_advisory_lock($1, hashtext($2))', [NAME_LOCK, name]);
    held.add(name);
  }
}

/** A name whose lock can be had is nobody's; the lock is let go of at the end of the statement. Answers whose jobs were freed. */
async function freeDead(session: Session, own: ReadonlySet<string>): Promise<string[]> {
  const { client, suspects } = session;
  const { rows } = await client.query<{ name: string }>(
    `with name as materialized (
      select locked_by as name from graphile_worker._private_jobs where locked_by <> all ($2)
      union select locked_by from graphile_worker._private_job_queues where locked_by <> all ($2)
    )
    select name from name where pg_try_advisory_xact_lock($1, hashtext(name))`,
    [NAME_LOCK, [...own]],
  );
  const absent = new Set(rows.map(({ name }) => name));
  const dead = [...absent].filter((name) => suspects.has(name));
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1)', [dead]);
  session.suspects = absent;
  return dead;
}
