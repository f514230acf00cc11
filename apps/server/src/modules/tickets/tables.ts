import type { TicketAct, TicketState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated, GeneratedAlways } from 'kysely';

export type TicketsTables = {
  'tickets.organizer': {
    merchant_id: Id<'organization'>;
    secret_sealed: string;
    revocation_number: Generated<number>;
  };
  'tickets.organizer_key': {
    id: Id<'organizerKey'>;
    merchant_id: Id<'organization'>;
    number: number;
    public_key: string;
    private_sealed: string;
    created_at: Date;
    accepted_until: Date | null;
  };
  'tickets.session': {
    id: Id<'eventSession'>;
    merchant_id: Id<'organization'>;
    number: number;
    title: string;
    place: string;
    starts_at: Date;
    ends_at: Date;
    notes: string;
    zone_names: string[];
  };
  'tickets.ticket': {
    id: Id<'ticket'>;
    number: GeneratedAlways<number>;
    generation: Generated<number>;
    state: Generated<TicketState>;
    merchant_id: Id<'organization'>;
    session_id: Id<'eventSession'>;
    member_id: Id<'member'>;
    order_id: string;
    position_id: string;
    kind_id: Id<'ticketKind'>;
    kind_number: number;
    kind_name: string;
    add_on_kinds: number[];
    zones: number;
    seat_ordinal: number | null;
    seat_words: string;
    holder_name: string;
    is_paper_allowed: boolean;
    valid_from: Date;
    valid_until: Date;
    issued_at: Date;
    redeemed_at: Date | null;
    redeemed_where: Generated<string>;
    voided_at: Date | null;
    void_reason: Generated<string>;
    revocation_number: number | null;
    search_text: string;
  };
  'tickets.trace': {
    id: Id<'trace'>;
    ticket_id: Id<'ticket'>;
    act: TicketAct;
    generation: number;
    by_name: string;
    note: string;
    at: Date;
  };
};
