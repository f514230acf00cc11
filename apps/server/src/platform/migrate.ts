import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { createAppRole } from './app-role.ts';
import { letOwnerRead } from './backup/catalog.ts';
import { FUNCTIONS_FILE, MigrationError, type MigrationSource, readFunctions, readMigrations, type SqlFile } from './migration-files.ts';

export { MigrationError, type MigrationSource } from './migration-files.ts';

const PLATFORM: MigrationSource = { module: 'platform', directory: import.meta.dirname };
/** Any fixed number will do: it names this lock among all advisory locks of the database. */
const MIGRATION_LOCK = 7_364_010;
const OLDEST_VERSION = 150_000;

/**
 * Brings the database up to the code: the platform's own schema first, then each source's in order, then the job queue's.
 * Forward only. Several servers may start at once: one migrates, the others wait and find nothing to do.
 * In SQL files the role of the application is written `tessera_app` or `:app_role`; both become `appRole`.
 * @throws MigrationError
 */
export async function migrate(ownerUrl: string, appRole: string, sources: readonly MigrationSource[]): Promise<void> {
  await bringUp({ ownerUrl, appRole, sources });
}

/** A migration as the database has it written down. */
export type AppliedMigration = { module: string; name: string; checksum: string };

/** Whether this version can make a database as it was when just these were applied. @throws MigrationError with a sentence that says why not */
export function refuseUnknownPast(sources: readonly MigrationSource[], applied: readonly AppliedMigration[]): void {
  const known = new Map([PLATFORM, ...sources].flatMap((source) => readMigrations(source).map((file) => [file.path, file.checksum] as const)));
  for (const { module, name, checksum } of applied) {
    const path = `${module}/migrations/${name}`;
    if (name === FUNCTIONS_FILE || known.get(path) === checksum) continue;
    throw new MigrationError(
      known.has(path)
        ? `The backup was made by a version whose ${path} is not as it is here. Restore with the version that made the backup.`
        : `The backup was made by a newer version: it has the migration ${path}, which this version does not know. Install that version, then restore with it.`,
    );
  }
}

/**
 * Makes an empty database as it was when just these were applied, without functions and views, which follow with `migrate`: so that the
 * rows of that time fit. @throws MigrationError when this version does not know one of them as it was
 */
export async function migrateBackTo(
  ownerUrl: string,
  appRole: string,
  of: { sources: readonly MigrationSource[]; applied: readonly AppliedMigration[] },
): Promise<void> {
  refuseUnknownPast(of.sources, of.applied);
  const only = new Set(of.applied.map(({ module, name }) => `${module}/${name}`));
  await bringUp({ ownerUrl, appRole, sources: of.sources, only });
}

type Ascent = { ownerUrl: string; appRole: string; sources: readonly MigrationSource[]; only?: ReadonlySet<string> };

async function bringUp({ ownerUrl, appRole, sources, only }: Ascent): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, application_name: 'tessera migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await checkVersion(client);
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await createAppRole(client, appRole);
    await prepareBook(client, appRole);
    const all = [PLATFORM, ...sources];
    const applied = await readApplied(client);
    refuseNewerModules(applied, all);
    for (const source of all) await migrateModule({ client, appRole, applied, only }, source);
    await migrateJobQueue(client, { ownerUrl, appRole });
    await letOwnerRead(client);
  } finally {
    await client.end();
  }
}

type Applied = ReadonlyMap<string, ReadonlyMap<string, string>>;
type Run = { client: pg.Client; appRole: string; applied: Applied; only: ReadonlySet<string> | undefined };

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version < OLDEST_VERSION)
    throw new MigrationError(`PostgreSQL 15 or newer is needed; DATABASE_URL leads to version ${Math.floor(version / 10_000)}.`);
}

