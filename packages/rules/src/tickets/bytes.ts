/** Unsigned numbers, the highest byte first, one field after the other. */
export type Field = readonly [value: number, bytes: number];

/** @throws RangeError for what is no whole number or does not fit */
export function packed(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [, width]) => sum + width, 0));
  let end = 0;
  for (const [value, width] of fields) {
    if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width) throw new RangeError(`${value} is no number of ${width} bytes`);
    end += width;
    let rest = value;
    for (let at = end - 1; rest > 0; at -= 1) {
      bytes[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return bytes;
}

/** Numbers beyond 2^53 are read inexactly; whoever may meet one refuses it. */
export function unpacked(bytes: Uint8Array, widths: readonly number[]): number[] {
  let at = 0;
  return widths.map((width) => {
    at += width;
    return bytes.subarray(at - width, at).reduce((value, byte) => value * 256 + byte, 0);
  });
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What is signed for one purpose is never taken for another. The words end with a zero byte. */
export function domain(words: string): Uint8Array {
  return new TextEncoder().encode(`${words}\0`);
}

/** Takes the same time wherever two texts of one length differ. */
export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.reduce((difference, byte, at) => difference | (byte ^ (other[at] ?? 0)), 0) === 0;
}
