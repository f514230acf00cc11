import { readFile } from 'node:fs/promises';
import type pg from 'pg';

/** Linux counts processor time in hundredths of a second. */
const MICROS_PER_TICK = 10_000;

export type CpuMeter = { stop(): Promise<{ databaseMicros: number | undefined; nodeMicros: number }> };

/** Processor time of the batcher's sessions and of this process. Other programs on the machine do not disturb it as they disturb a rate. */
export async function measureCpu(pool: pg.Pool): Promise<CpuMeter> {
  const sessions = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'tessera-ledger' and datname = current_database()`,
  );
  const pids = sessions.rows.map(({ pid }) => pid);
  const nodeBefore = process.cpuUsage();
  const databaseBefore = await usedTicks(pids);
  return {
    async stop() {
      const node = process.cpuUsage(nodeBefore);
      const databaseAfter = await usedTicks(pids);
      const measured = databaseBefore !== undefined && databaseAfter !== undefined;
      return {
        databaseMicros: measured ? (databaseAfter - databaseBefore) * MICROS_PER_TICK : undefined,
        nodeMicros: node.user + node.system,
      };
    },
  };
}

/** User and system time of the processes, fields 14 and 15 of /proc/<pid>/stat; the name in field 2 may hold spaces. */
async function usedTicks(pids: readonly number[]): Promise<number | undefined> {
  try {
    const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')));
    return stats.reduce((sum, stat) => {
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return sum + Number(fields[11]) + Number(fields[12]);
    }, 0);
  } catch {
    return undefined;
  }
}
