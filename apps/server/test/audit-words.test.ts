/** Whatever the audit log records has words in the back office, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, type Route } from '@tessera/contract';
import { consoleAppCatalog } from '@tessera/messages';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '../src/modules');

/** What stands behind `name:` in every call that writes a record. */
function recorded(name: 'action' | 'targetKind'): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test|\.world|testing)\.ts$/.test(file));
  const found = files.flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(new RegExp(`\\b${name}: '([A-Za-z.]+)'`, 'g'))]);
  return [...new Set(found.map(([, word = '']) => word))].sort();
}

/** What a witness can name: any act may be refused, and is recorded by its route, with the first id in it or with its module. */
function witnessed(): { actions: string[]; targets: string[] } {
  const routes = Object.entries(api).flatMap(([module, all]) =>
    Object.entries<Route>(all).map(([name, route]) => ({ module, action: `${module}.${name}`, ids: idsOf(route) })),
  );
  return {
    actions: routes.map(({ action }) => action),
    targets: [...new Set(routes.flatMap(({ ids }) => ids))].sort(),
  };
}

/** Numbers that channels and providers gave us, which no witness takes for ids. */
const OF_OTHERS: readonly string[] = ['appId', 'clientId', 'publicKeyId'];

function idsOf({ params, query, body }: Route): string[] {
  const names = [params, query, body].flatMap((schema) => (schema && 'shape' in schema ? Object.keys(schema.shape as object) : [])); // Of an object's schema.
  return names.filter((name) => name.endsWith('Id') && !OF_OTHERS.includes(name)).map((name) => name.slice(0, -2));
}

test.each(['zh-CN', 'en'] as const)('every act and every kind of thing is named in %s', (locale) => {
  const texts: Readonly<Record<string, string>> = consoleAppCatalog[locale];
  const wanted = [...recorded('action').map((action) => `act.${action}`), ...recorded('targetKind').map((kind) => `target.${kind}`)];
  expect(wanted.length).toBeGreaterThan(150);
  expect(wanted.filter((key) => !(key in texts))).toEqual([]);
});

test.each(['zh-CN', 'en'] as const)('every act that can be refused, what it is about and every part of the system is named in %s', (locale) => {
  const texts: Readonly<Record<string, string>> = consoleAppCatalog[locale];
  const { actions, targets } = witnessed();
  const parts = Object.keys(api);
  const wanted = [...actions.map((action) => `act.${action}`), ...targets.map((kind) => `target.${kind}`), ...parts.map((part) => `part.${part}`)];
  expect(actions.length).toBeGreaterThan(350);
  expect(targets).toEqual(expect.arrayContaining(['member', 'dispute', 'target']));
  expect(wanted.filter((key) => !(key in texts))).toEqual([]);
});
