import { expect, test } from 'vitest';
import { type Lock, lockFaults, packageFaults } from './check-lock.ts';

const sound: Lock = {
  packages: {
    '': {},
    'apps/server': { optionalDependencies: { '@pg/linux': '1' } },
    'node_modules/@pg/linux': {},
    'node_modules/rollup': { optionalDependencies: { '@rollup/linux': '4', '@rollup/darwin': '4', fsevents: '2' } },
    'node_modules/@rollup/linux': { resolved: 'https://registry.npmjs.org/@rollup/linux/-/linux-4.0.0.tgz' },
    'node_modules/@rollup/darwin': {},
    'node_modules/rollup/node_modules/fsevents': {},
    'node_modules/a/node_modules/b': { optionalDependencies: { c: '1' } },
    'node_modules/a/node_modules/c': {},
    'node_modules/@tessera/ui': { resolved: 'packages/ui', link: true },
  },
};

test('a lock with the binaries of every platform has no faults', () => {
  expect(lockFaults(sound)).toEqual([]);
});

test('a lock that was made for one platform only is found', () => {
  const { 'node_modules/@rollup/darwin': _, 'node_modules/a/node_modules/c': __, ...packages } = sound.packages;
  expect(lockFaults({ packages })).toEqual([
    'node_modules/rollup may need @rollup/darwin, which is not in the lock',
    'node_modules/a/node_modules/b may need c, which is not in the lock',
  ]);
});

test('a package from another registry is found', () => {
  const packages = { ...sound.packages, 'node_modules/x': { resolved: 'https://mirror.example/x.tgz' } };
  expect(lockFaults({ packages })).toEqual(['node_modules/x is fetched from mirror.example']);
});

test('a package without a free licence, or with a script that runs on installing, is found', () => {
  const lock = (entry: Record<string, unknown>) => ({ packages: { '': {}, 'apps/server': {}, 'node_modules/one': entry } });
  expect(packageFaults(lock({ license: 'MIT' }))).toEqual([]);
  expect(packageFaults(lock({ license: '(GPL-3.0 OR Apache-2.0)' }))).toEqual([]);
  expect(packageFaults(lock({ license: 'AGPL-3.0' }))).toEqual(['one has the licence AGPL-3.0']);
  expect(packageFaults(lock({}))).toEqual(['one has the licence none']);
  expect(packageFaults(lock({ license: 'ISC', hasInstallScript: true }))).toEqual(['one runs a script when it is installed']);
});
