import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { keepSecretFile } from '../secret-file.ts';
import { type Binaries, executable, findBinaries } from './binaries.ts';
import { chooseRunAs, EmbeddedError, type Outcome, type RunAs, runProgram } from './run-as.ts';
import { type Listen, type Profile, renderSettings, SOCKET_PORT } from './settings.ts';

export type Cluster = {
  dataDir: string;
  /** PostgreSQL's own data directory, `DATA_DIR/postgres`. */
  directory: string;
  logFile: string;
  runAs: RunAs;
  binaries: Binaries;
  password: string;
  profile: Profile;
  port: number;
};

/** Finds or decides everything about the cluster of `dataDir` without starting it. */
export async function describeCluster(options: { dataDir: string; profile: Profile; port: number }): Promise<Cluster> {
  const { dataDir, profile, port } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const directory = join(dataDir, 'postgres');
  const runAs = chooseRunAs(directory);
  if (runAs.kind === 'self' && existsSync(directory) && statSync(directory).uid !== process.getuid?.() && process.platform !== 'win32') {
    throw new EmbeddedError(`${directory} belongs to another user. Start the server as that user, as root, or with another DATA_DIR.`);
  }
  const binaries = await findBinaries(dataDir, runAs, madeByVersion(directory));
  return {
    dataDir,
    directory,
    logFile: join(dataDir, 'postgres.log'),
    runAs,
    binaries,
    password: keepSecretFile(join(dataDir, 'postgres-password')),
    profile,
    port,
  };
}

export function isInitialised(directory: string): boolean {
  return existsSync(join(directory, 'PG_VERSION'));
}

function madeByVersion(directory: string): number | undefined {
  return isInitialised(directory) ? Number.parseInt(readFileSync(join(directory, 'PG_VERSION'), 'utf8'), 10) : undefined;
}

/** Runs initdb into a draft and renames it, so that a half-made cluster is never taken for a whole one and the first of several starters wins. */
export async function initialise(cluster: Cluster): Promise<void> {
  const draft = `${cluster.directory}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
    for (const path of [draft, passwordFile]) give(cluster, path);
    // PostgreSQL 17 brought a locale of its own, which sorts alike on every machine.
    const locale = cluster.binaries.majorVersion >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
    const words = ['-D', draft, '-U', 'postgres', '-E', 'UTF8', ...locale, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const { code, output } = await program(cluster, 'initdb', [...words, ...(cluster.profile === 'test' ? ['--no-sync'] : [])]);
    if (code !== 0) throw new EmbeddedError(`The embedded database could not be created in ${cluster.directory}:\n${output}`);
    appendFileSync(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'tessera.conf'\n");
    renameSync(draft, cluster.directory);
  } catch (error) {
    if (!isInitialised(cluster.directory)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Starts PostgreSQL in a session of its own, so that Ctrl-C on the server's terminal does not reach it.
 * @throws EmbeddedError with the reason; a concurrent starter having been first also counts as a failure here.
 */
export async function startPostmaster(cluster: Cluster): Promise<void> {
  const listen = await chooseListen(cluster);
  const conf = join(cluster.directory, 'tessera.conf');
  const walCompression = (await supportsLz4(cluster)) ? 'lz4' : 'on';
  const draft = `${conf}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, renderSettings({ profile: cluster.profile, listen, dataDir: cluster.dataDir, walCompression }), { mode: 0o644 });
  give(cluster, draft);
  renameSync(draft, conf);
  const logStart = prepareLog(cluster);
  const { code, output } = await program(cluster, 'pg_ctl', ['start', '-D', cluster.directory, '-w', '-t', '60', '-s', '-l', cluster.logFile]);
  if (code === 0) return;
  const log = readFileSync(cluster.logFile).subarray(logStart).toString('utf8').trim();
  if (listen.tcpPort !== undefined && /Address already in use/.test(log)) {
    throw new EmbeddedError(`Port ${listen.tcpPort} on 127.0.0.1 is taken by another program. Set EMBEDDED_PORT to a free port, or to 0.`);
  }
  throw new EmbeddedError(
    `The embedded database did not start (${output.split('\n')[0] ?? ''}). The end of ${cluster.logFile}:\n${log.split('\n').slice(-10).join('\n')}`,
  );
}

