import { createHash } from 'node:crypto';

const SLOTS_MIN = 1024;
const FILL_MAX = 0.6;

/**
 * Remembers in which row each key of a file stood first, in 12 bytes a slot: a file of a million rows would not fit as texts. Keys are told
 * apart by 64 bits of SHA-256, so two different ones meet once in a hundred million files of that size.
 */
export class RowIndex {
  #slots = new Uint32Array(SLOTS_MIN * 3);
  #size = 0;

  /** The row where the key stood first, or undefined when this is the first. `row` counts from 1. */
  add(key: string, row: number): number | undefined {
    if (this.#size >= (this.#slots.length / 3) * FILL_MAX) this.#grow();
    const digest = createHash('sha256').update(key).digest();
    const place = this.#placeOf(digest.readUInt32LE(0), digest.readUInt32LE(4));
    const known = this.#slots[place + 2];
    if (known) return known;
    this.#slots.set([digest.readUInt32LE(0), digest.readUInt32LE(4), row], place);
    this.#size += 1;
    return undefined;
  }

  #placeOf(high: number, low: number): number {
    const slots = this.#slots.length / 3;
    for (let slot = low % slots; ; slot = (slot + 1) % slots) {
      const place = slot * 3;
      const isFree = this.#slots[place + 2] === 0;
      if (isFree || (this.#slots[place] === high && this.#slots[place + 1] === low)) return place;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 3) {
      const [high = 0, low = 0, row = 0] = old.subarray(from, from + 3);
      if (row > 0) this.#slots.set([high, low, row], this.#placeOf(high, low));
    }
  }
}
