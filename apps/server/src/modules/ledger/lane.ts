import pg from 'pg';
import type { BatcherOptions } from './batcher.ts';
import { type ChargeAnswer, readAnswer } from './charge.ts';
import { batchParameters, MAX_CHARGES_PER_BATCH, type PricedCharge, splitAnswers } from './charge-batch.ts';
import { createLaneConnection, isLockTimeout } from './lane-connection.ts';
import { createPaceWatch } from './pace-watch.ts';
import { LedgerRefusal } from './refusal.ts';
import type { Turns } from './turns.ts';

/** Beyond it a till is better served by "try again" than by waiting. */
const MAX_QUEUED_PER_LANE = 4_096;
/** Longer than the database takes to start again after a crash. */
const RESEND_FOR_SECONDS = 15;

export type Lane = {
  charge(charge: PricedCharge): Promise<ChargeAnswer>;
  readonly depth: number;
  close(): Promise<void>;
};

type Waiting = {
  readonly charge: PricedCharge;
  readonly resolve: (answer: ChargeAnswer) => void;
  readonly reject: (error: unknown) => void;
};

/** A queue, and one connection that takes from its front whatever has gathered. */
export function createLane(options: BatcherOptions, turns: Turns, onPage: () => void): Lane {
  const connection = createLaneConnection(options.connection, options.resendForSeconds ?? RESEND_FOR_SECONDS);
  const pace = createPaceWatch();
  let queue: Waiting[] = [];
  let underWay = 0;

  /** One batch, one time, one transaction. */
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    const at = options.clock();
    const businessOn = options.businessDay(at);
    const charges = batch.map(({ charge }) => charge);
    try {
      const { answers, resent } = await connection.send((lane) => batchParameters(charges, { lane, at, businessOn }));
      const posted = answer(batch, { answers: splitAnswers(answers, batch.length), at, resent });
      if (posted) onPage();
    } catch (error) {
      if (batch.length > 1 && error instanceof pg.DatabaseError) await settleOneByOne(batch);
      else for (const { reject } of batch) reject(toldAs(error));
    }
  };

  /** After a batch that the database refused as such, or that waited too long for a locked wallet: only the culprit fails. */
  const settleOneByOne = async (batch: readonly Waiting[]): Promise<void> => {
    for (const waiting of batch) await settle([waiting]);
  };

  const sendNext = async (): Promise<void> => {
    const batch = queue.slice(0, MAX_CHARGES_PER_BATCH);
    queue = queue.slice(batch.length);
    underWay = batch.length;
    turn.begin();
    const startedAt = performance.now();
    await settle(batch);
    if (pace.isLagging(batch.length, performance.now() - startedAt)) await connection.drop();
    underWay = 0;
    turn.end();
  };

  const wake = (): void => {
    if (underWay === 0 && queue.length > 0 && turn.mayBegin(queue.length)) void sendNext();
  };
  const turn = turns.join(wake);

  return {
    charge(charge) {
      if (queue.length >= MAX_QUEUED_PER_LANE) return Promise.reject(new LedgerRefusal('busy'));
      return new Promise((resolve, reject) => {
        queue.push({ charge, resolve, reject });
        // Whatever the sockets hold at this moment goes along, and nothing is waited for.
        if (queue.length === 1 || queue.length === MAX_CHARGES_PER_BATCH) setImmediate(wake);
      });
    },
    get depth() {
      return queue.length + underWay;
    },
    close: () => connection.drop(),
  };
}

function toldAs(error: unknown): unknown {
  return error instanceof pg.DatabaseError && isLockTimeout(error) ? new LedgerRefusal('busy') : error;
}

/** Settles every promise of the batch; says whether a new transfer was posted. */
function answer(batch: readonly Waiting[], said: { readonly answers: readonly string[]; readonly at: Date; readonly resent: boolean }): boolean {
  let posted = false;
  for (const [index, { charge, resolve, reject }] of batch.entries()) {
    try {
      const told = readAnswer(said.answers[index] ?? '', { amountMinor: charge.input.amountMinor, at: said.at });
      // After a lost connection this very batch finds itself posted: for the till that is the first answer.
      const replayed = told.replayed && !(said.resent && told.at.getTime() === said.at.getTime());
      posted ||= told.outcome === 'approved' && !replayed;
      resolve({ ...told, replayed });
    } catch (error) {
      reject(error);
    }
  }
  return posted;
}
