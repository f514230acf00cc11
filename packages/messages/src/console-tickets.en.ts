import type { consoleTicketsZhCn } from './console-tickets.zh-CN.ts';

export const consoleTicketsEn: Record<keyof typeof consoleTicketsZhCn, string> = {
  'act.tickets.listOwnTickets': 'Looked at their tickets',
  'act.tickets.getOwnTicket': 'Opened a ticket of theirs',
  'act.tickets.getOwnTicketFile': 'Downloaded a ticket of theirs',
  'act.tickets.listTickets': 'Looked at the tickets',
  'act.tickets.getTicket': 'Looked at a ticket',
  'act.tickets.voidTicket': 'Voided a ticket',
  'act.tickets.reissueTicket': 'Issued a ticket anew',
  'act.tickets.printTicket': 'Printed a ticket',
  'act.tickets.listOrganizerKeys': 'Looked at an organizer’s keys',
  'act.tickets.rotateOrganizerKey': 'Began a new key for tickets',
  'target.ticket': 'Ticket',
  'part.tickets': 'Tickets',
};
