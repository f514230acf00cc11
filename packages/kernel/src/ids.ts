/**
 * UUIDv7 (RFC 9562, method 1 of its section 6.2): 48 bits of milliseconds, a counter of 26 bits, 48 random bits.
 * Sorts by time, so an index on it grows at one end; what one process makes for one millisecond sorts in the order of its making.
 */
declare const brand: unique symbol;
/** A UUIDv7 that names one noun: `Id<'card'>`. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const RANDOM_BYTES = 6;
const pool = new Uint8Array(RANDOM_BYTES * 256);
let drawn = pool.length;

/** Six random bytes, drawn from a pool: one call to the system's generator serves 256 ids. */
function drawRandom(): Uint8Array {
  if (drawn === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    drawn = 0;
  }
  drawn += RANDOM_BYTES;
  return pool.subarray(drawn - RANDOM_BYTES, drawn);
}

const COUNTER_BITS = 26;
/** Counts every id of this process, from a random start; begins anew once in 67 million. */
let counter = (globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 2 ** COUNTER_BITS;

/** A new id for the instant `atMs`; above those that this process made for the same instant before. */
export function newId<Noun extends string>(atMs: number = Date.now()): Id<Noun> {
  const bytes = drawRandom();
  counter = (counter + 1) % 2 ** COUNTER_BITS;
  const time = Math.trunc(atMs).toString(16).padStart(12, '0');
  const at = (index: number) => hex[bytes[index] ?? 0];
  const version = hex[0x70 | (counter >>> 22)];
  const variant = hex[0x80 | ((counter >>> 8) & 0x3f)];
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex[(counter >>> 14) & 0xff]}-${variant}${hex[counter & 0xff]}-${at(0)}${at(1)}${at(2)}${at(3)}${at(4)}${at(5)}` as Id<Noun>; // The one place that brands a text as an id.
}

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** The instant inside a UUIDv7, in milliseconds since the epoch. */
export function idTimeMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
