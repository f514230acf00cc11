import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export type ListenerOptions = {
  url: string;
  onNotice: (channel: string, text: string) => void;
  /** The connection was lost and is there again; notices in between are lost. */
  onReturn: () => void;
  onError: (error: unknown) => void;
};

const HEARTBEAT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** One connection that hears notices of PostgreSQL, and comes back by itself after it was lost. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #channels = new Set<string>();
  #client: pg.Client | undefined;
  #isClosed = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  get isConnected(): boolean {
    return this.#client !== undefined;
  }

  /** Hears the channel from now on, also after the connection was lost. */
  listen(channel: string): void {
    if (this.#channels.has(channel)) return;
    this.#channels.add(channel);
    const client = this.#client;
    if (client) void subscribe(client, channel).catch((error) => this.#drop(client, error));
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'tessera live',
    });
    client.on('error', this.#options.onError);
    client.on('notification', ({ channel, payload }) => this.#options.onNotice(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.#channels) await subscribe(client, channel);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    this.#keep(client);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#client?.end().catch(() => undefined);
  }

  #keep(client: pg.Client): void {
    this.#client = client;
    // A peer that vanished without a word is noticed by the answer that does not come.
    const heartbeat = setInterval(() => void client.query('select 1').catch((error) => this.#drop(client, error)), HEARTBEAT_MS);
    heartbeat.unref();
    client.once('end', () => {
      clearInterval(heartbeat);
      this.#client = undefined;
      void this.#comeBack();
    });
  }

  #drop(client: pg.Client, error: unknown): void {
    if (!this.#isClosed) this.#options.onError(error);
    void client.end().catch(() => undefined);
  }

  async #comeBack(): Promise<void> {
    for (let attempt = 0; !this.#isClosed; attempt += 1) {
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random());
      await sleep(pauseMs, undefined, { ref: false });
      if (this.#isClosed) return;
      try {
        await this.connect();
      } catch (error) {
        this.#options.onError(error);
        continue;
      }
      // Closing may have come between; a connection must not outlive it.
      if (this.#isClosed) await this.close();
      else this.#options.onReturn();
      return;
    }
  }
}

async function subscribe(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
}
