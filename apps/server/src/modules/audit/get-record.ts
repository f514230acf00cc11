import { AppError, type audit, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { selectSealOf } from './chain-queries.ts';
import { selectRecord } from './queries.ts';
import { recordView } from './record-view.ts';

/** @throws AppError `audit.unknown` */
export async function getRecord(ctx: Ctx, { recordId }: InputOf<typeof audit.getRecord>): Promise<OutputOf<typeof audit.getRecord>> {
  const row = await selectRecord(ctx, recordId);
  if (!row) throw new AppError('audit.unknown');
  const seal = await selectSealOf(ctx, recordId);
  return { ...recordView(row), seal: seal ? { seq: seal.seq, hash: seal.hash.toString('hex'), sealedAt: seal.sealed_at } : null };
}
