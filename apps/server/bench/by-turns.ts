/**
 * Two builds of the server by turns on one database: processor time per charge, of each party. Beside other programs no rate says anything, and
 * no single turn; a difference that comes back in every turn does. `A` and `B` are built files, each perhaps behind flags of Node; a door may have a rate:
 * `node --import tsx apps/server/bench/by-turns.ts http,socket@5000 /tmp/old/main.js '--max-semi-space-size=64 /tmp/new/main.js' [turns] [seconds]`
 */
import { type Generator, type ServerProcess, startGenerator, startServer } from './children.ts';
import { type Ground, openGround } from './ground.ts';
import { DOORS, type Door } from './load/messages.ts';
import type { Measured } from './measured.ts';
import { peakMemoryBytes } from './processor.ts';
import { type Campus, seedCampus, TILLS } from './seed-campus.ts';
import { median } from './statistics.ts';

const TURNS = 5;
const SECONDS = 4;
const WARM_UP_SECONDS = 1;

type Stage = { readonly ground: Ground; readonly campus: Campus; readonly generator: Generator };
/** Without a rate, as fast as it goes. */
type Way = { readonly door: Door; readonly ratePerSecond?: number };
type Load = Way & { readonly seconds: number; readonly eachCardFirst?: boolean };

function measure({ ground, campus, generator }: Stage, server: ServerProcess, load: Load): Promise<Measured> {
  const pids = { ...(ground.postmaster !== undefined && { database: ground.postmaster }), server: server.pid, generator: generator.pid };
  const connections = load.door === 'bulk' ? 10 : TILLS;
  return generator.measure(
    { ...load, port: server.port, connections, tokens: campus.spreadTokens, uids: campus.uids, warmUpSeconds: WARM_UP_SECONDS },
    { ...pids, bench: process.pid },
  );
}

function tell(name: string, all: readonly Measured[]): void {
  const middle = (read: (one: Measured) => number | undefined) => median(all.map((one) => read(one) ?? 0));
  const micros = (party: 'server' | 'database' | 'generator') => middle(({ cpuMicros }) => cpuMicros[party]).toFixed(1);
  const of = `server ${micros('server')} database ${micros('database')} generator ${micros('generator')}`;
  const pace = `${Math.round(middle(({ tps }) => tps))}/s, p50 ${middle(({ p50Ms }) => p50Ms).toFixed(1)}, p99 ${middle(({ p99Ms }) => p99Ms).toFixed(1)} ms`;
  const refused = all.some(({ refusals }) => Object.keys(refusals).length > 0) ? '; some were refused' : '';
  console.info(`${name}: ${of} µs a charge; ${pace}; others took ${Math.round(middle(({ othersShare }) => othersShare) * 100)} %${refused}`);
}

async function takeTurns(stage: Stage, servers: ReadonlyMap<string, ServerProcess>, asked: { ways: Way[]; turns: number; seconds: number }) {
  const { ways, turns, seconds } = asked;
  const taken = new Map<string, Measured[]>();
  for (const server of servers.values()) {
    await measure(stage, server, { door: 'bulk', seconds, eachCardFirst: true });
    for (const way of ways) await measure(stage, server, { ...way, seconds });
  }
  for (let turn = 1; turn <= turns; turn++) {
    for (const way of ways) {
      for (const [name, server] of servers) {
        const measured = await measure(stage, server, { ...way, seconds });
        const title = [way.door, way.ratePerSecond, name].join(' ');
        taken.set(title, [...(taken.get(title) ?? []), measured]);
        tell(`turn ${turn}, ${title}`, [measured]);
      }
    }
  }
  for (const [name, all] of [...taken].sort()) tell(`median of ${name}`, all);
  for (const [name, { pid }] of servers) console.info(`${name} held at most ${Math.round((peakMemoryBytes(pid) ?? 0) / 1e6)} MB`);
}

const [doorNames = '', commandA = '', commandB = '', turns = TURNS, seconds = SECONDS] = process.argv.slice(2);
const ways = DOORS.flatMap((door) =>
  doorNames
    .split(',')
    .map((name) => name.split('@'))
    .filter(([name]) => name === door)
    .map(([, rate]): Way => ({ door, ...(rate !== undefined && { ratePerSecond: Number(rate) }) })),
);
const ground = await openGround(process.env.BENCH_DATABASE_URL);
const generator = startGenerator();
const servers = new Map<string, ServerProcess>();
try {
  const campus = await seedCampus(ground);
  const setting = { databaseUrl: ground.database.ownerUrl, secret: ground.secret, dataDir: ground.dataDir, role: 'web' } as const;
  servers.set('A', await startServer({ ...setting, command: commandA.split(' ') }));
  servers.set('B', await startServer({ ...setting, command: commandB.split(' ') }));
  await takeTurns({ ground, campus, generator }, servers, { ways, turns: Number(turns), seconds: Number(seconds) });
} finally {
  await generator.stop();
  for (const server of servers.values()) await server.stop();
  await ground.close();
}
