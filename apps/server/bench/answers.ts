/**
 * Two waits that people notice: two hundred cards at two hundred tills in the same moment, and the history of a member with very many movements.
 * `node --import tsx apps/server/bench/answers.ts [movements]`, after `npm run build`. Fails where an answer is missing or comes too late.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@tessera/contract/client';
import { projectMovements } from '../src/modules/payments/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import { signIn } from './bench-desk.ts';
import { type ServerProcess, startServer } from './children.ts';
import { type Ground, openGround } from './ground.ts';
import type { Answered, Caller, Calling } from './load/caller.ts';
import { openBulkCaller, openHttpCaller } from './load/http-caller.ts';
import { CHARGES_PER_BULK } from './load/messages.ts';
import { openSocketCaller } from './load/socket-caller.ts';
import { type Campus, READER, seedCampus, TILLS } from './seed-campus.ts';
import { quantile } from './statistics.ts';

const MOVEMENTS_DEFAULT = 20_000;
const CHARGE_WITHIN_MS = 1_000;
const HISTORY_WITHIN_MS = 200;
const ROUNDS = 10;
const READINGS = 200;
/** As the member's app asks for it. */
const PAGE = 30;
/** Longer than any answer may take; what has not come by then is missing. */
const WAIT_MS = 20_000;

type Bench = { ground: Ground; server: ServerProcess; campus: Campus };

function say(what: string, tookMs: readonly number[], more = ''): void {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => `${quantile(sorted, share).toFixed(1)} ms`;
  console.log(`${what}: p50 ${at(0.5)}, p99 ${at(0.99)}, most ${(sorted.at(-1) ?? Number.NaN).toFixed(1)} ms${more}`);
}

/** Every till of the campus, each with a connection of its own and a card that nobody else shows. */
async function openTills({ server, campus }: Bench, open: (calling: Calling) => Promise<Caller>) {
  const answers: { tookMs: number; answered: Answered }[] = [];
  let askedAtMs = 0;
  let shift = 0;
  let fault: Error | undefined;
  const callingOf = (token: string, index: number): Calling => ({
    port: server.port,
    tokens: [token],
    // Past the first card, which is the reader's.
    drawUid: () => campus.uids[1 + ((index + shift) % (campus.uids.length - 1))] ?? '',
    onAnswer: (answered) => answers.push({ tookMs: performance.now() - askedAtMs, answered }),
    onFault: (error) => {
      fault = error;
    },
  });
  const callers: Caller[] = [];
  // Tills are switched on one after the other.
  for (const [index, token] of campus.spreadTokens.entries()) callers.push(await open(callingOf(token, index)));
  const round = async (number: number) => {
    answers.length = 0;
    shift = number * TILLS;
    askedAtMs = performance.now();
    for (const caller of callers) caller.ask();
    while (answers.length < callers.length && performance.now() - askedAtMs < WAIT_MS && !fault) await sleep(1);
    if (fault) throw fault;
    return [...answers];
  };
  const close = () => {
    for (const caller of callers) caller.close();
  };
  return { round, close };
}

/** All at once is the hardest of all seconds. Each round shows cards that the server has not seen yet. */
async function measureMoment(bench: Bench, door: 'HTTP' | 'WebSocket', firstRound: number): Promise<boolean> {
  const tills = await openTills(bench, door === 'HTTP' ? openHttpCaller : openSocketCaller);
  const took: number[] = [];
  let [answered, approved] = [0, 0];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await tills.round(firstRound + round);
      answered += answers.length;
      approved += answers.reduce((sum, one) => sum + one.answered.approvedCount, 0);
      took.push(...answers.map(({ tookMs }) => tookMs));
    }
  } finally {
    tills.close();
  }
  const inTime = took.filter((ms) => ms <= CHARGE_WITHIN_MS).length;
  const wanted = ROUNDS * TILLS;
  say(`${door}, ${ROUNDS} × ${TILLS} cards at once`, took, `; ${answered} of ${wanted} answered, ${approved} approved, ${inTime} within 1 s`);
  return approved === wanted && inTime === wanted;
}

/** Through the door and the projection that make movements in life. */
async function seedMovements({ ground, server, campus }: Bench, count: number): Promise<void> {
  let left = Math.ceil(count / CHARGES_PER_BULK);
  await new Promise<void>((resolve, reject) => {
    const next = (caller: Caller) => {
      if (left === 0) {
        caller.close();
        return resolve();
      }
      left -= 1;
      caller.ask();
    };
    const opening = openBulkCaller({
      port: server.port,
      tokens: campus.spreadTokens,
      drawUid: () => campus.uids[0] ?? '',
      onAnswer: ({ refusal }) => (refusal === undefined ? void opening.then(next) : reject(new Error(refusal))),
      onFault: reject,
    });
    opening.then(next, reject);
  });
  while ((await ground.database.transaction(systemActor('bench'), {}, projectMovements)) > 0);
  await ground.owner.query('analyze');
}

async function measureHistory({ server }: Bench, movements: number): Promise<boolean> {
  const client = await signIn({ port: server.port, app: 'member', ...READER });
  const timed = async (read: (client: Client) => Promise<unknown>) => {
    const startedAtMs = performance.now();
    await read(client);
    return performance.now() - startedAtMs;
  };
  const took: number[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) took.push(await timed((member) => member.payments.listOwnPayments({ limit: PAGE })));
  let cursor: string | undefined;
  let seen = 0;
  const pages: number[] = [];
  // Each page of the whole list, as far as the limit of requests a minute lets one caller go.
  for (let page = 0; page < READINGS; page += 1) {
    pages.push(
      await timed(async (member) => {
        const found = await member.payments.listOwnPayments({ limit: 100, ...(cursor && { cursor }) });
        seen += found.items.length;
        cursor = found.nextCursor ?? undefined;
      }),
    );
    if (!cursor) break;
  }
  say(`the first page of a history of ${movements}, ${READINGS} times, the first one cold`, took);
  say(`every page of it, a hundred at a time, ${seen} movements`, pages);
  return (
    seen >= movements &&
    [took, pages].every(
      (one) =>
        quantile(
          one.toSorted((a, b) => a - b),
          0.99,
        ) <= HISTORY_WITHIN_MS,
    )
  );
}

function load(): string {
  return loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
}

async function main(): Promise<void> {
  const movements = Number(process.argv[2] ?? MOVEMENTS_DEFAULT);
  const ground = await openGround(undefined);
  let server: ServerProcess | undefined;
  try {
    const campus = await seedCampus(ground);
    server = await startServer({ databaseUrl: ground.database.ownerUrl, secret: ground.secret, dataDir: ground.dataDir, role: 'web' });
    const bench: Bench = { ground, server, campus };
    console.log(`load of the machine before: ${load()}`);
    const isQuick = [await measureMoment(bench, 'WebSocket', 0), await measureMoment(bench, 'HTTP', ROUNDS)];
    await seedMovements(bench, movements);
    isQuick.push(await measureHistory(bench, movements));
    console.log(`load of the machine after: ${load()}`);
    if (isQuick.includes(false)) process.exitCode = 1;
  } finally {
    await server?.stop();
    await ground.close();
  }
}

await main();
