export { type Availability, createAvailability, type Stock } from './availability.ts';
export { counterIdOf } from './counter-id.ts';
export type { CounterUnits, Hold, HoldAnswer, HoldRequest } from './hold.ts';
export { createHolder, type Holder } from './holder.ts';
export { inventoryJobs } from './jobs.ts';
export { endHolds, extend, findHold, free, release, type Sold, sell } from './keep-hold.ts';
export { type LegSpan, WHOLE_SHOW } from './legs.ts';
export { assignSeats, changeSale, type OpenedSeat, type OpenSession, openSession, setCounter } from './open-session.ts';
export { type CounterLeft, findSale, readCounters, readStates, type SaleState } from './read-stock.ts';
