import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report, Task } from './load/messages.ts';
import { type Measured, measuredOf } from './measured.ts';
import { type Pids, startMeter } from './processor.ts';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 35_000;
/** As `npm start` runs it. */
const COMMAND = ['--max-semi-space-size=32', join(import.meta.dirname, '../dist/main.js')];

export type ServerSetting = {
  readonly role: 'web' | 'worker';
  readonly databaseUrl: string;
  readonly secret: string;
  readonly dataDir: string;
  readonly profileDirectory?: string | undefined;
  /** Another built file to run instead of this one, with flags of Node before it. */
  readonly command?: readonly string[];
};
export type ServerProcess = { readonly pid: number; readonly port: number; stop(): Promise<void> };

/** The real server as a process of its own. A `web` one is ready when this resolves. */
export async function startServer(setting: ServerSetting): Promise<ServerProcess> {
  const port = await freePort();
  const profile = setting.profileDirectory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${setting.profileDirectory}`];
  const child = spawn(process.execPath, [...profile, ...(setting.command ?? COMMAND), `--role=${setting.role}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: setting.databaseUrl,
      SECRET: setting.secret,
      DATA_DIR: setting.dataDir,
      PORT: String(port),
      SEED_DEMO: 'false',
      LOG_LEVEL: 'warn',
    },
  });
  const stop = () => stopChild(child);
  try {
    if (setting.role === 'web') await becomesReady(child, port);
    if (child.pid === undefined) throw new Error('the server could not be started');
    return { pid: child.pid, port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function becomesReady(child: ChildProcess, port: number): Promise<void> {
  const deadlineMs = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null) throw new Error('the server ended before it was ready');
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('the server did not become ready');
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const isEnded = await Promise.race([ended.then(() => true), sleep(STOP_WITHIN_MS, false, { ref: false })]);
  if (!isEnded) child.kill('SIGKILL');
}

export type Generator = {
  readonly pid: number;
  /** Warms up, then measures the parties' processor time over exactly the seconds that count. */
  measure(task: Task, pids: Pids): Promise<Measured>;
  stop(): Promise<void>;
};

/** The load generator in a process of its own, so that it and the server do not take each other's event loop. */
export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'load/generator.ts'), { execArgv: ['--import', 'tsx'] });
  if (child.pid === undefined) throw new Error('the load generator could not be started');
  return {
    pid: child.pid,
    measure: (task, pids) =>
      new Promise((resolve, reject) => {
        let meter: ReturnType<typeof startMeter> | undefined;
        const onExit = () => reject(new Error('the load generator ended'));
        const hear = (report: Report) => {
          if (report.kind === 'warm') {
            meter = startMeter(pids);
            return;
          }
          child.off('message', hear).off('exit', onExit);
          if (report.kind === 'failed' || !meter) reject(new Error(report.kind === 'failed' ? report.message : 'no warm-up'));
          else resolve(measuredOf(report.outcome, meter.stop()));
        };
        child.on('message', hear).once('exit', onExit);
        child.send(task);
      }),
    stop: () => stopChild(child),
  };
}
