/** For tests that look at everything there is: every row of every table, every file of an archive. */
import { text } from 'node:stream/consumers';
import pg from 'pg';
import yauzl from 'yauzl';
import type { Database } from '../src/platform/database.ts';

/** Every table's rows as text, as the owner of the tables sees them. */
export async function rowsWith(database: Database, words: readonly string[]): Promise<string[]> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query("select set_config('app.actor_kind', 'system', false)");
    const { rows: tables } = await owner.query<{ name: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`);
    const found: string[] = [];
    for (const { name } of tables) {
      for (const word of words) {
        const { rows } = await owner.query(`select 1 from ${name} as t where position($1 in t::text) > 0 limit 1`, [word]);
        if (rows.length > 0) found.push(`${name}: ${word}`);
      }
    }
    return found;
  } finally {
    await owner.end();
  }
}

export function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error);
      const entries = new Map<string, string>();
      archive.on('entry', (entry: yauzl.Entry) =>
        archive.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          entries.set(entry.fileName, await text(stream));
          archive.readEntry();
        }),
      );
      archive.on('end', () => resolve(entries));
      archive.on('error', reject);
      archive.readEntry();
    });
  });
}
