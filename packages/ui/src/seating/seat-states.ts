/** What a buyer may do with a seat: one byte a seat, in the order of the plan. */
export const SEAT_FREE = 0;
export const SEAT_HELD = 1;
export const SEAT_SOLD = 2;
export const SEAT_BLOCKED = 3;
export type SeatStates = Uint8Array;