export function stopPostmaster(cluster: Cluster): Promise<Outcome> {
  return program(cluster, 'pg_ctl', ['stop', '-D', cluster.directory, '-m', 'fast', '-w', '-t', '60', '-s']);
}

/** What `postmaster.pid` says; `undefined` when there is none or it is not written to the end yet. */
export type Postmaster = { pid: number; port: number; host: string };

export function readPostmaster(cluster: Cluster): Postmaster | undefined {
  const path = join(cluster.directory, 'postmaster.pid');
  const [pid, , , port, socketDirectory, address] = (existsSync(path) ? readFileSync(path, 'utf8') : '').split('\n').map((line) => line.trim());
  const host = socketDirectory || address;
  return pid && port && host ? { pid: Number(pid), port: Number(port), host } : undefined;
}

/**
 * Removes the lock files of a PostgreSQL that died, `postmaster.pid` and that of its socket, when their process number now belongs to some
 * other program, as after a reboot, or was never written; PostgreSQL itself would refuse to start.
 */
export function removeForeignPidFiles(cluster: Cluster): void {
  if (process.platform !== 'linux') return;
  const names = readdirSync(cluster.directory).filter((name) => name === 'postmaster.pid' || /^\.s\.PGSQL\.\d+\.lock$/.test(name));
  for (const path of names.map((name) => join(cluster.directory, name))) {
    try {
      if (isForeign(path, cluster)) rmSync(path, { force: true });
    } catch {
      // The file or the process is gone, or not ours to look at: PostgreSQL's own check decides.
    }
  }
}

/** A file that is empty for this long was cut off in writing; a younger one may be another starter's. */
const UNWRITTEN_MS = 10_000;

function isForeign(path: string, cluster: Cluster): boolean {
  const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  if (!(pid > 0)) return Date.now() - statSync(path).mtimeMs > UNWRITTEN_MS;
  return !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') || readlinkSync(`/proc/${pid}/cwd`) !== cluster.directory;
}

const LONGEST_SOCKET_PATH = 100;

async function chooseListen(cluster: Cluster): Promise<Listen> {
  const socketPath = join(cluster.directory, `.s.PGSQL.${cluster.port || SOCKET_PORT}`);
  const fits = process.platform !== 'win32' && Buffer.byteLength(socketPath) <= LONGEST_SOCKET_PATH;
  if (cluster.port !== 0) return { socketDirectory: fits ? cluster.directory : undefined, tcpPort: cluster.port };
  return fits
    ? { socketDirectory: cluster.directory, tcpPort: undefined }
    : { socketDirectory: undefined, tcpPort: await freePort(lastPort(cluster)) };
}

/** The port of the last start, which connections of this server may still be trying. */
function lastPort(cluster: Cluster): number {
  const conf = join(cluster.directory, 'tessera.conf');
  const text = existsSync(conf) ? readFileSync(conf, 'utf8') : '';
  return text.includes("listen_addresses = '127.0.0.1'") ? Number(/^port = (\d+)$/m.exec(text)?.[1] ?? 0) : 0;
}

/** `preferred` when nobody has it, else any. */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new EmbeddedError('No port is free.'))));
    });
  });
}

async function supportsLz4(cluster: Cluster): Promise<boolean> {
  const { code } = await program(cluster, 'postgres', ['-C', 'wal_compression', '-c', 'wal_compression=lz4', '-D', cluster.directory]);
  return code === 0;
}

/** The log is appended by PostgreSQL's user; returns where this start's lines begin. */
function prepareLog(cluster: Cluster): number {
  closeSync(openSync(cluster.logFile, 'a', 0o600));
  chmodSync(cluster.logFile, 0o600);
  give(cluster, cluster.logFile);
  return statSync(cluster.logFile).size;
}

function give(cluster: Cluster, path: string): void {
  if (cluster.runAs.kind === 'user') chownSync(path, cluster.runAs.uid, cluster.runAs.gid);
}

const PROGRAM_TIMEOUT_MS = 120_000;

function program(cluster: Cluster, name: string, words: string[]): Promise<Outcome> {
  return runProgram(cluster.runAs, [join(cluster.binaries.directory, executable(name)), ...words], {
    cwd: cluster.dataDir,
    timeoutMs: PROGRAM_TIMEOUT_MS,
  });
}
