import type { AllocationKind, EventSessionState, ItemPhotoType, SalesChannel, TicketedEventKind } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { KindFields, Questions, QuotaCovers, Stops, Windows } from './stored.ts';

/** Written as text, read as what it holds. */
type Json<Value> = ColumnType<Value, string, string>;

export type EventsTables = {
  'events.event': {
    id: Id<'event'>;
    merchant_id: Id<'organization'>;
    kind: TicketedEventKind;
    title: string;
    description: string;
    visitor_notes: string;
    venue_id: Id<'venue'> | null;
    place: string;
    region: string;
    sales_end_minutes: number;
    windows: Json<Windows>;
    questions: Json<Questions>;
    state: Generated<'draft' | 'published' | 'canceled'>;
    cancel_reason: Generated<string>;
    revision: Generated<number>;
    price_from_minor: Minor | null;
    price_to_minor: Minor | null;
    created_at: Date;
    changed_at: Date;
    published_at: Date | null;
    search_text: GeneratedAlways<string>;
  };
  'events.picture': {
    event_id: Id<'event'>;
    merchant_id: Id<'organization'>;
    content_type: ItemPhotoType;
    content_sealed: string;
  };
  'events.session': {
    id: Id<'eventSession'>;
    number: GeneratedAlways<number>;
    event_id: Id<'event'>;
    merchant_id: Id<'organization'>;
    name: string;
    starts_at: Date;
    ends_at: Date;
    doors_at: Date | null;
    seat_plan_id: Id<'seatPlan'> | null;
    stops: Json<Stops>;
    state: Generated<EventSessionState>;
    cancel_reason: Generated<string>;
    revision: Generated<number>;
  };
  'events.ticket_kind': {
    id: Id<'ticketKind'>;
    number: GeneratedAlways<number>;
    event_id: Id<'event'>;
    merchant_id: Id<'organization'>;
    place: number;
    fields: Json<KindFields>;
  };
  'events.quota': {
    id: Id<'quota'>;
    event_id: Id<'event'>;
    merchant_id: Id<'organization'>;
    place: number;
    name: string;
    size: number;
    covers: Json<QuotaCovers>;
  };
  'events.allocation': {
    id: Id<'allocation'>;
    session_id: Id<'eventSession'>;
    merchant_id: Id<'organization'>;
    place: number;
    kind: AllocationKind;
    name: string;
    channel: SalesChannel | null;
    seats: number[];
    quota_id: Id<'quota'> | null;
    count: number;
  };
};
