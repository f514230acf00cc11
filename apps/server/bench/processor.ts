import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Linux counts processor time in hundredths of a second. */
const MICROS_PER_TICK = 10_000;

/** Whose time is told apart. The bench itself includes the programs that it ran to their end, such as pgbench. */
const PARTIES = ['database', 'server', 'worker', 'generator', 'bench'] as const;
export type Party = (typeof PARTIES)[number];
export type Pids = Readonly<Partial<Record<Party, number>>>;

export type Used = {
  readonly seconds: number;
  /** Processor time of each party; a party is absent where it is no process of this machine. */
  readonly micros: Readonly<Partial<Record<Party, number>>>;
  /** Of all the machine's processor time, what neither idled nor went to a party: other programs, and neighbours of a virtual machine. */
  readonly othersShare: number;
};

/** Reads the processor time of all parties at two moments. Without Linux's /proc it tells the seconds only. */
export function startMeter(pids: Pids): { stop(): Used } {
  const before = read(pids);
  const startedAtMs = performance.now();
  return {
    stop() {
      const seconds = (performance.now() - startedAtMs) / 1_000;
      const after = read(pids);
      const micros: Partial<Record<Party, number>> = {};
      for (const party of PARTIES) {
        const ticks = after.ticks[party];
        if (ticks !== undefined) micros[party] = (ticks - (before.ticks[party] ?? 0)) * MICROS_PER_TICK;
      }
      const ours = Object.values(micros).reduce((sum, one) => sum + one, 0);
      const busy = (after.busyTicks - before.busyTicks) * MICROS_PER_TICK;
      return { seconds, micros, othersShare: Math.max(0, busy - ours) / (seconds * 1e6 * availableParallelism()) };
    },
  };
}

/** The number of PostgreSQL's main process when `backendPid`, one of its sessions, runs on this machine. */
export function postmasterOf(backendPid: number): number | undefined {
  const stat = readStat(backendPid);
  return stat?.name === 'postgres' ? stat.parent : undefined;
}

/** The most memory that a process has held so far. */
export function peakMemoryBytes(pid: number): number | undefined {
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/status`))?.[1];
  return peak === undefined ? undefined : Number(peak) * 1_024;
}

type Reading = { readonly ticks: Partial<Record<Party, number>>; readonly busyTicks: number };

function read(pids: Pids): Reading {
  const ticks: Partial<Record<Party, number>> = {};
  for (const party of PARTIES) {
    const pid = pids[party];
    const stat = pid === undefined ? undefined : readStat(pid);
    if (!stat) continue;
    if (party === 'database') ticks.database = stat.ownTicks + stat.endedChildrenTicks + childrenTicks(pid);
    else if (party === 'bench') ticks.bench = stat.ownTicks + stat.endedChildrenTicks;
    else ticks[party] = stat.ownTicks;
  }
  return { ticks, busyTicks: busyTicks() };
}

/** Sessions and background processes of PostgreSQL; those that ended count with their parent. */
function childrenTicks(parent: number | undefined): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined;
    if (stat?.parent === parent) ticks += stat?.ownTicks ?? 0;
  }
  return ticks;
}

/** All but idle and waiting for a disk; `steal` counts as busy. Guests are part of the user's time. */
function busyTicks(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    readOrNothing('/proc/stat').split('\n', 1)[0]?.trim().split(/\s+/).slice(1).map(Number) ?? [];
  return user + nice + system + irq + softirq + steal;
}

type Stat = { readonly name: string; readonly parent: number; readonly ownTicks: number; readonly endedChildrenTicks: number };

/** Fields of /proc/<pid>/stat; the name in field 2 may hold spaces, so counting begins behind it. */
function readStat(pid: number): Stat | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`);
  const nameEnd = text.lastIndexOf(')');
  if (nameEnd < 0) return undefined;
  const fields = text
    .slice(nameEnd + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0, , , , , , , , , , user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields;
  return {
    name: text.slice(text.indexOf('(') + 1, nameEnd),
    parent,
    ownTicks: user + system,
    endedChildrenTicks: childrenUser + childrenSystem,
  };
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
