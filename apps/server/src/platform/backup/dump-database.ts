import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Ctx, systemActor, type Tx } from '../ctx.ts';
import { parserOf } from '../parsers.ts';
import { letOwnerRead, readHiddenTables, readSequences, readTables, type Table } from './catalog.ts';
import { dataFrames, jsonFrame, type Manifest } from './frames.ts';

/** A way of writing values that is read the same everywhere, and no limit on how long a table takes. */
export const SESSION = `set datestyle to iso; set intervalstyle to postgres; set timezone to 'UTC'; set extra_float_digits to 3;
  set client_encoding to 'UTF8'; set statement_timeout to 0; set idle_in_transaction_session_timeout to 0; set lock_timeout to '30s'`;

export type DumpOptions = {
  ownerUrl: string;
  about: Pick<Manifest, 'name' | 'at' | 'productVersion' | 'secret'>;
  now: Date;
  /** Looks at the very state that is dumped; what it answers goes into the manifest. */
  describe: (ctx: Ctx) => Promise<Manifest['facts']>;
  /** From 0 to 1. */
  onProgress: (done: number) => void;
  onManifest: (manifest: Manifest) => void;
};

/** Everything in the database as it is at one instant, in frames; the servers go on meanwhile and wait for nothing. */
export async function* dumpDatabase(options: DumpOptions): AsyncGenerator<Buffer, { tables: number; rows: number }> {
  const client = new pg.Client({
    connectionString: options.ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'tessera backup',
    keepAlive: true,
    types: { getTypeParser: parserOf },
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(SESSION);
    // Policies that narrow down what a person may see let the system see all.
    await client.query(`select set_config('app.actor_kind', 'system', false)`);
    await letOwnerRead(client);
    await client.query('begin isolation level repeatable read read only');
    const hidden = await readHiddenTables(client);
    if (hidden.length > 0) throw new Error(`a backup would lack rows of ${hidden.join(', ')}`);
    const manifest = await manifestOf(client, options);
    options.onManifest(manifest);
    yield jsonFrame('M', manifest);
    const tables = await readTables(client);
    const rows = yield* dumpTables(client, tables, options.onProgress);
    yield jsonFrame('S', await readSequences(client));
    await client.query('commit');
    return { tables: tables.length, rows };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function manifestOf(client: pg.Client, { about, describe, now }: DumpOptions): Promise<Manifest> {
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    'select module, name, checksum from platform.migration order by applied_at, module, name',
  );
  const { rows: version } = await client.query<{ server_version: string }>('show server_version');
  const ctx: Ctx = { tx: queriesOn(client), actor: systemActor('backup'), now, requestId: 'backup' };
  return { format: 1, ...about, postgresVersion: version[0]?.server_version ?? '', migrations, facts: await describe(ctx) };
}

/** Queries of modules on a connection whose transaction somebody else holds. */
function queriesOn(client: pg.Client): Tx {
  const pool = { connect: async () => Object.assign(client, { release: () => undefined }), end: async () => undefined };
  return new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) }) as unknown as Tx;
}

async function* dumpTables(client: pg.Client, tables: readonly Table[], onProgress: (done: number) => void): AsyncGenerator<Buffer, number> {
  const total = tables.reduce((sum, { heapBytes }) => sum + heapBytes, 0) || 1;
  let before = 0;
  let rows = 0;
  for (const table of tables) {
    const { schema, name, columns } = table;
    yield jsonFrame('T', { schema, name, columns });
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const stream = client.query(copyTo(`copy ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)} (${list}) to stdout`));
    let bytes = 0;
    for await (const part of stream as AsyncIterable<Buffer>) {
      bytes += part.length;
      yield* dataFrames(part);
      onProgress((before + Math.min(bytes, table.heapBytes)) / total);
    }
    // The stream has ended, but its count is 0 until the server has said that the command is complete, which may come in a packet of its
    // own. A connection answers in order: once this is answered, so is that.
    await client.query('select');
    rows += stream.rowCount;
    before += table.heapBytes;
    yield jsonFrame('E', { rows: stream.rowCount, bytes });
  }
  return rows;
}
