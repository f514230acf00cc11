import { add, formatDecimal, type Minor, parseAmount, ZERO } from '@tessera/kernel';

export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | '+' | 'delete' | 'clear' | 'recall';

/** The cashier's amount: items that were added, and the one being typed. `cleared` can be brought back, so no wrong touch loses a sum. */
export type AmountPad = {
  items: readonly Minor[];
  entry: string;
  note: 'over_max' | 'too_many_items' | null;
  cleared: Pick<AmountPad, 'items' | 'entry'> | null;
};

export const ITEMS_MAX = 20;
export const EMPTY_PAD: AmountPad = { items: [], entry: '', note: null, cleared: null };

export function padTotal(pad: Pick<AmountPad, 'items' | 'entry'>): Minor {
  return add(...pad.items, parseAmount(pad.entry) ?? ZERO);
}

/**
 * The pad after one key. A third decimal is not taken. A key that would leave the terminal's limit is refused, and so is every one after it until
 * something is taken back: else 1234 on a till for 1,000 would stand there as 123, ready to be charged.
 */
export function pressPad(pad: AmountPad, key: PadKey, maxMinor: Minor): AmountPad {
  if (!isWhole(pad) && isTyping(key)) return pad;
  switch (key) {
    case 'clear':
      return clearPad(pad);
    case 'recall':
      return pad.cleared ? { ...EMPTY_PAD, ...pad.cleared } : pad;
    case 'delete':
      return deleteLast(pad);
    case '+':
      return addItem(pad);
    default:
      return typeKey(pad, key, maxMinor);
  }
}

/** Whether what stands on the pad is all that was typed. */
export function isWhole(pad: Pick<AmountPad, 'note'>): boolean {
  return pad.note !== 'over_max';
}

function isTyping(key: PadKey): boolean {
  return key !== 'clear' && key !== 'delete' && key !== 'recall';
}

/** The pad for the next sale; what was there can be brought back. */
export function clearPad(pad: AmountPad): AmountPad {
  const { items, entry } = pad;
  return padTotal(pad) > 0 ? { ...EMPTY_PAD, cleared: { items, entry } } : { ...EMPTY_PAD, cleared: pad.cleared };
}

const KEYS_BY_CHARACTER: Readonly<Record<string, PadKey>> = {
  ...Object.fromEntries((['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '+'] as const).map((key) => [key, key])),
  ',': '.',
  '。': '.',
  '-': 'delete',
};

/** The key for a typed character; a Chinese full stop or a comma is a decimal point, and minus takes back, so a bare numpad is enough. */
export function padKeyOf(character: string): PadKey | undefined {
  return KEYS_BY_CHARACTER[character.normalize('NFKC')];
}

function typeKey(pad: AmountPad, key: string, maxMinor: Minor): AmountPad {
  const entry = nextEntry(pad.entry, key);
  const next = { ...pad, entry, note: null, cleared: null };
  if (parseAmount(entry) === undefined) return { ...pad, note: null };
  return padTotal(next) > maxMinor ? { ...pad, note: 'over_max' } : next;
}

function nextEntry(entry: string, key: string): string {
  if (key === '.') return entry.includes('.') ? entry : `${entry || '0'}.`;
  if (entry === '' || entry === '0') return key === '00' ? '0' : key;
  const decimals = entry.split('.')[1];
  if (key === '00' && decimals?.length === 1) return `${entry}0`;
  return entry + key;
}

function addItem(pad: AmountPad): AmountPad {
  const item = parseAmount(pad.entry);
  if (!item) return pad;
  if (pad.items.length >= ITEMS_MAX) return { ...pad, note: 'too_many_items' };
  return { ...pad, items: [...pad.items, item], entry: '', note: null };
}

/** Takes back the key that did not fit, else one character, or opens the last item again. */
function deleteLast(pad: AmountPad): AmountPad {
  if (!isWhole(pad)) return { ...pad, note: null };
  if (pad.entry !== '') return { ...pad, entry: pad.entry.slice(0, -1), note: null };
  const last = pad.items.at(-1);
  if (last === undefined) return { ...pad, note: null };
  return { ...pad, items: pad.items.slice(0, -1), entry: formatDecimal(last), note: null };
}
