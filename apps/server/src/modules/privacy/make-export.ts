import type { Id } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import type { PersonalPart, PersonalRecords, Subject } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findUserOfMember } from '../members/index.ts';
import { EXPORT_KEPT_MS, PIECE_BYTES, PIECE_PURPOSE, pieceText } from './export.ts';
import { deletePieces, insertPiece, lockExport, selectExport, updateExport } from './export-queries.ts';
import { writeArchive } from './write-archive.ts';

export type ExportParts = {
  secrets: SecretBox;
  personal: readonly PersonalRecords[];
  onReady: (ctx: Ctx, memberId: Id<'member'>, expiresAt: Date) => Promise<void>;
};
const SYSTEM = systemActor('export');

/** Makes the file of one request, in transactions of its own: a long one would hold back the database's clean-up. Safe to run twice. */
export async function makeExport(parts: ExportParts, errand: Errand, exportId: Id<'export'>): Promise<void> {
  const { database } = errand;
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => database.transaction(SYSTEM, { requestId: errand.requestId }, work);
  const subject = await asSystem((ctx) => begin(ctx, exportId));
  if (!subject) return;
  const read = (part: PersonalPart, after: string | null) => asSystem((ctx) => part.read(ctx, subject, after));
  const all = parts.personal.flatMap((records) => records.parts);
  let position = 0;
  let bytes = 0;
  for await (const piece of inPieces(writeArchive(all, read, errand.now))) {
    const sealed = parts.secrets.seal(PIECE_PURPOSE, pieceText(exportId, position, piece));
    const at = position;
    const isWanted = await asSystem((ctx) => keepPiece(ctx, { exportId, position: at, sealed }));
    if (!isWanted) return;
    position += 1;
    bytes += piece.length;
  }
  await asSystem((ctx) => finish(ctx, { exportId, bytes, onReady: parts.onReady }));
}

/** Null when the request is settled already, or the person was forgotten meanwhile. */
async function begin(ctx: Ctx, exportId: Id<'export'>): Promise<Subject | null> {
  const row = await lockExport(ctx, exportId);
  if (row?.status !== 'waiting') return null;
  await deletePieces(ctx, exportId);
  const userId = await findUserOfMember(ctx, row.member_id);
  return userId && { memberId: row.member_id, userId };
}

/** False when an erasure has ended the export. */
async function keepPiece(ctx: Ctx, piece: { exportId: Id<'export'>; position: number; sealed: string }): Promise<boolean> {
  const row = await lockExport(ctx, piece.exportId);
  if (row?.status !== 'waiting') return false;
  await insertPiece(ctx, piece);
  return true;
}

type Finish = { exportId: Id<'export'>; bytes: number; onReady: ExportParts['onReady'] };

async function finish(ctx: Ctx, { exportId, bytes, onReady }: Finish): Promise<void> {
  await lockExport(ctx, exportId);
  const row = await selectExport(ctx, exportId);
  if (row?.status !== 'waiting') return;
  const expiresAt = new Date(ctx.now.getTime() + EXPORT_KEPT_MS);
  await updateExport(ctx, exportId, { status: 'ready', ready_at: ctx.now, expires_at: expiresAt, bytes });
  await record(ctx, { action: 'privacy.makeExport', targetKind: 'member', targetId: row.member_id, after: { bytes } });
  await onReady(ctx, row.member_id, expiresAt);
  await notifyLive(ctx, `member:${row.member_id}`, { kind: 'privacy' });
}

/** The same bytes in pieces of one size. */
async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const buffer of source) {
    waiting.push(buffer);
    length += buffer.length;
    while (length >= PIECE_BYTES) {
      const whole = Buffer.concat(waiting);
      yield whole.subarray(0, PIECE_BYTES);
      waiting = [whole.subarray(PIECE_BYTES)];
      length = whole.length - PIECE_BYTES;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
