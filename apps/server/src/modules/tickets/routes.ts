import { tickets } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import { getTicket, listTickets } from './list-tickets.ts';
import { listOrganizerKeys, rotateOrganizerKey } from './organizer-keys.ts';
import { getOwnTicket, listOwnTickets } from './own-tickets.ts';
import { reissueTicket, voidTicket } from './take-back.ts';
import { getOwnTicketFile, printTicket, type TicketsParts } from './ticket-files.ts';

const FILES = ['getOwnTicketFile', 'printTicket'] as const;

export function createTicketsRoutes(parts: TicketsParts): BoundRoute[] {
  const { secrets } = parts;
  return [
    ...bindFiles(pick(tickets, FILES), {
      getOwnTicketFile: (call, input) => getOwnTicketFile(parts, call, input),
      printTicket: (call, input) => printTicket(parts, call, input),
    }),
    ...bind(omit(tickets, FILES), {
      listOwnTickets,
      getOwnTicket: (ctx, input) => getOwnTicket(ctx, input, secrets),
      listTickets,
      getTicket,
      voidTicket,
      reissueTicket,
      listOrganizerKeys,
      rotateOrganizerKey: (ctx, input) => rotateOrganizerKey(ctx, input, secrets),
    }),
  ];
}
