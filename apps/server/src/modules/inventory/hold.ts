import type { Id } from '@tessera/kernel';
import type { LegSpan } from './legs.ts';
import type { HoldStatus } from './tables.ts';

export type CounterUnits = { readonly counterId: Id<'counter'>; readonly count: number };

/** What a buyer wants kept, all or nothing. */
export type HoldRequest = {
  /** The key of the request: asked again it is answered again. */
  readonly id: Id<'seatHold'>;
  readonly eventSessionId: Id<'eventSession'>;
  /** Nobody at a window, whose limits nobody counts. */
  readonly buyerId: string | null;
  readonly legs: LegSpan;
  readonly seats: readonly number[];
  readonly counters: readonly CounterUnits[];
  /** Besides what is for everybody. */
  readonly allocationIds: readonly Id<'allocation'>[];
  /** How many tickets that makes. */
  readonly units: number;
  /** Of this session, held and sold; the house's limit on what is held comes on top. */
  readonly mostTaken?: number;
  /** What was asked for, in whatever words the caller hashes. */
  readonly fingerprint: string;
};

export type Hold = {
  readonly id: Id<'seatHold'>;
  readonly eventSessionId: Id<'eventSession'>;
  readonly buyerId: string | null;
  readonly status: HoldStatus;
  readonly seats: readonly number[];
  readonly counters: readonly CounterUnits[];
  readonly units: number;
  readonly expiresAt: Date;
  readonly capAt: Date;
};

export type HoldRefusal =
  | { readonly reason: 'key_reused' | 'session_unknown' | 'not_on_sale' | 'none_together' }
  | { readonly reason: 'too_many'; readonly left: number }
  | { readonly reason: 'seats_taken'; readonly seats: readonly number[] }
  | { readonly reason: 'sold_out'; readonly left: Readonly<Record<string, number>> };

export type HoldAnswer =
  | { readonly outcome: 'held'; readonly status: HoldStatus; readonly seats: readonly number[]; readonly expiresAt: Date; readonly capAt: Date }
  | ({ readonly outcome: 'refused' } & HoldRefusal);

export const SEATS_PER_HOLD_MAX = 100;
export const COUNTERS_PER_HOLD_MAX = 100;
