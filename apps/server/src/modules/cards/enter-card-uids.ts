import { type cardOrders, cardUid, type InputOf, type OutputOf, type UidRowOutcome } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { tailOf } from './card.ts';
import { describeBatch, lockedBatch } from './card-batch.ts';
import { announceOrders, orderNumber } from './card-order.ts';
import { lockOrdersOfBatch, type OrderRow, selectTakenUids, updateOrder } from './order-queries.ts';
import { UID_PURPOSE } from './virtual-credential.ts';

type Enter = typeof cardOrders.enterCardUids;
type Row = InputOf<Enter>['rows'][number];
type Entered = { row: Row; order: OrderRow | undefined; uid: string | undefined; hash: string | undefined };

/**
 * Each line stands by itself: what is right is taken, what is wrong is said. The same file again changes nothing.
 * @throws AppError `cards.batch_unknown`
 */
export async function enterCardUids(ctx: Ctx, input: InputOf<Enter>, secrets: SecretBox): Promise<OutputOf<Enter>> {
  const batch = await lockedBatch(ctx, input.cardBatchId);
  const orders = new Map((await lockOrdersOfBatch(ctx, batch.id)).map((order) => [orderNumber(order.number), order]));
  const entered = input.rows.map((row): Entered => {
    const uid = cardUid.safeParse(row.chip.replace(/[\s:.-]/g, '')).data;
    return { row, order: orders.get(row.orderNumber.toUpperCase()), uid, hash: uid && secrets.keyedHash(UID_PURPOSE, uid) };
  });
  const hashes = entered.flatMap(({ hash }) => hash ?? []);
  // Asked as the system: a UID may be taken by a card that this clerk does not see.
  const taken = hashes.length > 0 ? await asSystem(ctx, (system) => selectTakenUids(system, hashes)) : new Set<string>();
  const rows: OutputOf<Enter>['rows'] = [];
  const seen = new Set<string>();
  for (const one of entered) {
    const outcome = judge(one, { taken, seen });
    if (outcome === 'made') await make(ctx, one, secrets);
    for (const key of keysOf(one)) seen.add(key);
    rows.push({ orderNumber: one.row.orderNumber, outcome });
  }
  const made = rows.filter(({ outcome }) => outcome === 'made').length;
  if (made > 0) {
    await record(ctx, { action: 'cards.enterCardUids', targetKind: 'cardBatch', targetId: batch.id, after: { made, lines: rows.length } });
    await announceOrders(
      ctx,
      entered.flatMap(({ order }) => order?.member_id ?? []),
    );
  }
  return { batch: await describeBatch(ctx, batch), rows };
}

function judge({ order, hash }: Entered, known: { taken: ReadonlySet<string>; seen: ReadonlySet<string> }): UidRowOutcome {
  if (!order) return 'order_unknown';
  if (!hash) return 'uid_malformed';
  if (known.seen.has(hash) || known.seen.has(order.id)) return 'twice_in_file';
  if (order.state === 'cancelled') return 'order_cancelled';
  if (order.uid_hash === hash) return 'unchanged';
  if (order.state !== 'ordered') return 'made_with_other_uid';
  return known.taken.has(hash) ? 'uid_taken' : 'made';
}

function keysOf({ order, hash }: Entered): string[] {
  return [order?.id, hash].filter((key) => key !== undefined);
}

async function make(ctx: Ctx, { order, uid, hash }: Entered, secrets: SecretBox): Promise<void> {
  if (!order || !uid || !hash) return;
  const uid_sealed = secrets.seal(UID_PURPOSE, uid);
  await updateOrder(ctx, order.id, { state: 'made', uid_hash: hash, uid_sealed, tail: tailOf(uid), made_at: ctx.now });
}
