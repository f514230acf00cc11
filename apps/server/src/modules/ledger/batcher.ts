import type pg from 'pg';
import { type ChargeAnswer, type ChargeInput, LEAST_PRESET_REASON, MAX_SOURCES, type Source } from './charge.ts';
import { priced } from './charge-batch.ts';
import { createLane, type Lane } from './lane.ts';
import { LedgerRefusal, LedgerUnavailable } from './refusal.ts';
import { checkMovement } from './transfer.ts';
import { createTurns } from './turns.ts';

export type BatcherOptions = {
  readonly connection: pg.ClientConfig;
  /** Connections that send batches at the same time; as many as the database has cores to spare, two by default. */
  readonly lanes?: number;
  /** How long a batch is sent again, after a lost connection, before its charges reject as `LedgerUnavailable`. Default 15. */
  readonly resendForSeconds?: number;
  readonly clock: () => Date;
  readonly businessDay: (at: Date) => string;
};

export type Batcher = {
  /**
   * Charges a wallet; answers only after commit. The same key twice in flight is one request.
   * @throws LedgerRefusal `busy` when the queue is full, `key_invalid`, `amount_invalid`, `account_unknown`, `unit_mismatch`, `payee_not_hot`.
   * @throws LedgerUnavailable when the database did not answer: ask again with the same key.
   */
  charge(input: ChargeInput): Promise<ChargeAnswer>;
  /** Charges that wait or are under way. */
  readonly queueDepth: number;
  /** Calls the listener after each commit that added a page. Answers how to stop. */
  onPagesCommitted(listener: () => void): () => void;
  /** Takes no more charges, waits for those under way, and closes its connections. */
  close(): Promise<void>;
};

/** Gathers charges while a connection is busy, or has just been called, and sends them as one transaction. An idle ledger answers at once. */
export function createBatcher(options: BatcherOptions): Batcher {
  const listeners = new Set<() => void>();
  const turns = createTurns();
  const lanes = Array.from({ length: options.lanes ?? 2 }, () =>
    createLane(options, turns, () => {
      for (const listener of listeners) listener();
    }),
  );
  let closing = false;

  return {
    charge(input) {
      try {
        checkCharge(input);
        if (closing) throw new LedgerUnavailable('closing');
        return laneOf(lanes, input.debit).charge(priced(input));
      } catch (error) {
        return Promise.reject(error);
      }
    },
    get queueDepth() {
      return lanes.reduce((depth, lane) => depth + lane.depth, 0);
    },
    onPagesCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing = true;
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** One wallet, one lane: its charges of this process keep their order and never wait for each other's locks. */
function laneOf(lanes: readonly Lane[], debit: number): Lane {
  const lane = lanes[debit % lanes.length];
  if (!lane) throw new LedgerRefusal('account_unknown');
  return lane;
}

const GREATEST_SMALLINT = 32_767;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One malformed charge would fail the batch of everybody else. */
function checkCharge(input: ChargeInput): void {
  checkMovement(input.id, input.amountMinor);
  if (!isCount(input.debit) || !isCount(input.credit)) throw new LedgerRefusal('account_unknown');
  for (const small of [input.code, input.via ?? 0, input.presetReason ?? LEAST_PRESET_REASON])
    if (!isCount(small) || small > GREATEST_SMALLINT) throw new RangeError(`not a small number: ${small}`);
  if ((input.presetReason ?? LEAST_PRESET_REASON) < LEAST_PRESET_REASON) throw new RangeError('a preset reason is 100 or more');
  if (!isCount(input.fence ?? 0) || !isCount(input.nonce ?? 0)) throw new RangeError('fence and nonce are integers');
  if (input.origin !== undefined && !UUID.test(input.origin)) throw new RangeError('an origin is a UUID');
  if (input.sources) checkSources(input.sources, input.debit);
}

function checkSources(sources: readonly Source[], debit: number): void {
  if (sources.length > MAX_SOURCES) throw new RangeError(`a charge draws on ${MAX_SOURCES} further accounts at most`);
  if (new Set(sources.map(({ account }) => account)).add(debit).size <= sources.length) throw new RangeError('a charge draws on an account once');
  for (const { account, atMostMinor = 0 } of sources)
    if (!isCount(account) || !isCount(atMostMinor)) throw new RangeError('a source is an account and an amount');
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
