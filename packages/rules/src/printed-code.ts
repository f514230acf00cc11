/**
 * The code printed on a card, read by the same scan box as a pay code: `TC` and 48 letters and digits of RFC 4648's base 32, which QR codes hold
 * in their dense alphabet. Inside: 16 bytes name the card, 2 its generation, 12 prove both. Only the server can make or check the proof.
 */
export const PRINTED_CODE = /^TC[A-Z2-7]{48}$/;
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ID_BYTES = 16;
const GENERATION_BYTES = 2;
export const PRINTED_PROOF_BYTES = 12;
const BYTES = ID_BYTES + GENERATION_BYTES + PRINTED_PROOF_BYTES;
export const PRINTED_GENERATION_MAX = 0xffff;

export type PrintedCode = { printId: string; generation: number; proof: Uint8Array };

/** `printId` is a UUID. @throws RangeError for a proof of another length or a generation that does not fit */
export function writePrintedCode({ printId, generation, proof }: PrintedCode): string {
  if (proof.length !== PRINTED_PROOF_BYTES) throw new RangeError(`a proof has ${PRINTED_PROOF_BYTES} bytes`);
  if (!Number.isInteger(generation) || generation < 0 || generation > PRINTED_GENERATION_MAX) throw new RangeError(`no generation: ${generation}`);
  const id = printId.replaceAll('-', '').match(/../g) ?? [];
  const bytes = [...id.map((pair) => Number.parseInt(pair, 16)), generation >> 8, generation & 0xff, ...proof];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `TC${(bits.match(/.{5}/g) ?? []).map((five) => SIGNS.charAt(Number.parseInt(five, 2))).join('')}`;
}

/** What a code says of itself, in either case of letters; whether it is true, its proof shows. Undefined for any other text. */
export function readPrintedCode(text: string): PrintedCode | undefined {
  const code = text.toUpperCase();
  if (!PRINTED_CODE.test(code)) return undefined;
  const bits = [...code.slice(2)].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from({ length: BYTES }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
  const hex = [...bytes.slice(0, ID_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const printId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const [high = 0, low = 0] = bytes.slice(ID_BYTES);
  return { printId, generation: high * 256 + low, proof: bytes.slice(ID_BYTES + GENERATION_BYTES) };
}
