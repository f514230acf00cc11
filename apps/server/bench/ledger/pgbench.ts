import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCALE = 50;
const CLIENTS = 16;

/** The yardstick: PostgreSQL's own TPC-B-like transaction, a bank that posts one payment per transaction. */
export async function preparePgbench(url: string): Promise<void> {
  await run('pgbench', ['--initialize', '--scale', String(SCALE), '--quiet', url], { timeout: 180_000 });
}

/** It comes with PostgreSQL's client programs, not with the embedded server. */
export async function hasPgbench(): Promise<boolean> {
  return run('pgbench', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Transactions per second, with prepared statements. */
export async function runPgbench(url: string, seconds: number): Promise<number> {
  const { stdout } = await run(
    'pgbench',
    ['--client', String(CLIENTS), '--jobs', '2', '--protocol', 'prepared', '--no-vacuum', '--time', String(seconds), url],
    { timeout: (seconds + 60) * 1_000 },
  );
  const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (tps === undefined) throw new Error('pgbench told no tps');
  return Number(tps);
}
