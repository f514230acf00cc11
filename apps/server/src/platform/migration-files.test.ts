import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { MigrationError, type MigrationSource, readFunctions, readMigrations } from './migration-files.ts';

const root = mkdtempSync(join(tmpdir(), 'tessera-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function moduleOf(files: Record<string, string>): MigrationSource {
  const directory = join(root, String(++made));
  mkdirSync(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return { module: 'till', directory };
}

test('migrations are read in the order of their numbers, and what is no SQL is left alone', () => {
  const files = readMigrations(
    moduleOf({ 'migrations/0010-late.sql': 'select 10', 'migrations/0002-early.sql': 'select 2', 'migrations/README.md': 'Words.' }),
  );
  expect(files.map(({ name, path, text }) => ({ name, path, text }))).toEqual([
    { name: '0002-early.sql', path: 'till/migrations/0002-early.sql', text: 'select 2' },
    { name: '0010-late.sql', path: 'till/migrations/0010-late.sql', text: 'select 10' },
  ]);
});

test('a module without migrations and functions has none', () => {
  const source = moduleOf({});
  expect(readMigrations(source)).toEqual([]);
  expect(readFunctions(source)).toBeUndefined();
});

test.each(['1-short.sql', '0001_underscore.sql', '0001-Capital.sql', '0001-.sql', 'first.sql'])(
  'a migration called %s is refused by name',
  (name) => {
    const read = () => readMigrations(moduleOf({ [`migrations/${name}`]: 'select 1' }));
    expect(read).toThrow(MigrationError);
    expect(read).toThrow(`till/migrations/${name} is not named NNNN-name.sql.`);
  },
);

test('a number that two migrations bear is refused', () => {
  const source = moduleOf({ 'migrations/0001-one.sql': 'select 1', 'migrations/0001-other.sql': 'select 2' });
  expect(() => readMigrations(source)).toThrow('till/migrations has two migrations 0001.');
});

test('line endings do not count as a change, and any letter does', () => {
  const checksum = (text: string) => readMigrations(moduleOf({ 'migrations/0001-a.sql': text }))[0]?.checksum;
  expect(checksum('select 1;\r\nselect 2;\r\n')).toBe(checksum('select 1;\nselect 2;\n'));
  expect(checksum('select 1;\nselect 3;\n')).not.toBe(checksum('select 1;\nselect 2;\n'));
});

test('functions.sql and the files of functions/ are one text, in the order of their names', () => {
  const files = { 'functions/20-b.sql': 'B', 'functions.sql': 'first', 'functions/10-a.sql': 'A', 'functions/notes.txt': 'no' };
  expect(readFunctions(moduleOf(files))).toMatchObject({ name: 'functions.sql', path: 'till/functions/*.sql', text: 'first\nA\nB' });
  expect(readFunctions(moduleOf({ 'functions.sql': 'alone' }))).toMatchObject({ path: 'till/functions.sql', text: 'alone' });
  const changed = readFunctions(moduleOf({ ...files, 'functions/20-b.sql': 'C' }));
  expect(changed?.checksum).not.toBe(readFunctions(moduleOf(files))?.checksum);
});
