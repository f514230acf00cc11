import type { Id } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type HoldStatus = 'held' | 'sold' | 'released' | 'expired';

export type InventoryTables = {
  'inventory.session': {
    id: Id<'eventSession'>;
    merchant_id: Id<'organization'>;
    legs: number;
    guids: string[];
    is_paused: Generated<boolean>;
    opens_at: Date | null;
    closes_at: Date | null;
    opened_at: Date;
  };
  /** `taken` and `sold` are bits of 64, which JavaScript's numbers do not hold: only SQL reads them. */
  'inventory.seat': {
    session_id: Id<'eventSession'>;
    ordinal: number;
    category: number;
    zone: number;
    allocation_id: Id<'allocation'> | null;
    is_killed: Generated<boolean>;
    taken: Generated<string>;
    sold: Generated<string>;
  };
  'inventory.counter': { id: Id<'counter'>; session_id: Id<'eventSession'>; size: number; taken: Generated<number> };
  'inventory.hold': {
    id: Id<'seatHold'>;
    session_id: Id<'eventSession'>;
    buyer_id: string | null;
    status: HoldStatus;
    legs: string;
    seats: number[];
    counters: Id<'counter'>[];
    counts: number[];
    units: number;
    most_taken: number | null;
    fingerprint: string;
    held_at: Date;
    expires_at: Date;
    cap_at: Date;
    ended_at: Date | null;
  };
};
