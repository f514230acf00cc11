/** Builds the web apps whose sources have changed since their last build. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { capture, inTurn, rootPath, seconds, tool } from './spawned.ts';

export const WEB_APPS = ['member', 'terminal', 'console'] as const;
export type WebApp = (typeof WEB_APPS)[number];

/** What a build needs at its peak; two at a time only where both fit. */
const BUILD_BYTES = 1_500_000_000;
const BUILD_TIMEOUT_MS = 300_000;
const LEFT_OUT = new Set(['node_modules', 'dist', 'coverage', '.vite']);
/** Written into dist/ after a build: the hash of what it was made of. */
const STAMP = '.stamp';

/** Builds what is stale, saying so in short lines. @throws Error with the builder's words when a build fails. */
export async function buildStaleApps(say: (line: string) => void = console.log): Promise<void> {
  const shared = hashOf([join(rootPath, 'packages'), join(rootPath, 'package-lock.json')]);
  const stale = WEB_APPS.map((app) => ({ app, hash: hashOf([join(rootPath, 'apps', app)], shared) })).filter(
    ({ app, hash }) => stampOf(app) !== hash,
  );
  if (stale.length === 0) return;
  say(`Building ${stale.map(({ app }) => app).join(', ')}; the next start is quicker.`);
  const width = Math.min(availableParallelism(), Math.floor(process.availableMemory() / BUILD_BYTES));
  await inTurn(stale, width, async ({ app, hash }) => {
    const startedAt = performance.now();
    rmSync(stampPath(app), { force: true });
    const { code, output } = await capture(
      { ...tool('vite', 'vite', ['build', '--logLevel', 'warn']), cwd: join(rootPath, 'apps', app) },
      BUILD_TIMEOUT_MS,
    );
    if (code !== 0) throw new Error(`The ${app} app could not be built:\n${output.trim()}`);
    writeFileSync(stampPath(app), `${hash}\n`);
    say(`  ${app} built in ${seconds(startedAt)}`);
  });
}

function stampPath(app: WebApp): string {
  return join(rootPath, 'apps', app, 'dist', STAMP);
}

function stampOf(app: WebApp): string | undefined {
  return existsSync(stampPath(app)) ? readFileSync(stampPath(app), 'utf8').trim() : undefined;
}

/** One hash over names and contents of all source files, in the order of their paths. */
export function hashOf(places: readonly string[], seed = ''): string {
  const hash = createHash('sha256').update(seed);
  for (const place of places) {
    for (const file of filesOf(place)) {
      hash.update(`\n${relative(rootPath, file).split(sep).join('/')}\n`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function filesOf(place: string): string[] {
  if (!existsSync(place)) return [];
  if (!place.endsWith('package-lock.json')) {
    return readdirSync(place, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (file) =>
          !relative(place, file)
            .split(sep)
            .some((part) => LEFT_OUT.has(part)),
      )
      .sort();
  }
  return [place];
}
