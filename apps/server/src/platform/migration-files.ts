import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown with a message that names the file to look at. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** A module's directory, which holds `migrations/NNNN-name.sql` and perhaps `functions.sql`. */
export type MigrationSource = { module: string; directory: string };

/** `path` as messages show it: `cards/migrations/0001-cards.sql`. */
export type SqlFile = { name: string; path: string; text: string; checksum: string };

const MIGRATION_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;
export const FUNCTIONS_FILE = 'functions.sql';

/** The module's migrations in order. @throws MigrationError for a misnamed file or a number that is used twice. */
export function readMigrations({ module, directory }: MigrationSource): SqlFile[] {
  const folder = join(directory, 'migrations');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')).sort() : [];
  for (const [index, name] of names.entries()) {
    if (!MIGRATION_NAME.test(name)) throw new MigrationError(`${module}/migrations/${name} is not named NNNN-name.sql.`);
    if (names[index - 1]?.slice(0, 4) === name.slice(0, 4)) throw new MigrationError(`${module}/migrations has two migrations ${name.slice(0, 4)}.`);
  }
  return names.map((name) => readSql(join(folder, name), name, `${module}/migrations/${name}`));
}

/** The module's functions and views, replayed whenever they change. */
export function readFunctions({ module, directory }: MigrationSource): SqlFile | undefined {
  const file = join(directory, FUNCTIONS_FILE);
  return existsSync(file) ? readSql(file, FUNCTIONS_FILE, `${module}/${FUNCTIONS_FILE}`) : undefined;
}

/** The checksum does not see line endings, which version control may change. */
function readSql(file: string, name: string, path: string): SqlFile {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  return { name, path, text, checksum: createHash('sha256').update(text).digest('hex') };
}
