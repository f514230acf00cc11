export { addEventSessions } from './add-sessions.ts';
export { publishEvent } from './publish-event.ts';
export { buyerOf, readOffer, type SessionOffer } from './read-offer.ts';
export { createEventsRoutes } from './routes.ts';
export { eventsSealedColumns } from './sealed-columns.ts';
export { createEvent, updateEvent } from './write-event.ts';
