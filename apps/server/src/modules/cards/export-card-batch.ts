import type { cardOrders, InputOf } from '@tessera/contract';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { batchNumber, lockedBatch } from './card-batch.ts';
import { orderNumber } from './card-order.ts';
import { lockOrdersOfBatch } from './order-queries.ts';
import { printedCodeOf } from './printed-code.ts';

/** Of every card when it is made. */
const FIRST_GENERATION = 1;
/** What printers' programs look for; the last column is theirs to fill. */
const HEADINGS = ['order', 'name', 'number', 'department', 'photo', 'qr', 'uid'];

export type ExportParts = { database: Database; secrets: SecretBox };

/**
 * One line a card that is still to be made. The code on the card is worth nothing before the card is handed over; a copy of it pays what decision
 * 0058 lets it pay. @throws AppError `cards.batch_unknown`
 */
export async function exportCardBatch(parts: ExportParts, call: Call, input: InputOf<typeof cardOrders.exportCardBatch>): Promise<OutgoingFile> {
  const { name, lines } = await parts.database.transaction(call.actor, call, async (ctx) => {
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
      const qr = printedCodeOf({ printId: order.id, generation: FIRST_GENERATION }, parts.secrets);
      return csvLine([orderNumber(order.number), member?.name ?? '', number, member?.department ?? '', `${number}.jpg`, qr, '']);
    });
    return { name: `${batchNumber(batch.number)}.csv`, lines: rows };
  });
  return { name, type: 'text/csv', pieces: piecesOf([BYTE_ORDER_MARK + csvLine(HEADINGS), ...lines]) };
}

async function* piecesOf(lines: readonly string[]): AsyncIterable<string> {
  yield lines.join('');
}
