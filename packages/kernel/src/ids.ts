/** UUIDv7 (RFC 9562): 48 bits of milliseconds, 74 random bits. Sorts by time, so an index on it grows at one end. */
declare const brand: unique symbol;
/** A UUIDv7 that names one noun: `Id<'card'>`. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const RANDOM_BYTES = 10;
const pool = new Uint8Array(RANDOM_BYTES * 256);
let drawn = pool.length;

/** Ten random bytes, drawn from a pool: one call to the system's generator serves 256 ids. */
function drawRandom(): Uint8Array {
  if (drawn === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    drawn = 0;
  }
  drawn += RANDOM_BYTES;
  return pool.subarray(drawn - RANDOM_BYTES, drawn);
}

/** A new id for the instant `atMs`; random below the millisecond. */
export function newId<Noun extends string>(atMs: number = Date.now()): Id<Noun> {
  const bytes = drawRandom();
  const time = Math.trunc(atMs).toString(16).padStart(12, '0');
  const at = (index: number) => hex[bytes[index] ?? 0];
  const version = hex[0x70 | ((bytes[0] ?? 0) & 0x0f)];
  const variant = hex[0x80 | ((bytes[2] ?? 0) & 0x3f)];
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${at(1)}-${variant}${at(3)}-${at(4)}${at(5)}${at(6)}${at(7)}${at(8)}${at(9)}` as Id<Noun>; // The one place that brands a text as an id.
}

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** The instant inside a UUIDv7, in milliseconds since the epoch. */
export function idTimeMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
