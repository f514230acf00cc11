import type { SecretBox } from '../../platform/secret-box.ts';
import type { FileRow } from './file-fault.ts';

export const PIECE_PURPOSE = 'imports.piece';
export const ROWS_PURPOSE = 'imports.rows';

/** Bytes of the file in one row of the database. */
export const PIECE_BYTES = 256 * 1024;

export function sealPiece(secrets: SecretBox, piece: Uint8Array): string {
  return secrets.seal(PIECE_PURPOSE, Buffer.from(piece).toString('base64'));
}

export function openPiece(secrets: SecretBox, sealed: string): Buffer {
  return Buffer.from(secrets.open(PIECE_PURPOSE, sealed), 'base64');
}

export function sealRows(secrets: SecretBox, rows: readonly FileRow[]): string {
  return secrets.seal(ROWS_PURPOSE, JSON.stringify(rows.map(({ row, cells }) => [row, ...cells])));
}

export function openRows(secrets: SecretBox, sealed: string): FileRow[] {
  const rows: [number, ...string[]][] = JSON.parse(secrets.open(ROWS_PURPOSE, sealed));
  return rows.map(([row, ...cells]) => ({ row, cells }));
}

/** The same bytes in pieces of one size, whatever they arrived in. */
export async function* repacked(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < PIECE_BYTES) continue;
    const whole = Buffer.concat(waiting);
    let from = 0;
    for (; whole.length - from >= PIECE_BYTES; from += PIECE_BYTES) yield whole.subarray(from, from + PIECE_BYTES);
    waiting = [whole.subarray(from)];
    bytes = whole.length - from;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
