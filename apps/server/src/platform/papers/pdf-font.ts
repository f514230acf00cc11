import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

/** Noto Sans SC (Open Font License): 8,000 signs, Chinese and Latin. A sign that it lacks is drawn as an empty box. */
const FONT = '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
const WOFF_HEAD_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;
const SFNT_HEAD_BYTES = 12;
const SFNT_ENTRY_BYTES = 16;

let font: Buffer | undefined;

/** Unpacked when the first document asks for it (a tenth of a second), then kept: 2.5 MB. Each document takes in only the signs that it shows. */
export function pdfFont(): Buffer {
  font ??= unpackedFont(readFileSync(createRequire(import.meta.url).resolve(FONT)));
  return font;
}

/** A font out of its packing for the web (https://www.w3.org/TR/WOFF/): the same tables, unpacked. Readers of fonts unpack a table at each look. */
function unpackedFont(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(SFNT_HEAD_BYTES + SFNT_ENTRY_BYTES * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const parts = [head];
  let place = head.length;
  for (let index = 0; index < count; index += 1) {
    const packed = WOFF_HEAD_BYTES + WOFF_ENTRY_BYTES * index;
    const entry = SFNT_HEAD_BYTES + SFNT_ENTRY_BYTES * index;
    const [offset, length, whole] = [4, 8, 12].map((at) => woff.readUInt32BE(packed + at)) as [number, number, number]; // Three go in.
    const raw = woff.subarray(offset, offset + length);
    const table = length < whole ? inflateSync(raw, { maxOutputLength: whole }) : raw;
    woff.copy(head, entry, packed, packed + 4);
    woff.copy(head, entry + 4, packed + 16, packed + 20);
    head.writeUInt32BE(place, entry + 8);
    head.writeUInt32BE(whole, entry + 12);
    const padded = Buffer.alloc(Math.ceil(whole / 4) * 4);
    table.copy(padded);
    parts.push(padded);
    place += padded.length;
  }
  return Buffer.concat(parts);
}