/** The table of what was applied, which must be there before any migration. */
async function prepareBook(client: pg.Client, appRole: string): Promise<void> {
  await client.query(`
    create schema if not exists platform;
    create table if not exists platform.migration (
      module text not null,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      constraint migration_pkey primary key (module, name)
    );
    grant usage on schema platform to ${pg.escapeIdentifier(appRole)};
    grant select on platform.migration to ${pg.escapeIdentifier(appRole)};
    do $$ begin execute format('grant connect on database %I to ${pg.escapeIdentifier(appRole)}', current_database()); end $$`);
}

async function readApplied(client: pg.Client): Promise<Applied> {
  const { rows } = await client.query<{ module: string; name: string; checksum: string }>('select module, name, checksum from platform.migration');
  const applied = new Map<string, Map<string, string>>();
  for (const { module, name, checksum } of rows) {
    const files = applied.get(module) ?? new Map<string, string>();
    applied.set(module, files.set(name, checksum));
  }
  return applied;
}

function refuseNewerModules(applied: Applied, sources: readonly MigrationSource[]): void {
  const unknown = [...applied.keys()].filter((module) => !sources.some((source) => source.module === module));
  if (unknown.length > 0) throw newerDatabase(`the module ${unknown.join(', ')}`);
}

function newerDatabase(what: string): MigrationError {
  return new MigrationError(
    `The database has ${what}, which this version does not know: it was written by a newer version. Start that version, or restore a backup.`,
  );
}

async function migrateModule(run: Run, source: MigrationSource): Promise<void> {
  const applied = run.applied.get(source.module) ?? new Map<string, string>();
  const files = readMigrations(source);
  const unknown = [...applied.keys()].find((name) => name !== FUNCTIONS_FILE && !files.some((file) => file.name === name));
  if (unknown !== undefined) throw newerDatabase(`the migration ${source.module}/migrations/${unknown}`);
  const changed = files.find((file) => applied.has(file.name) && applied.get(file.name) !== file.checksum);
  if (changed) throw new MigrationError(`${changed.path} was changed after it was applied. Undo the change and write a new migration.`);
  const pending = files.filter((file) => !applied.has(file.name) && (run.only?.has(`${source.module}/${file.name}`) ?? true));
  const last =
    [...applied.keys()]
      .filter((name) => name !== FUNCTIONS_FILE)
      .sort()
      .at(-1) ?? '';
  const late = pending.find((file) => file.name < last);
  if (late) throw new MigrationError(`${late.path} comes before ${last}, which is applied already. Give it a higher number.`);

  if (applied.size === 0) {
    const schema = pg.escapeIdentifier(source.module);
    await run.client.query(`create schema if not exists ${schema}; grant usage on schema ${schema} to ${pg.escapeIdentifier(run.appRole)}`);
  }
  for (const file of pending) await apply(run, source.module, file);
  if (run.only) return;
  const functions = readFunctions(source);
  // A migration may have dropped what a function or view stood on, so they are replayed behind it as well.
  if (functions && (pending.length > 0 || applied.get(FUNCTIONS_FILE) !== functions.checksum)) await apply(run, source.module, functions);
}

async function apply({ client, appRole }: Run, module: string, file: SqlFile): Promise<void> {
  const text = withAppRole(file.text, appRole);
  await client.query('begin');
  try {
    await client.query(text);
    await client.query(
      `insert into platform.migration (module, name, checksum) values ($1, $2, $3)
       on conflict (module, name) do update set checksum = excluded.checksum, applied_at = now()`,
      [module, file.name, file.checksum],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new MigrationError(`${file.path}${lineOf(error, text)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function withAppRole(text: string, appRole: string): string {
  return text.replace(/:app_role\b|\btessera_app\b/g, pg.escapeIdentifier(appRole));
}

function lineOf(error: unknown, text: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  return position > 0 ? `:${text.slice(0, position).split('\n').length}` : '';
}

async function migrateJobQueue(client: pg.Client, target: { ownerUrl: string; appRole: string }): Promise<void> {
  await runMigrations({ connectionString: target.ownerUrl, schema: 'graphile_worker' });
  const rights = readFileSync(join(import.meta.dirname, 'graphile-rights.sql'), 'utf8');
  await client.query(withAppRole(rights, target.appRole));
}
