import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.ts';
import type { Answered, Caller, Calling } from './caller.ts';
import { openBulkCaller, openHttpCaller } from './http-caller.ts';
import { CHARGES_PER_BULK, type Door, type Outcome, type Task } from './messages.ts';
import { openSocketCaller } from './socket-caller.ts';

const OPEN: Record<Door, (calling: Calling) => Promise<Caller>> = { http: openHttpCaller, socket: openSocketCaller, bulk: openBulkCaller };
/** Longer than the server may take for any answer. */
const DRAIN_WITHIN_MS = 20_000;
/** Arrivals are dealt out this often; what is due since the last time comes at once. */
const TICK_MS = 1;

/** Opens all connections, loads them, and says when the warm-up is over. Answers after the last request was answered. */
export async function drive(task: Task, onWarm: () => void): Promise<Outcome> {
  const count = createCount();
  const load = createLoad(task, count);
  await load.open();
  load.start();
  await Promise.race([sleep(task.warmUpSeconds * 1_000), load.fault]);
  onWarm();
  count.begin();
  await Promise.race([sleep(task.seconds * 1_000), load.fault]);
  await Promise.race([load.finish(), load.fault]);
  load.close();
  return count.outcome();
}

type Count = ReturnType<typeof createCount>;

function createCount() {
  let tookMs: number[] = [];
  let charges = 0;
  let beganAtMs = 0;
  let approvedCount = 0;
  let approvedMinor = 0;
  const refusals: Record<string, number> = {};
  return {
    begin(): void {
      tookMs = [];
      charges = 0;
      beganAtMs = performance.now();
    },
    add(answered: Answered, latencyMs: number): void {
      tookMs.push(latencyMs);
      charges += answered.approvedCount;
      approvedCount += answered.approvedCount;
      approvedMinor += answered.approvedMinor;
      if (answered.refusal !== undefined) refusals[answered.refusal] = (refusals[answered.refusal] ?? 0) + 1;
    },
    outcome(): Outcome {
      const seconds = (performance.now() - beganAtMs) / 1_000;
      tookMs.sort((a, b) => a - b);
      return { charges, seconds, p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99), approvedCount, approvedMinor, refusals };
    },
  };
}

/** Latency counts from when a charge was due, so that a server which falls behind cannot hide it. */
function createLoad(task: Task, count: Count) {
  const idle: number[] = [];
  const callers: Caller[] = [];
  const askedAtMs: number[] = [];
  /** When charges were due that found no idle connection. */
  const late: number[] = [];
  let stopping = false;
  let underWay = 0;
  const { fault, fail } = createFault();

  const ask = (index: number, dueAtMs: number): void => {
    underWay += 1;
    askedAtMs[index] = dueAtMs;
    callers[index]?.ask();
  };
  const answered = (index: number, answer: Answered): void => {
    const nowMs = performance.now();
    count.add(answer, nowMs - (askedAtMs[index] ?? nowMs));
    underWay -= 1;
    if (stopping) return;
    const dueAtMs = task.ratePerSecond === undefined ? nowMs : late.shift();
    if (dueAtMs === undefined) idle.push(index);
    else ask(index, dueAtMs);
  };

  return {
    fault,
    async open(): Promise<void> {
      const drawUid = uidDrawer(task);
      const opening = Array.from({ length: task.connections }, (_, index) => {
        const tokens = task.tokens.filter((_token, place) => place % task.connections === index);
        return OPEN[task.door]({ port: task.port, tokens, drawUid, onAnswer: (answer) => answered(index, answer), onFault: fail });
      });
      callers.push(...(await Promise.all(opening)));
      idle.push(...callers.keys());
    },
    start(): void {
      if (task.ratePerSecond === undefined) {
        for (const index of idle) ask(index, performance.now());
        return;
      }
      const perRequest = task.door === 'bulk' ? CHARGES_PER_BULK : 1;
      keepPace((1_000 * perRequest) / task.ratePerSecond, (dueAtMs) => {
        const index = idle.shift();
        if (index === undefined) late.push(dueAtMs);
        else ask(index, dueAtMs);
        return !stopping;
      });
    },
    async finish(): Promise<void> {
      stopping = true;
      const deadlineMs = performance.now() + DRAIN_WITHIN_MS;
      while (underWay > 0 && performance.now() < deadlineMs) await sleep(1);
      if (underWay > 0) throw new Error(`${underWay} requests were never answered`);
    },
    close(): void {
      for (const caller of callers) caller.close();
    },
  };
}

/** A promise that can only be rejected, by `fail`. */
function createFault(): { fault: Promise<never>; fail: (error: Error) => void } {
  let fail: (error: Error) => void = () => undefined;
  const fault = new Promise<never>((_, reject) => {
    fail = reject;
  });
  fault.catch(() => undefined);
  return { fault, fail: (error) => fail(error) };
}

/** Calls `due` every so many milliseconds, catching up where a timer was late, until it answers false. */
function keepPace(everyMs: number, due: (dueAtMs: number) => boolean): void {
  let dueAtMs = performance.now();
  const tick = () => {
    for (; dueAtMs <= performance.now(); dueAtMs += everyMs) if (!due(dueAtMs)) return;
    setTimeout(tick, TICK_MS);
  };
  tick();
}

function uidDrawer({ uids, eachCardFirst }: Task): () => string {
  let drawn = eachCardFirst ? 0 : uids.length;
  return () => {
    const place = drawn < uids.length ? drawn : Math.floor(Math.random() * uids.length);
    drawn += 1;
    return uids[place] ?? '';
  };
}
