/** Letters and digits that nobody mistakes for one another: no I, L, O, U (Crockford’s base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Random signs of a code: 75 bits, so that nobody finds one by trying. One more checks them. */
export const GIFT_CODE_RANDOM = 15;
export const GIFT_CODE_LENGTH = GIFT_CODE_RANDOM + 1;
const GROUP = 4;
const BASE = SIGNS.length;

/** @throws RangeError for another number of bytes; of each byte, five bits count */
export function makeGiftCode(random: Uint8Array): string {
  if (random.length !== GIFT_CODE_RANDOM) throw new RangeError(`a gift code is made of ${GIFT_CODE_RANDOM} bytes`);
  const body = [...random].map((byte) => signAt(byte % BASE)).join('');
  return body + checkSign(body);
}

/** What a person typed or a camera read, with or without spaces and hyphens, in either case; undefined when it is no gift card’s code. */
export function readGiftCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  if (code.length !== GIFT_CODE_LENGTH || ![...code].every((sign) => SIGNS.includes(sign))) return undefined;
  return checkSign(code.slice(0, -1)) === code.at(-1) ? code : undefined;
}

/** As people read it: in groups of four. */
export function formatGiftCode(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? code;
}

/** Finds every single wrong sign, since odd weights have an inverse modulo 32, and nearly all neighbours that changed places. */
function checkSign(body: string): string {
  const sum = [...body].reduce((total, sign, index) => total + weightAt(index) * SIGNS.indexOf(sign), 0);
  return signAt(sum % BASE);
}

const weightAt = (index: number): number => 2 * index + 1;
const signAt = (value: number): string => SIGNS[value] ?? '0';
