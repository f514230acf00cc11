/**
 * `npm run check:lock`: package-lock.json installs on every platform. Each optional dependency (the binaries for another system) must
 * be in the lock, or `npm ci` fails there; and no address may lead to anything but npm's own registry.
 */
import { readFileSync } from 'node:fs';
import { root } from './modules.ts';

export type Lock = {
  packages: Record<
    string,
    { resolved?: string; link?: boolean; optionalDependencies?: Record<string, string>; dependencies?: Record<string, string> }
  >;
};
const REGISTRY = 'https://registry.npmjs.org/';

/** One sentence per fault. */
export function lockFaults(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isLocked(lock, place, name))
      .map((name) => `${place || 'the root'} may need ${name}, which is not in the lock`);
    const foreign =
      entry.resolved?.startsWith('http') && !entry.resolved.startsWith(REGISTRY) ? [`${place} is fetched from ${new URL(entry.resolved).host}`] : [];
    return [...missing, ...foreign];
  });
}

/** As Node finds it: in the package's own node_modules, then in those above it. */
function isLocked(lock: Lock, place: string, name: string): boolean {
  for (let above = place; ; above = parentOf(above)) {
    if (`${above === '' ? '' : `${above}/`}node_modules/${name}` in lock.packages) return true;
    if (above === '') return false;
  }
}

function parentOf(place: string): string {
  const cut = place.lastIndexOf('/node_modules/');
  return cut < 0 ? '' : place.slice(0, cut);
}

function main(): void {
  const lock: Lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
  const faults = lockFaults(lock);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error('\nDelete the lock file and node_modules, run npm install, and pin what still lacks a platform in "overrides".');
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) main();
