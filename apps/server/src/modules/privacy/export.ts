import type { OutputOf, privacy } from '@tessera/contract';
import type { ExportRow } from './export-queries.ts';

export type ExportView = OutputOf<typeof privacy.requestOwnExport>;

/** How long a file may be fetched. */
export const EXPORT_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** A file that is not ready by then will never be. */
export const EXPORT_ABANDONED_MS = 6 * 60 * 60 * 1000;
/** One piece of the file, before it is sealed: what is in memory at a time. */
export const PIECE_BYTES = 192 * 1024;
export const PIECE_PURPOSE = 'privacy.export';

export function exportView(row: ExportRow, now: Date): ExportView {
  const isOver = row.status === 'ready' && row.expires_at !== null && row.expires_at <= now;
  return {
    id: row.id,
    status: isOver ? 'expired' : row.status,
    requestedAt: row.requested_at,
    readyAt: row.ready_at,
    expiresAt: row.expires_at,
    bytes: row.bytes,
  };
}

/** A sealed piece says where it belongs, so that pieces of another file or in another order do not open. */
export function pieceText(exportId: string, position: number, bytes: Uint8Array): string {
  return `${exportId}:${position}:${Buffer.from(bytes).toString('base64')}`;
}

/** @throws Error when the piece belongs elsewhere */
export function pieceBytes(exportId: string, position: number, text: string): Buffer {
  const head = `${exportId}:${position}:`;
  if (!text.startsWith(head)) throw new Error('a piece of an export lies in a wrong place');
  return Buffer.from(text.slice(head.length), 'base64');
}
