/** What the bench and its load generator, two processes, say to each other. */
export const DOORS = ['http', 'socket', 'bulk'] as const;
export type Door = (typeof DOORS)[number];

/** Charges of one bulk request: the most that the contract allows. */
export const CHARGES_PER_BULK = 100;

export type Task = {
  readonly door: Door;
  readonly port: number;
  readonly connections: number;
  /** Device tokens, shared out among the connections: a till has a limit of charges a minute. */
  readonly tokens: readonly string[];
  /** Cards that are drawn at random; with `eachCardFirst`, each of them once before that. */
  readonly uids: readonly string[];
  readonly eachCardFirst?: boolean;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Charges that arrive each second whether or not earlier ones were answered; without it, each connection asks again at once. */
  readonly ratePerSecond?: number;
};

/** Of the measured seconds, except for the two sums, which also cover the warm-up. */
export type Outcome = {
  readonly charges: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly approvedCount: number;
  readonly approvedMinor: number;
  /** Answers that were no approval, by what they said. */
  readonly refusals: Readonly<Record<string, number>>;
};

export type Report =
  | { readonly kind: 'warm' }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly message: string };
