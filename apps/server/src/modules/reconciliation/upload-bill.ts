import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, type InputOf, type OutputOf, type reconciliation } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import { findChannel, readBillFile } from '../channels/index.ts';
import { billView } from './bill.ts';
import { isBilled, type ReconciliationParts } from './parts.ts';
import { takeBill } from './take-bill.ts';

type Input = InputOf<typeof reconciliation.uploadBill>;

/**
 * A bill that somebody downloaded from the channel by hand. It is on disk whole, and its hash the given one, before it is looked at.
 * @throws AppError `channels.unknown`, `reconciliation.bill_not_of_channel`, `reconciliation.bill_hash_wrong`, and as `takeBill`
 */
export async function uploadBill(parts: ReconciliationParts, call: Call, input: Input): Promise<OutputOf<typeof reconciliation.uploadBill>> {
  const { channel } = await parts.database.transaction(call.actor, call, (ctx) => findChannel(ctx, parts.channels, input.channel));
  const { kind } = channel;
  if (!isBilled(kind)) throw new AppError('reconciliation.bill_not_of_channel', { channel: channel.key });
  const folder = await mkdtemp(join(tmpdir(), 'tessera-upload-'));
  try {
    const path = join(folder, 'file');
    const hash = await keep(path, input.file.pieces);
    if (input.sha256 !== undefined && input.sha256 !== hash) throw new AppError('reconciliation.bill_hash_wrong');
    const { key: channelKey, merchant_id: merchantId } = channel;
    const offer = { channelKey, kind, merchantId, businessOn: input.businessOn, source: 'uploaded' as const, fileName: input.file.name };
    return billView(await takeBill(parts, { ...offer, actor: call.actor }, readBillFile(kind, path)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep(path: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
