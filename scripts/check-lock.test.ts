import { expect, test } from 'vitest';
import { type Lock, lockFaults } from './check-lock.ts';

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
