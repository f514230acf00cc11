import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Thrown with a message that a person can act on. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

/**
 * PostgreSQL refuses to run as root. `self`: the server is not root. `user`: root steps down to another user.
 * `namespace`: root stays the owner of the files but is shown as `nobody` inside a user namespace, for paths that no other user may enter (`/root`).
 */
export type RunAs = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'namespace' };

const NOBODY = 65_534;

/** The identity for the cluster in `clusterDir`: an existing cluster's owner decides, so that a restart never changes it. */
export function chooseRunAs(clusterDir: string): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    return uid === 0 ? namespace(clusterDir) : { kind: 'user', uid, gid };
  }
  const user = { kind: 'user', ...postgresUser() } as const;
  return mayEnter(dirname(clusterDir), user) ? user : namespace(clusterDir);
}

function namespace(clusterDir: string): RunAs {
  const probe = spawnSync('unshare', [...UNSHARE, 'true'], { stdio: 'ignore', timeout: 10_000 });
  if (probe.status === 0) return { kind: 'namespace' };
  throw new EmbeddedError(
    `PostgreSQL must not run as root, and no other user may enter ${dirname(clusterDir)}. Start the server as an ordinary user, or move DATA_DIR to a directory that others may pass through (chmod o+x on each parent).`,
  );
}

const UNSHARE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

function postgresUser(): { uid: number; gid: number } {
  const entry = existsSync('/etc/passwd') ? /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) : null;
  return entry ? { uid: Number(entry[1]), gid: Number(entry[2]) } : { uid: NOBODY, gid: NOBODY };
}

/** Whether the identity may pass through `path` and all its parents. */
export function mayEnter(path: string, runAs: RunAs): boolean {
  if (runAs.kind !== 'user') return isEnterable(path);
  const { uid, gid, mode } = statSync(path);
  const bit = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(path);
  return parent === path || mayEnter(parent, runAs);
}

function isEnterable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL gets only these variables: none of its own `PG*`, and no secret of the server. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'WINDIR'];

export type Outcome = { code: number; output: string };

/** Runs one program to its end as the given identity. A program that cannot be started has code 127. */
export function runProgram(runAs: RunAs, command: readonly [string, ...string[]], options: { cwd: string; timeoutMs: number }): Promise<Outcome> {
  const [program, ...words] = runAs.kind === 'namespace' ? (['unshare', ...UNSHARE, ...command] as const) : command;
  const environment = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const settings = {
    cwd: options.cwd,
    timeout: options.timeoutMs,
    env: { ...environment, LC_ALL: 'C' },
    ...(runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {}),
  };
  return new Promise((resolve) => {
    try {
      execFile(program, words, settings, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127;
        resolve({ code, output: `${stdout}${stderr}${code === 127 && error ? error.message : ''}`.trim() });
      });
    } catch (error) {
      // Starting a program as another user can fail at once, for instance inside a restricted container.
      resolve({ code: 127, output: error instanceof Error ? error.message : String(error) });
    }
  });
}
