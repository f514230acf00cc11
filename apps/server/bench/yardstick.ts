import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const SCALE = 50;
const CLIENTS = 16;
const TABLES = ['pgbench_accounts', 'pgbench_branches', 'pgbench_tellers', 'pgbench_history'];
const DEBIAN_PROGRAMS = '/usr/lib/postgresql';

export const HOW_TO_GET_PGBENCH =
  'pgbench is not installed, so rates come without their yardstick. It is part of PostgreSQL’s client programs: apt install postgresql-contrib, or brew install postgresql.';

/** PostgreSQL's own TPC-B-like transaction: a bank that posts one payment a transaction, by sixteen clients. */
export type Yardstick = { prepare(): Promise<void>; measure(seconds: number): Promise<number> };

/** It does not come with the embedded server; undefined where it is not installed. */
export async function findYardstick(url: string): Promise<Yardstick | undefined> {
  const program = await findPgbench();
  if (program === undefined) return undefined;
  return {
    async prepare() {
      await run(program, ['--initialize', '--scale', String(SCALE), '--quiet', url], { timeout: 180_000 });
      // pgbench vacuums before each run itself; an autovacuum of its tables would be measured with whatever line runs then.
      const owner = new pg.Client({ connectionString: url });
      await owner.connect();
      for (const table of TABLES) await owner.query(`alter table ${table} set (autovacuum_enabled = off)`);
      await owner.end();
    },
    /** Transactions per second, with prepared statements. */
    async measure(seconds) {
      const load = ['--client', String(CLIENTS), '--jobs', '2', '--protocol', 'prepared', '--time', String(seconds)];
      const { stdout } = await run(program, [...load, url], { timeout: (seconds + 60) * 1_000 });
      const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
      if (tps === undefined) throw new Error('pgbench told no tps');
      return Number(tps);
    },
  };
}

/** From the path, or the newest of Debian's packages. */
async function findPgbench(): Promise<string | undefined> {
  const ofDebian = existsSync(DEBIAN_PROGRAMS) ? readdirSync(DEBIAN_PROGRAMS).sort((a, b) => Number(b) - Number(a)) : [];
  for (const program of ['pgbench', ...ofDebian.map((version) => join(DEBIAN_PROGRAMS, version, 'bin/pgbench'))]) {
    const isThere = await run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  return undefined;
}
