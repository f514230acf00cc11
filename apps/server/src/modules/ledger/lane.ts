import pg from 'pg';
import type { BatcherOptions } from './batcher.ts';
import { type ChargeAnswer, readAnswer } from './charge.ts';
import { batchParameters, MAX_CHARGES_PER_BATCH, type PricedCharge, splitAnswers } from './charge-batch.ts';
import { createLaneConnection, isLockTimeout, type LaneConnection } from './lane-connection.ts';
import { createPaceWatch } from './pace-watch.ts';
import { LedgerRefusal } from './refusal.ts';
import type { Turns } from './turns.ts';

/** Beyond it a till is better served by "try again" than by waiting. */
const MAX_QUEUED_PER_LANE = 4_096;
/** Longer than the database takes to start again after a crash. */
const RESEND_FOR_SECONDS = 15;

export type Lane = {
  /** The same key with the same content twice in flight is one request. */
  charge(charge: PricedCharge): Promise<ChargeAnswer>;
  readonly depth: number;
  /** Answers those under way, then gives the connection up. */
  close(): Promise<void>;
};

type Waiting = {
  readonly charge: PricedCharge;
  readonly resolve: (answer: ChargeAnswer) => void;
  readonly reject: (error: unknown) => void;
};
/** What the database said of a batch, in the order of its charges. `resent` after a lost connection. */
type Said = { readonly answers: readonly string[]; readonly at: Date; readonly resent: boolean };

/** A queue, and one connection that takes from its front whatever has gathered. */
export function createLane(options: BatcherOptions, turns: Turns, onPage: () => void): Lane {
  const connection = createLaneConnection(options.connection, options.resendForSeconds ?? RESEND_FOR_SECONDS);
  const pace = createPaceWatch();
  const callers = createCallers(onPage);
  let queue: Waiting[] = [];
  let underWay = 0;
  let onIdle = () => {};

  const sendNext = async (): Promise<void> => {
    const batch = queue.slice(0, MAX_CHARGES_PER_BATCH);
    queue = queue.slice(batch.length);
    underWay = batch.length;
    turn.begin();
    const startedAt = performance.now();
    const tell = await sendBatch(options, connection, batch).then(
      (said) => () => callers.answer(batch, said),
      (error: unknown) => refusing({ options, connection, callers }, batch, error),
    );
    if (pace.isLagging(batch.length, performance.now() - startedAt)) await connection.drop();
    underWay = 0;
    // The database gets its next batch before the tills get their answers: neither waits for the other.
    turn.end();
    tell();
    if (queue.length === 0 && underWay === 0) onIdle();
  };

  const wake = (): void => {
    if (underWay === 0 && queue.length > 0 && turn.mayBegin(queue.length)) void sendNext();
  };
  const turn = turns.join(wake);

  const enqueue = (charge: PricedCharge): Promise<ChargeAnswer> =>
    new Promise((resolve, reject) => {
      queue.push({ charge, resolve, reject });
      // Whatever the sockets hold at this moment goes along, and nothing is waited for.
      if (queue.length === 1 || queue.length === MAX_CHARGES_PER_BATCH) setImmediate(wake);
    });

  return {
    charge(charge) {
      const joined = callers.join(charge);
      if (joined) return joined;
      if (queue.length >= MAX_QUEUED_PER_LANE) return Promise.reject(new LedgerRefusal('busy'));
      return callers.remember(charge, enqueue(charge));
    },
    get depth() {
      return queue.length + underWay;
    },
    async close() {
      if (queue.length + underWay > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      await connection.drop();
    },
  };
}

/** One batch, one time, one transaction. */
async function sendBatch(options: BatcherOptions, connection: LaneConnection, batch: readonly Waiting[]): Promise<Said> {
  const at = options.clock();
  const businessOn = options.businessDay(at);
  const charges = batch.map(({ charge }) => charge);
  const { answers, resent } = await connection.send((lane) => batchParameters(charges, { lane, at, businessOn }));
  return { answers: splitAnswers(answers, batch.length), at, resent };
}

type Sending = { readonly options: BatcherOptions; readonly connection: LaneConnection; readonly callers: Callers };

/**
 * How a failed batch is told. One that the database refused as such, or that waited too long for a locked wallet, is first sent one by
 * one: only the culprit fails.
 */
async function refusing({ options, connection, callers }: Sending, batch: readonly Waiting[], error: unknown): Promise<() => void> {
  if (batch.length === 1 || !(error instanceof pg.DatabaseError)) return () => callers.refuse(batch, error);
  for (const waiting of batch) {
    await sendBatch(options, connection, [waiting]).then(
      (said) => callers.answer([waiting], said),
      (fault: unknown) => callers.refuse([waiting], fault),
    );
  }
  return () => {};
}

type Callers = ReturnType<typeof createCallers>;

/** Who waits for an answer, by key: until it is there, the same request asks in vain for a second place in the queue. */
function createCallers(onPage: () => void) {
  const inFlight = new Map<string, { readonly fingerprint: number; readonly answer: Promise<ChargeAnswer> }>();
  return {
    join({ input, fingerprint }: PricedCharge): Promise<ChargeAnswer> | undefined {
      const first = inFlight.get(input.id);
      return first?.fingerprint === fingerprint ? first.answer.then((told) => ({ ...told, replayed: true })) : undefined;
    },
    remember({ input, fingerprint }: PricedCharge, answer: Promise<ChargeAnswer>): Promise<ChargeAnswer> {
      inFlight.set(input.id, { fingerprint, answer });
      return answer;
    },
    answer(batch: readonly Waiting[], said: Said): void {
      for (const { charge } of batch) inFlight.delete(charge.input.id);
      if (settle(batch, said)) onPage();
    },
    refuse(batch: readonly Waiting[], error: unknown): void {
      const told = error instanceof pg.DatabaseError && isLockTimeout(error) ? new LedgerRefusal('busy') : error;
      for (const { charge, reject } of batch) {
        inFlight.delete(charge.input.id);
        reject(told);
      }
    },
  };
}

/** Settles every promise of the batch; says whether a new transfer was posted. */
function settle(batch: readonly Waiting[], said: Said): boolean {
  let posted = false;
  for (const [index, { charge, resolve, reject }] of batch.entries()) {
    try {
      const told = readAnswer(said.answers[index] ?? '', { amountMinor: charge.input.amountMinor, at: said.at });
      // After a lost connection this very batch finds itself posted: for the till that is the first answer.
      const isFirst = told.replayed && said.resent && told.at.getTime() === said.at.getTime();
      posted ||= told.outcome === 'approved' && (isFirst || !told.replayed);
      resolve(isFirst ? { ...told, replayed: false } : told);
    } catch (error) {
      reject(error);
    }
  }
  return posted;
}
