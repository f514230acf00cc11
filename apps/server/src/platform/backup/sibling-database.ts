import pg from 'pg';
import { codeOf } from '../errors.ts';

/** Thrown with one sentence that says what to do. */
export class SiblingError extends Error {
  override name = 'SiblingError';
}

const INSUFFICIENT_PRIVILEGE = '42501';
const IN_USE = '55006';

/** The same server and owner with another database. */
export function siblingUrl(ownerUrl: string, name: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

export function databaseOf(ownerUrl: string): string {
  return decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
}

async function asOwner<Result>(ownerUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, application_name: 'tessera restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** An empty database beside the one behind `ownerUrl`, that sorts texts as it does. Answers its URL. @throws SiblingError */
export async function createSibling(ownerUrl: string, name: string): Promise<string> {
  await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ collate: string; ctype: string; provider: string }>(
      'select datcollate as collate, datctype as ctype, datlocprovider as provider from pg_database where datname = current_database()',
    );
    const locale = rows[0];
    const sorted = locale?.provider === 'c' ? ` lc_collate ${pg.escapeLiteral(locale.collate)} lc_ctype ${pg.escapeLiteral(locale.ctype)}` : '';
    try {
      await client.query(`create database ${pg.escapeIdentifier(name)} template template0 encoding 'UTF8'${sorted}`);
    } catch (error) {
      if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
      const { rows: who } = await client.query<{ role: string }>('select quote_ident(current_user) as role');
      throw new SiblingError(
        `A restore goes into a database of its own first, and the owner may not make one. Let an administrator run: ALTER ROLE ${who[0]?.role} CREATEDB;`,
      );
    }
  });
  return siblingUrl(ownerUrl, name);
}

/**
 * Drops a database after ending whoever is connected to it. Without `with (force)`, which fails while the server's own autovacuum is in there:
 * nobody but a superuser may end that, whereas a plain drop asks it to leave and waits.
 */
export async function dropSibling(ownerUrl: string, name: string): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usesysid is not null', [name]);
    await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`);
  });
}

export async function hasSibling(ownerUrl: string, name: string): Promise<boolean> {
  return asOwner(ownerUrl, async (client) => (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1);
}

/** Databases of this owner whose name begins so. */
export async function listSiblings(ownerUrl: string, prefix: string): Promise<string[]> {
  const { rows } = await asOwner(ownerUrl, (client) =>
    client.query<{ name: string }>(
      `select datname as name from pg_database where starts_with(datname, $1)
         and datdba = (select oid from pg_roles where rolname = current_user) order by 1`,
      [prefix],
    ),
  );
  return rows.map(({ name }) => name);
}

/** Who else is connected to the database behind `ownerUrl`, by the name that they gave. */
export async function listSessions(ownerUrl: string): Promise<{ name: string; count: number }[]> {
  const { rows } = await asOwner(ownerUrl, (client) =>
    client.query<{ name: string; count: number }>(
      // What a session is, is hidden from other roles; that it belongs to a role is not.
      `select coalesce(nullif(application_name, ''), usename, '?') as name, count(*)::int as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null group by 1 order by 1`,
    ),
  );
  return rows;
}

/**
 * Puts the database `fresh` in the place of the one behind `ownerUrl`, which is kept under the name `kept`. Both stay whole whatever happens:
 * only names change, and if the second change fails the first is undone. @throws SiblingError when somebody is connected
 */
export async function swapDatabases(ownerUrl: string, names: { fresh: string; kept: string }): Promise<void> {
  const current = databaseOf(ownerUrl);
  const rename = (from: string, to: string) => `alter database ${pg.escapeIdentifier(from)} rename to ${pg.escapeIdentifier(to)}`;
  await asOwner(siblingUrl(ownerUrl, names.fresh), async (client) => {
    await client.query(rename(current, names.kept)).catch((error) => {
      throw codeOf(error) === IN_USE
        ? new SiblingError('Somebody has connected to the database meanwhile; nothing was changed. Stop every server.')
        : error;
    });
  });
  try {
    await asOwner(siblingUrl(ownerUrl, names.kept), (client) => client.query(rename(names.fresh, current)));
  } catch (error) {
    await asOwner(siblingUrl(ownerUrl, names.fresh), (client) => client.query(rename(names.kept, current)));
    throw error;
  }
}
