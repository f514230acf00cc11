import { createHash } from 'node:crypto';
import { AppError, type InputOf, type imports } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { KeyReused } from '../../platform/idempotency.ts';
import { record } from '../audit/index.ts';
import { readSetting } from '../settings/index.ts';
import { FileFault } from './file-fault.ts';
import type { ImportRecord, ImportShown } from './import.ts';
import { announceImport, type ImportsParts, kindOf, type Staff, shown, staffFor } from './parts.ts';
import { deletePieces, insertImport, insertPiece, selectImport, updateImport } from './queries.ts';
import { queueWork } from './queue-work.ts';
import { repacked, sealPiece } from './sealed-content.ts';
import { type FileForm, FileSniffer } from './sniff-file.ts';

const BYTES_PER_MEGABYTE = 1024 * 1024;
const HASH_PURPOSE = 'imports.file';

type Input = InputOf<typeof imports.uploadImport>;
type Setting = { database: Database; parts: ImportsParts };
type Upload = Setting & { call: Call; actor: Staff; input: Input };

/**
 * Takes a file in, sealed and piece by piece, each in a transaction of its own so that a slow sender keeps none open; then a worker reads
 * it. The key becomes the import's id: the same file under the same key is the same import.
 * @throws AppError `imports.file_unreadable`, `imports.file_too_large`, `request.too_large`
 */
export async function uploadImport({ database, parts }: Setting, call: Call, input: Input): Promise<ImportShown> {
  const actor = staffFor(call.actor, kindOf(parts, input.kind));
  const upload: Upload = { database, parts, call, actor, input };
  const isNew = await inTransaction(upload, (ctx) => insertImport(ctx, newImport(ctx, upload)));
  const sniffer = new FileSniffer();
  const hash = createHash('sha256');
  const maxBytes = (await inTransaction(upload, (ctx) => readSetting(ctx, 'imports.fileMegabytesMax'))) * BYTES_PER_MEGABYTE;
  let bytes = 0;
  let seq = 0;
  try {
    for await (const piece of repacked(input.file.pieces)) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new AppError('imports.file_too_large', { maxMegabytes: maxBytes / BYTES_PER_MEGABYTE });
      sniffer.add(piece);
      hash.update(piece);
      const row = { import_id: input.key, seq, content_sealed: sealPiece(parts.secrets, piece) };
      if (isNew) await inTransaction(upload, (ctx) => insertPiece(ctx, row));
      seq += 1;
    }
    const fileHash = parts.secrets.keyedHash(HASH_PURPOSE, hash.digest('base64'));
    return isNew ? await receive(upload, { form: sniffer.end(), bytes, fileHash }) : await repeat(upload, fileHash);
  } catch (error) {
    if (isNew) await inTransaction(upload, (ctx) => drop(ctx, upload, error));
    throw error instanceof FileFault ? new AppError('imports.file_unreadable', { fault: error.fault }) : error;
  }
}

function inTransaction<Result>({ database, call }: Upload, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const actor: Actor = call.actor;
  return database.transaction(actor, { requestId: call.requestId, address: call.address }, work);
}

function newImport(ctx: Ctx, { actor, input }: Upload) {
  return {
    id: input.key,
    kind: input.kind,
    organization_id: actor.organizationId,
    staff_id: actor.staffId,
    started_by: actor.name,
    user_id: actor.userId,
    status: 'uploading' as const,
    file_name: input.file.name,
    created_at: ctx.now,
  };
}

function receive(upload: Upload, file: { form: FileForm; bytes: number; fileHash: string }): Promise<ImportShown> {
  return inTransaction(upload, async (ctx) => {
    const row = await updateImport(ctx, upload.input.key, {
      status: 'reading',
      file_type: file.form.type,
      file_encoding: file.form.encoding,
      file_bytes: file.bytes,
      file_hash: file.fileHash,
    });
    await record(ctx, {
      action: 'imports.uploadImport',
      targetKind: 'import',
      targetId: row.id,
      after: { kind: row.kind, fileName: row.file_name, fileBytes: row.file_bytes },
    });
    await queueWork(ctx, row.id);
    await announceImport(ctx, row);
    return shown(ctx, upload.parts, row);
  });
}

/** The first answer again, when the same person sent the same bytes. */
function repeat(upload: Upload, fileHash: string): Promise<ImportShown> {
  return inTransaction(upload, async (ctx) => {
    const row: ImportRecord | undefined = await selectImport(ctx, upload.input.key);
    const isSame = row?.staff_id === upload.actor.staffId && row.file_hash === fileHash && row.kind === upload.input.kind;
    if (!row || !isSame) throw new KeyReused('the key belongs to another upload');
    return shown(ctx, upload.parts, row);
  });
}

async function drop(ctx: Ctx, { input }: Upload, error: unknown): Promise<void> {
  await deletePieces(ctx, input.key);
  const fault = error instanceof FileFault ? error.fault : 'interrupted';
  await updateImport(ctx, input.key, { status: 'failed', fault, content_removed_at: ctx.now, finished_at: ctx.now });
}
