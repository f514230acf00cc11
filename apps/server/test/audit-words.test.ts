/** Whatever the audit log records has words in the back office, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleAppCatalog } from '@tessera/messages';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '../src/modules');

/** What stands behind `name:` in every call that writes a record. */
function recorded(name: 'action' | 'targetKind'): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test|\.world|testing)\.ts$/.test(file));
  const found = files.flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(new RegExp(`\\b${name}: '([A-Za-z.]+)'`, 'g'))]);
  return [...new Set(found.map(([, word = '']) => word))].sort();
}

test.each(['zh-CN', 'en'] as const)('every act and every kind of thing is named in %s', (locale) => {
  const texts: Readonly<Record<string, string>> = consoleAppCatalog[locale];
  const wanted = [...recorded('action').map((action) => `act.${action}`), ...recorded('targetKind').map((kind) => `target.${kind}`)];
  expect(wanted.length).toBeGreaterThan(150);
  expect(wanted.filter((key) => !(key in texts))).toEqual([]);
});
