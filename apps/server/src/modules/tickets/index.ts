export { type Issued, issueTickets, type TicketPosition, type TicketSession } from './issue-tickets.ts';
export { createTicketsJobs } from './jobs.ts';
export { ticketsPersonal } from './personal-records.ts';
export { createTicketsRoutes } from './routes.ts';
export { ticketsSealedColumns } from './sealed-columns.ts';
export { transferTicket, voidTickets } from './take-back.ts';
