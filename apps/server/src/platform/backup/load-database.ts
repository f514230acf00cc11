import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readForcedTables, readForeignKeys, readTables, type Table } from './catalog.ts';
import { SESSION } from './dump-database.ts';
import { endSchema, type Frame, jsonOf, sequencesSchema, type TableFrame, tableSchema } from './frames.ts';
import { SealedFileError } from './sealed-file.ts';

/** Thrown with one sentence when a backup does not fit the tables of this version. */
export class LoadError extends Error {
  override name = 'LoadError';
}

export type Loader = {
  /** Takes the frames of tables and sequences, one after another. */
  take(frame: Frame): Promise<void>;
  /** Puts the foreign keys back, which proves them, and the security of rows. */
  finish(): Promise<{ tables: number; rows: number }>;
  close(): Promise<void>;
};

/** Fills the tables of a database that nobody uses yet and that the migrations of the backup have made. @param ownerUrl of the tables' owner */
export async function openLoader(ownerUrl: string): Promise<Loader> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, application_name: 'tessera restore' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`${SESSION}; set synchronous_commit to off`);
  const tables = await readTables(client);
  const forced = await readForcedTables(client);
  const keys = await readForeignKeys(client);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const table of forced) await client.query(`alter table ${table} no force row level security`);
  for (const table of tables) await client.query(`alter table ${nameOf(table)} disable trigger user`);
  // Some tables are born with rows, which the backup has as well.
  await client.query(`truncate ${tables.map(nameOf).join(', ')}`);
  const counts = { tables: 0, rows: 0 };
  let copy: Copy | undefined;
  return {
    take: async (frame) => {
      if (frame.type === 'T') copy = beginCopy(client, tables, jsonOf(tableSchema, frame));
      else if (frame.type === 'D') await copy?.write(frame.body);
      else if (frame.type === 'E' && copy) {
        counts.rows += await copy.end(jsonOf(endSchema, frame));
        counts.tables += 1;
        copy = undefined;
      } else if (frame.type === 'S') await setSequences(client, jsonOf(sequencesSchema, frame));
    },
    finish: async () => {
      for (const { table, name, definition } of keys) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
      for (const table of tables) await client.query(`alter table ${nameOf(table)} enable trigger user`);
      for (const table of forced) await client.query(`alter table ${table} force row level security`);
      // Whoever worked on a job when the backup was made does not do so here.
      await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null');
      await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null');
      await client.query('analyze');
      return counts;
    },
    close: () => client.end().catch(() => undefined),
  };
}

const nameOf = ({ schema, name }: Pick<Table, 'schema' | 'name'>) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

type Copy = { write(bytes: Buffer): Promise<void>; end(expected: { rows?: number | undefined; bytes: number }): Promise<number> };

function beginCopy(client: pg.Client, tables: readonly Table[], table: TableFrame): Copy {
  const known = tables.find(({ schema, name }) => schema === table.schema && name === table.name);
  const missing = known ? table.columns.find((column) => !known.columns.includes(column)) : undefined;
  if (!known || missing !== undefined) {
    const what = known ? `the column ${missing} of ${table.schema}.${table.name}` : `the table ${table.schema}.${table.name}`;
    throw new LoadError(`The backup has ${what}, which this version does not make. Restore with the version that made the backup, then upgrade.`);
  }
  const list = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const stream = client.query(copyFrom(`copy ${nameOf(table)} (${list}) from stdin`));
  let failure: Error | undefined;
  stream.once('error', (error: Error) => {
    failure = error;
  });
  let bytes = 0;
  const check = (): void => {
    if (failure) throw failure;
  };
  return {
    write: async (part) => {
      check();
      bytes += part.length;
      // The reader's buffer is used again, and the stream may keep what it is given.
      await new Promise<void>((resolve, reject) => stream.write(Buffer.from(part), (error) => (error ? reject(error) : resolve())));
    },
    end: async (expected) => {
      stream.end();
      if (!stream.writableFinished && !stream.destroyed) await once(stream, 'finish');
      check();
      if (stream.rowCount !== expected.rows || bytes !== expected.bytes) throw new SealedFileError('damaged');
      return stream.rowCount ?? 0;
    },
  };
}

async function setSequences(client: pg.Client, sequences: readonly { schema: string; name: string; value: string | null }[]): Promise<void> {
  for (const { schema, name, value } of sequences) {
    if (value !== null) await client.query('select setval($1::regclass, $2::bigint)', [nameOf({ schema, name }), value]);
  }
}
