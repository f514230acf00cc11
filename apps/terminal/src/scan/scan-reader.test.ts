import { describe, expect, it } from 'vitest';
import { BURST_GAP_MS, EMPTY_READER, enter, readField, SCAN_IDLE_MS, type ScanReader, settle } from './scan-reader.ts';

const CODE = '71123456789012345678';

/** The field after each character, `gapMs` apart. */
function type(text: string, gapMs: number): { reader: ScanReader; atMs: number; settleInMs: number } {
  let state = { reader: EMPTY_READER, settleInMs: 0 };
  let atMs = 1_000;
  for (let length = 1; length <= text.length; length += 1) {
    state = readField(state.reader, text.slice(0, length), atMs);
    atMs += gapMs;
  }
  return { ...state, atMs };
}

describe('the scan reader', () => {
  it('takes a burst that ends with Enter for a scan, and the Enter as a part of it', () => {
    const { reader, atMs } = type(CODE, 4);
    const end = enter(reader, atMs);
    expect(end.reading).toEqual({ kind: 'scan', text: CODE });
    expect(end.entered).toBe(false);
  });

  it('takes a burst of full length without Enter for a scan after a short pause', () => {
    const { reader, atMs, settleInMs } = type(CODE, 10);
    expect(settleInMs).toBe(SCAN_IDLE_MS);
    expect(settle(reader, atMs + settleInMs).reading).toEqual({ kind: 'scan', text: CODE });
  });

  it('waits longer for a burst that is not yet complete', () => {
    expect(type(CODE.slice(0, 12), 10).settleInMs).toBeGreaterThan(SCAN_IDLE_MS);
  });

  it('takes a whole text at once for a scan', () => {
    const { reader } = readField(EMPTY_READER, '04A2B3C4D5E680', 500);
    expect(settle(reader, 600).reading).toEqual({ kind: 'scan', text: '04A2B3C4D5E680' });
  });

  it('takes a person’s keys for typing, and their Enter for an Enter', () => {
    const { reader, atMs, settleInMs } = type('1', 120);
    expect(settleInMs).toBe(BURST_GAP_MS);
    const end = enter(reader, atMs);
    expect(end.reading).toEqual({ kind: 'typed', text: '1' });
    expect(end.entered).toBe(true);
  });

  it('takes a long number typed by a person for typing', () => {
    const { reader, atMs } = type('20230001', 90);
    expect(settle(reader, atMs).reading).toEqual({ kind: 'typed', text: '20230001' });
  });

  it('does not take the late Enter of a scan box for the cashier’s', () => {
    const scanned = settle(type(CODE, 4).reader, 2_000);
    expect(enter(scanned.reader, 2_050).entered).toBe(false);
    expect(enter(scanned.reader, 3_000).entered).toBe(true);
  });

  it('reads what an input method made full-width or broke with apostrophes', () => {
    const { reader } = readField(EMPTY_READER, '０４a2’b3’c4 ', 500);
    expect(settle(reader, 600).reading).toEqual({ kind: 'scan', text: '04a2b3c4' });
  });

  it('says nothing about an empty field', () => {
    expect(settle(EMPTY_READER, 10).reading).toBeNull();
    expect(enter(EMPTY_READER, 10)).toMatchObject({ reading: null, entered: true });
  });
});
