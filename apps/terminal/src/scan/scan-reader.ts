/**
 * Tells a scan box or a card reader, which types a whole code in a burst, from a person who types at the same keyboard.
 * Pure: the caller brings the text of the listening field and the time of the event, and asks when to look again.
 * Works on the field's text and not on single keys, since Chinese input methods swallow and join keys.
 */
export type ScanReader = {
  text: string;
  lastAtMs: number;
  /** No pause so far was longer than `BURST_GAP_MS`. */
  fast: boolean;
  /** When the last scan was read, so that the Enter which some boxes send late is not taken for the cashier's. */
  scannedAtMs: number;
};
export type Reading = { kind: 'scan' | 'typed'; text: string };
type Settled = { reader: ScanReader; reading: Reading | null };

export const BURST_GAP_MS = 60;
export const SCAN_LENGTH_MIN = 8;
/** A burst without Enter is complete after this pause when it has the length of a code or a card. */
export const SCAN_IDLE_MS = 80;
/** A burst of any other length may still go on: boxes on the radio stumble. */
const STUMBLE_MS = 250;
const LATE_ENTER_MS = 250;
const TEXT_MAX = 64;
const FULL_LENGTHS = [8, 14, 18, 19, 20];

export const EMPTY_READER: ScanReader = { text: '', lastAtMs: -Infinity, fast: true, scannedAtMs: -Infinity };

/** The reader after the field changed, and in how many ms it is to be settled. */
export function readField(reader: ScanReader, text: string, atMs: number): { reader: ScanReader; settleInMs: number } {
  const gapMs = reader.text === '' ? 0 : atMs - reader.lastAtMs;
  const next = { ...reader, text: text.slice(0, TEXT_MAX), lastAtMs: atMs, fast: reader.fast && gapMs <= BURST_GAP_MS };
  return { reader: next, settleInMs: pauseFor(next) };
}

/** What was read, when the field has been quiet for long enough. */
export function settle(reader: ScanReader, atMs: number): Settled {
  const text = clean(reader.text);
  if (text === '') return { reader: { ...EMPTY_READER, scannedAtMs: reader.scannedAtMs }, reading: null };
  const scanned = looksScanned(reader.text, reader.fast);
  return {
    reader: { ...EMPTY_READER, scannedAtMs: scanned ? atMs : reader.scannedAtMs },
    reading: { kind: scanned ? 'scan' : 'typed', text },
  };
}

/** Enter: ends a scan, and is the cashier's own (`entered`) only when it belongs to none. */
export function enter(reader: ScanReader, atMs: number): Settled & { entered: boolean } {
  const settled = settle(reader, atMs);
  const endsScan = settled.reading?.kind === 'scan' || (reader.text === '' && atMs - reader.scannedAtMs < LATE_ENTER_MS);
  return { ...settled, entered: !endsScan };
}

function pauseFor(reader: ScanReader): number {
  if (!looksScanned(reader.text, reader.fast)) return BURST_GAP_MS;
  return FULL_LENGTHS.includes(clean(reader.text).length) ? SCAN_IDLE_MS : STUMBLE_MS;
}

function looksScanned(text: string, fast: boolean): boolean {
  return fast && clean(text).length >= SCAN_LENGTH_MIN;
}

/** Half width, without the spaces and apostrophes that an input method puts between letters. */
function clean(text: string): string {
  return text.normalize('NFKC').replace(/[\s'’]/g, '');
}
