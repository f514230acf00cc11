import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '@tessera/contract';
import { sql } from 'kysely';
import pg from 'pg';
import type { Ctx } from './ctx.ts';

const LIVE_CHANNEL = 'tessera_live';
/** PostgreSQL refuses a notice of 8000 bytes or more. */
const MAX_NOTICE_BYTES = 7_900;

/** Tells every process' subscribers of `topic`, once this transaction commits. An event with too many ids leaves in several parts. */
export async function notifyLive(ctx: Ctx, topic: string, event: LiveEvent): Promise<void> {
  const notices = partsOf(event, MAX_NOTICE_BYTES - Buffer.byteLength(JSON.stringify({ topic, event: {} }))).map((part) => JSON.stringify({ topic, event: part }));
  await sql`select pg_notify(${LIVE_CHANNEL}, notice) from unnest(${notices}::text[]) as notice`.execute(ctx.tx);
}

/** The event, or copies of it with a part of its list each; what cannot be parted becomes "look at everything again". */
function partsOf(event: LiveEvent, maxBytes: number): LiveEvent[] {
  if (Buffer.byteLength(JSON.stringify(event)) <= maxBytes) return [event];
  const list: readonly unknown[] | undefined = Object.values(event).find((value) => Array.isArray(value) && value.length > 1);
  if (!list) return [{ kind: 'resync' }];
  const name = Object.entries(event).find(([, value]) => value === list)?.[0] ?? '';
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)].flatMap((half) => partsOf({ ...event, [name]: half }, maxBytes));
}

export type LiveListener = (event: LiveEvent) => void;

export type LiveHub = {
  /** Calls `listener` for every event of the topics until the returned function is called. Notices may have been missed when it hears `{ kind: 'resync' }`. */
  subscribe(topics: readonly string[], listener: LiveListener): () => void;
  /** Calls `listener` with the text of every notice on a channel of PostgreSQL; for caches, together with `onResync`. */
  onNotify(channel: string, listener: (text: string) => void): () => void;
  /** Called when the connection was lost and is there again: notices in between are lost, so caches are emptied. */
  onResync(listener: () => void): () => void;
  /** Whether notices arrive at this moment. */
  isConnected(): boolean;
  close(): Promise<void>;
};

const HEARTBEAT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;

/** One connection per process that listens, and comes back by itself after it was lost. Resolves once it listens. */
export async function createLiveHub(options: { appUrl: string; onError?: (error: unknown) => void }): Promise<LiveHub> {
  const { appUrl, onError = () => undefined } = options;
  const topics = createRegister<LiveListener>();
  const channels = createRegister<(text: string) => void>();
  const resyncs = createRegister<() => void>();
  let client: pg.Client | undefined;
  let closed = false;

  const guarded = (call: () => void): void => {
    try {
      call();
    } catch (error) {
      onError(error);
    }
  };
  channels.add([LIVE_CHANNEL], (text) => {
    const { topic, event } = JSON.parse(text) as { topic: string; event: LiveEvent }; // Written by notifyLive.
    for (const listener of topics.of(topic)) guarded(() => listener(event));
  });
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: appUrl,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'tessera live',
    });
    next.on('error', onError);
    next.on('notification', ({ channel, payload }) => {
      for (const listener of channels.of(channel)) guarded(() => listener(payload ?? ''));
    });
    try {
      await next.connect();
      for (const channel of channels.names()) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void next.end().catch(() => undefined);
      throw error;
    }
    const heartbeat = setInterval(() => void next.query('select 1').catch(() => next.end().catch(() => undefined)), HEARTBEAT_MS);
    heartbeat.unref();
    next.once('end', () => {
      clearInterval(heartbeat);
      client = undefined;
      if (!closed) void reconnect();
    });
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    for (let attempt = 0; !closed; attempt += 1) {
      await sleep(Math.min(50 * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random()), undefined, { ref: false });
      if (closed) return;
      try {
        await connect();
        // Closing may have come between; a listening connection must not outlive it.
        if (closed) return void (await hangUp());
        for (const listener of resyncs.all()) guarded(listener);
        for (const listener of topics.all()) guarded(() => listener({ kind: 'resync' }));
        return;
      } catch (error) {
        onError(error);
      }
    }
  };
  const hangUp = async (): Promise<void> => {
    await client?.end().catch(() => undefined);
  };
  await connect();
  return {
    subscribe: (names, listener) => topics.add(names, listener),
    onNotify: (channel, listener) => {
      const isNew = !channels.names().includes(channel);
      const remove = channels.add([channel], listener);
      if (isNew) void client?.query(`listen ${pg.escapeIdentifier(channel)}`).catch(onError);
      return remove;
    },
    onResync: (listener) => resyncs.add([''], listener),
    isConnected: () => client !== undefined,
    close: async () => {
      closed = true;
      await hangUp();
    },
  };
}

type Register<Listener> = {
  add(names: readonly string[], listener: Listener): () => void;
  of(name: string): readonly Listener[];
  all(): readonly Listener[];
  names(): string[];
};

/** Listeners by name. A listener under two names is called once by `all`. */
function createRegister<Listener>(): Register<Listener> {
  const byName = new Map<string, Set<{ listener: Listener }>>();
  return {
    add(names, listener) {
      const entry = { listener };
      for (const name of names) byName.set(name, (byName.get(name) ?? new Set()).add(entry));
      return () => {
        for (const name of names) {
          const entries = byName.get(name);
          entries?.delete(entry);
          if (entries?.size === 0) byName.delete(name);
        }
      };
    },
    of: (name) => [...(byName.get(name) ?? [])].map(({ listener }) => listener),
    all: () => [...new Set([...byName.values()].flatMap((entries) => [...entries]))].map(({ listener }) => listener),
    names: () => [...byName.keys()],
  };
}
