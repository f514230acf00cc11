/** What a buyer may do with a seat: one byte a seat, in the order of the plan. */
export const SEAT_FREE = 0;
export const SEAT_HELD = 1;
export const SEAT_SOLD = 2;
export const SEAT_BLOCKED = 3;
export type SeatStates = Uint8Array;

const SEATS_PER_BYTE = 4;

/** Two bits a seat, the first lowest, in base64: five thousand bytes for twenty thousand seats. */
export function packSeatStates(states: SeatStates): string {
  const bytes = new Uint8Array(Math.ceil(states.length / SEATS_PER_BYTE));
  for (const [seat, state] of states.entries()) {
    const byte = seat >> 2;
    bytes[byte] = (bytes[byte] ?? 0) | ((state & 3) << ((seat & 3) * 2));
  }
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The states of `count` seats; what the text does not reach is blocked. */
export function unpackSeatStates(packed: string, count: number): SeatStates {
  const text = atob(packed);
  return Uint8Array.from({ length: count }, (_, seat) => {
    const byte = seat >> 2;
    return byte < text.length ? (text.charCodeAt(byte) >> ((seat & 3) * 2)) & 3 : SEAT_BLOCKED;
  });
}
