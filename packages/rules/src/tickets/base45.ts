/** Base45 (RFC 9285): the signs that a QR code holds in its dense alphabet. Two bytes are three signs, a last single byte two. */
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = SIGNS.length;

export function writeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2);
    const value = second === undefined ? first : first * 256 + second;
    text += SIGNS.charAt(value % BASE) + SIGNS.charAt(Math.floor(value / BASE) % BASE);
    if (second !== undefined) text += SIGNS.charAt(Math.floor(value / BASE ** 2));
  }
  return text;
}

/** Undefined for a text that `writeBase45` never writes, so that every sequence of bytes has one text only. */
export function readBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const places = [...text.slice(at, at + 3)].map((sign) => SIGNS.indexOf(sign));
    if (places.includes(-1)) return undefined;
    const [low = 0, middle = 0, high] = places;
    const value = low + middle * BASE + (high ?? 0) * BASE ** 2;
    if (value > (high === undefined ? 0xff : 0xffff)) return undefined;
    if (high !== undefined) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
