import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVER_BUILD } from '../../scripts/server-build.ts';
import { start } from '../../scripts/spawned.ts';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;
const LOG_LINES_KEPT = 200;

/** The real product: the built apps behind a server of its own, on a free port, with a new data directory and the demo campus in it. */
export type Product = {
  readonly origin: string;
  /** The last lines that the server wrote. */
  log: () => string;
  /** The text of the newest letter to an address, from the outbox; undefined while there is none. */
  letterTo: (address: string) => Promise<string | undefined>;
  /** Ends the server without a warning, as a power cut does. */
  kill: () => Promise<void>;
  /** Starts the server again on the same port and the same data. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts what `buildServer` built. */
export async function startProduct(): Promise<Product> {
  const home = await mkdtemp(join(tmpdir(), 'tessera-stories-'));
  // The embedded database runs as another user when the stories run as root: it must be able to pass through.
  await chmod(home, 0o711);
  const dataDir = join(home, 'server');
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const lines: string[] = [];
  let server: ChildProcess | undefined;
  const run = async () => {
    server = spawnServer({ port, dataDir }, (text) => lines.splice(0, Math.max(0, lines.push(text) - LOG_LINES_KEPT)));
    await ready(origin, server);
  };
  const stop = async () => {
    if (server) await end(server, 'SIGTERM');
    await endDatabase(dataDir);
    await rm(home, { recursive: true, force: true });
  };
  const kill = async () => {
    if (server) await end(server, 'SIGKILL');
  };
  try {
    await run();
  } catch (error) {
    await stop();
    throw new Error(`The product did not start.\n${lines.join('')}`, { cause: error });
  }
  return { origin, log: () => lines.join(''), letterTo: (address) => newestLetter(join(dataDir, 'mail'), address), kill, start: run, stop };
}

async function newestLetter(outbox: string, address: string): Promise<string | undefined> {
  const names = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith('.json'));
  for (const name of names.toSorted().toReversed()) {
    const letter: { to?: string; text?: string } = JSON.parse(await readFile(join(outbox, name), 'utf8'));
    if (letter.to === address) return letter.text;
  }
  return undefined;
}

function spawnServer(at: { port: number; dataDir: string }, onText: (text: string) => void): ChildProcess {
  const settings = { PORT: String(at.port), DATA_DIR: at.dataDir, SEED_DEMO: 'true', LOG_LEVEL: 'warn', NODE_NO_WARNINGS: '1', ROLE: 'all' };
  const unset = { DATABASE_URL: '', PUBLIC_URL: '', SECRET: '', SMS_OUTBOX: '', HOST: '' };
  const child = start({ program: process.execPath, args: [SERVER_BUILD], env: { ...settings, ...unset } }, { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => onText(chunk.toString('utf8')));
  return child;
}

async function ready(origin: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s`);
}

/** Ends a child and waits for it; one that does not listen is cut short. */
async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(cut);
}

/** A server that was cut short leaves its database running. */
async function endDatabase(dataDir: string): Promise<void> {
  const pidFile = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(pidFile.split('\n', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended by itself.
  }
  await pause(500);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
