import type { cardOrders, InputOf } from '@tessera/contract';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { batchNumber, lockedBatch } from './card-batch.ts';
import { orderNumber } from './card-order.ts';
import { lockOrdersOfBatch } from './order-queries.ts';

/** What printers' programs look for; the last column is theirs to fill. */
const HEADINGS = ['order', 'name', 'number', 'department', 'photo', 'qr', 'uid'];

/**
 * One line a card that is still to be made. The code on the card is the member number: whoever finds the card pays nothing above the no-PIN floor
 * with it. @throws AppError `cards.batch_unknown`
 */
export async function exportCardBatch(database: Database, call: Call, input: InputOf<typeof cardOrders.exportCardBatch>): Promise<OutgoingFile> {
  const { name, lines } = await database.transaction(call.actor, call, async (ctx) => {
    const batch = await lockedBatch(ctx, input.cardBatchId);
    const orders = (await lockOrdersOfBatch(ctx, batch.id)).filter(({ state }) => state === 'ordered');
    const members = await findMembers(
      ctx,
      orders.map((order) => order.member_id),
    );
    await record(ctx, { action: 'cards.exportCardBatch', targetKind: 'cardBatch', targetId: batch.id, after: { cards: orders.length } });
    const rows = orders.map((order) => {
      const member = members.get(order.member_id);
      const number = member?.memberNumber ?? '';
      return csvLine([orderNumber(order.number), member?.name ?? '', number, member?.department ?? '', `${number}.jpg`, number, '']);
    });
    return { name: `${batchNumber(batch.number)}.csv`, lines: rows };
  });
  return { name, type: 'text/csv', pieces: piecesOf([BYTE_ORDER_MARK + csvLine(HEADINGS), ...lines]) };
}

async function* piecesOf(lines: readonly string[]): AsyncIterable<string> {
  yield lines.join('');
}
