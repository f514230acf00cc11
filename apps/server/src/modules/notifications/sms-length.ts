/** 3GPP TS 23.038: what one unit can write in the 7-bit alphabet, and what takes two. Beyond them a message is written in UCS-2. */
const GSM7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM7_TWICE = new Set('^{}\\[~]|€');
/** Units of a message alone, and of each piece of a longer one, which bears a header. */
const CAPACITY = { gsm7: { alone: 160, piece: 153 }, ucs2: { alone: 70, piece: 67 } } as const;

export type SmsLength = { alphabet: 'gsm7' | 'ucs2'; units: number; segments: number };

/** How long a text message is on the air. A character that takes two units is never torn between two pieces. */
export function smsLength(text: string): SmsLength {
  const characters = [...text];
  const isGsm7 = characters.every((character) => GSM7.has(character) || GSM7_TWICE.has(character));
  const alphabet = isGsm7 ? 'gsm7' : 'ucs2';
  const weights = characters.map((character) => (isGsm7 ? (GSM7_TWICE.has(character) ? 2 : 1) : character.length));
  const units = weights.reduce((sum, weight) => sum + weight, 0);
  const { alone, piece } = CAPACITY[alphabet];
  return { alphabet, units, segments: units <= alone ? 1 : pieces(weights, piece) };
}

function pieces(weights: readonly number[], capacity: number): number {
  let count = 1;
  let used = 0;
  for (const weight of weights) {
    if (used + weight > capacity) {
      count += 1;
      used = 0;
    }
    used += weight;
  }
  return count;
}
