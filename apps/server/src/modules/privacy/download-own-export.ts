import { AppError, type ContentOf, type privacy } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { exportView, PIECE_PURPOSE, pieceBytes } from './export.ts';
import { selectExport, selectPiece } from './export-queries.ts';
import { ownMemberId } from './own-member.ts';

type Download = ContentOf<typeof privacy.downloadOwnExport>;

/** The member's own file, piece by piece; that it was fetched is recorded. @throws AppError `privacy.export_unknown`, `privacy.export_gone` */
export async function downloadOwnExport(parts: { database: Database; secrets: SecretBox }, call: Call, input: Download): Promise<OutgoingFile> {
  const { database, secrets } = parts;
  await database.transaction(call.actor, call, (ctx) => open(ctx, input.exportId));
  return {
    name: 'tessera-my-data.zip',
    type: 'application/zip',
    pieces: piecesOf((position) => database.transaction(call.actor, { readOnly: true }, (ctx) => selectPiece(ctx, input.exportId, position)), {
      exportId: input.exportId,
      secrets,
    }),
  };
}

async function open(ctx: Ctx, exportId: Id<'export'>): Promise<void> {
  const memberId = ownMemberId(ctx);
  const row = await selectExport(ctx, exportId);
  if (row?.member_id !== memberId) throw new AppError('privacy.export_unknown');
  if (exportView(row, ctx.now).status !== 'ready')
    throw new AppError(row.status === 'ready' || row.status === 'expired' ? 'privacy.export_gone' : 'privacy.export_unknown');
  await record(ctx, { action: 'privacy.downloadOwnExport', targetKind: 'member', targetId: memberId, outcome: 'read' });
}

async function* piecesOf(
  find: (position: number) => Promise<string | undefined>,
  { exportId, secrets }: { exportId: string; secrets: SecretBox },
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const sealed = await find(position);
    if (sealed === undefined) return;
    yield pieceBytes(exportId, position, secrets.open(PIECE_PURPOSE, sealed));
  }
}
