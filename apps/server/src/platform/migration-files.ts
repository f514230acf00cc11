import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown with a message that names the file to look at. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** A module's directory, which holds `migrations/NNNN-name.sql` and perhaps `functions.sql` or, where they are many, `functions/NN-name.sql`. */
export type MigrationSource = { module: string; directory: string };

/** `path` as messages show it: `cards/migrations/0001-cards.sql`. */
export type SqlFile = { name: string; path: string; text: string; checksum: string };

const MIGRATION_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;
export const FUNCTIONS_FILE = 'functions.sql';

/** The module's migrations in order. @throws MigrationError for a misnamed file or a number that is used twice. */
export function readMigrations({ module, directory }: MigrationSource): SqlFile[] {
  const folder = join(directory, 'migrations');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.sql'))
        .sort()
    : [];
  for (const [index, name] of names.entries()) {
    if (!MIGRATION_NAME.test(name)) throw new MigrationError(`${module}/migrations/${name} is not named NNNN-name.sql.`);
    if (names[index - 1]?.slice(0, 4) === name.slice(0, 4)) throw new MigrationError(`${module}/migrations has two migrations ${name.slice(0, 4)}.`);
  }
  return names.map((name) => readSql(join(folder, name), name, `${module}/migrations/${name}`));
}

/** The module's functions and views, replayed together, in the order of their names, whenever one of them changes. */
export function readFunctions({ module, directory }: MigrationSource): SqlFile | undefined {
  const folder = join(directory, 'functions');
  const many = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.sql'))
        .sort()
    : [];
  const files = [join(directory, FUNCTIONS_FILE), ...many.map((name) => join(folder, name))].filter((file) => existsSync(file));
  if (files.length === 0) return undefined;
  const text = files.map(readText).join('\n');
  return { name: FUNCTIONS_FILE, path: `${module}/${many.length > 0 ? 'functions/*.sql' : FUNCTIONS_FILE}`, text, checksum: checksumOf(text) };
}

function readSql(file: string, name: string, path: string): SqlFile {
  const text = readText(file);
  return { name, path, text, checksum: checksumOf(text) };
}

/** Without the line endings that version control may change, so that they do not change the checksum. */
function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
