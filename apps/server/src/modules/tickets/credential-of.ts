import { type Credential, NO_SEAT, sessionSecretOf, signCredential, ticketSecretOf } from '@tessera/rules';
import type { Signing } from './organizer-keys.ts';
import type { TicketRow } from './queries.ts';

/** A ticket's code is made when it is shown and never kept: the same facts and the same key always give the same bytes. */
export function signedTicket(row: TicketRow, signing: Signing, on: 'phone' | 'paper'): Uint8Array {
  const credential: Credential = {
    keyNumber: signing.keyNumber,
    ticketNumber: row.number,
    generation: row.generation,
    sessionNumber: row.session_number,
    kindNumber: row.kind_number,
    zones: row.zones,
    seat: row.seat_ordinal ?? NO_SEAT,
    notBefore: secondsOf(row.valid_from),
    expires: secondsOf(row.valid_until),
    turns: on === 'phone',
  };
  return signCredential(credential, signing.privateKey);
}

export function secretOfTicket(row: TicketRow, { organizerSecret }: Signing): Uint8Array {
  return ticketSecretOf(sessionSecretOf(organizerSecret, row.session_number), { ticketNumber: row.number, generation: row.generation });
}

function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
