import { hash } from 'node:crypto';

const FIRST_SIZE = 1 << 14;

/**
 * Finds what occurs twice among very many texts with eight bytes each. Two texts of one hash only make them suspects: whoever asks looks at those
 * again in full.
 */
export function createTwice() {
  let hashes = new Float64Array(FIRST_SIZE);
  let count = 0;
  return {
    add(text: string): void {
      if (count === hashes.length) {
        const larger = new Float64Array(hashes.length * 2);
        larger.set(hashes);
        hashes = larger;
      }
      hashes[count] = hashOf(text);
      count += 1;
    },
    /** Says of a text whether its hash came more than once. */
    suspects(): (text: string) => boolean {
      const sorted = hashes.slice(0, count).sort();
      const twice = new Set<number>();
      for (let place = 1; place < count; place += 1) {
        const value = sorted[place];
        if (value !== undefined && value === sorted[place - 1]) twice.add(value);
      }
      return (text) => twice.size > 0 && twice.has(hashOf(text));
    },
  };
}

/** 52 bits, which a double holds exactly. */
function hashOf(text: string): number {
  return Number.parseInt(hash('md5', text, 'hex').slice(0, 13), 16);
}
