import type { LiveEvent } from '@tessera/contract';
import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { Listener } from './listener.ts';

const LIVE_CHANNEL = 'tessera_live';
/** PostgreSQL refuses a notice of 8000 bytes or more. */
const MAX_NOTICE_BYTES = 7_900;

/** Tells every process' subscribers of `topic`, once this transaction commits. An event with too many ids leaves in several parts. */
export function notifyLive(ctx: Ctx, topic: string, event: LiveEvent): Promise<void> {
  return notifyLiveAll(ctx, [[topic, event]]);
}

/** The same for the events of many topics, in one statement. */
export async function notifyLiveAll(ctx: Ctx, news: Iterable<readonly [topic: string, event: LiveEvent]>): Promise<void> {
  const notices = [...news].flatMap(([topic, event]) => {
    const parts = partsOf(event, MAX_NOTICE_BYTES - Buffer.byteLength(JSON.stringify({ topic, event: {} })));
    return parts.map((part) => JSON.stringify({ topic, event: part }));
  });
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

/** One connection per process that listens, and comes back by itself after it was lost. Resolves once it listens. */
export async function createLiveHub(options: { appUrl: string; onError?: (error: unknown) => void }): Promise<LiveHub> {
  const { appUrl, onError = () => undefined } = options;
  const topics = createRegister<LiveListener>();
  const channels = createRegister<(text: string) => void>();
  const resyncs = createRegister<() => void>();
  /** One listener that fails must not keep the news from the others. */
  const callAll = <Call>(listeners: readonly Call[], call: (listener: Call) => void): void => {
    for (const listener of listeners) {
      try {
        call(listener);
      } catch (error) {
        onError(error);
      }
    }
  };
  const connection = new Listener({
    url: appUrl,
    onError,
    onNotice: (channel, text) => callAll(channels.of(channel), (listener) => listener(text)),
    onReturn: () => {
      callAll(resyncs.all(), (listener) => listener());
      callAll(topics.all(), (listener) => listener({ kind: 'resync' }));
    },
  });
  const onNotify: LiveHub['onNotify'] = (channel, listener) => {
    connection.listen(channel);
    return channels.add([channel], listener);
  };
  onNotify(LIVE_CHANNEL, (text) => {
    const { topic, event } = JSON.parse(text) as { topic: string; event: LiveEvent }; // Written by notifyLive.
    callAll(topics.of(topic), (listener) => listener(event));
  });
  await connection.connect();
  return {
    subscribe: (names, listener) => topics.add(names, listener),
    onNotify,
    onResync: (listener) => resyncs.add([''], listener),
    isConnected: () => connection.isConnected,
    close: () => connection.close(),
  };
}

type Register<Call> = {
  add(names: readonly string[], listener: Call): () => void;
  of(name: string): readonly Call[];
  all(): readonly Call[];
};

/** Listeners by name. A listener under two names is called once by `all`. */
function createRegister<Call>(): Register<Call> {
  const byName = new Map<string, Set<{ listener: Call }>>();
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
  };
}
