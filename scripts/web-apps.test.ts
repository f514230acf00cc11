import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashOf } from './web-apps.ts';

const folder = mkdtempSync(join(tmpdir(), 'tessera-hash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

test('an app is stale when a source, a new file or what it shares has changed, and not otherwise', () => {
  write('src/main.tsx', 'one');
  const first = hashOf([folder]);
  expect(hashOf([folder])).toBe(first);
  write('dist/index.html', 'built');
  write('node_modules/x/index.js', 'installed');
  write('src/main.test.tsx', 'a test');
  expect(hashOf([folder])).toBe(first);
  expect(hashOf([folder], 'another lock file')).not.toBe(first);
  write('src/page.tsx', '');
  const second = hashOf([folder]);
  expect(second).not.toBe(first);
  write('src/main.tsx', 'two');
  expect(hashOf([folder])).not.toBe(second);
});
