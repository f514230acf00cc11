import type { Id } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

export type Gate = { code: string; name: string };

export type VenuesTables = {
  'venues.venue': {
    id: Id<'venue'>;
    merchant_id: Id<'organization'>;
    name: string;
    address: string;
    gates: ColumnType<Gate[], string, string>;
    revision: Generated<number>;
    created_at: Date;
    changed_at: Date;
  };
  'venues.seat_plan': {
    id: Id<'seatPlan'>;
    venue_id: Id<'venue'>;
    merchant_id: Id<'organization'>;
    name: string;
    version: number;
    content: Buffer;
    seat_count: number;
    standing_count: number;
    revision: Generated<number>;
    changed_at: Date;
    changed_by_name: string;
    published_at: Date | null;
    published_by_name: string | null;
  };
};
