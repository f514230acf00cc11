import { AppError, type InputOf, type settlement } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { payoutTableTexts } from '@tessera/messages';
import type { Call, FileUseCases } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { workbookFile } from '../../platform/papers/table-file.ts';
import { workbookOf } from '../../platform/papers/write-xlsx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { openPayoutAccounts } from '../merchants/index.ts';
import { lockedBatch } from './payout.ts';
import { type BatchRow, selectPayouts, updateBatch } from './payout-queries.ts';
import { announceSettlement, personOf } from './person.ts';

type Input = InputOf<typeof settlement.exportPayoutBatch>;
type Reading = { database: Database; secrets: SecretBox; call: Call; input: Input };

const READ_AT_ONCE = 200;
const FIRST_DIGITS = /^\D*\d+-\d+-0*/;

/**
 * The file that the bank is given, one line for each pay-out; docs/operations/pay-outs.md says its columns. Written down, since it holds whole
 * account numbers, and shown beside the batch, so that nobody gives it to the bank a second time unawares.
 */
export function createPayoutFile(database: Database, secrets: SecretBox): FileUseCases<Pick<typeof settlement, 'exportPayoutBatch'>> {
  return {
    exportPayoutBatch: async (call, input) => {
      const batch = await database.transaction(call.actor, call, (ctx) => takeFile(ctx, input));
      const reading = { database, secrets, call, input };
      const name = `${payoutTableTexts(input.language).fileName}-${batch.number}`;
      if (input.format === 'csv') return { name: `${name}.csv`, type: 'text/csv', pieces: csvOf(reading) };
      // A workbook is whole before it leaves; a batch is a thousand lines at most.
      return workbookFile(name, workbookOf(await wholeOf(reading)));
    },
  };
}

/** @throws AppError `settlement.payout_batch_unknown`, `settlement.payout_batch_not_now` */
async function takeFile(ctx: Ctx, { payoutBatchId, format }: Input): Promise<BatchRow> {
  const { name } = personOf(ctx);
  const batch = await lockedBatch(ctx, payoutBatchId);
  if (batch.state !== 'released' && batch.state !== 'finished') throw new AppError('settlement.payout_batch_not_now', { payoutBatchId });
  await updateBatch(ctx, payoutBatchId, { taken_by_name: name, taken_at: ctx.now });
  const after = { number: batch.number, format };
  await record(ctx, { action: 'settlement.exportPayoutBatch', targetKind: 'payoutBatch', targetId: payoutBatchId, outcome: 'read', after });
  await announceSettlement(ctx);
  return batch;
}

async function* csvOf(reading: Reading): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(payoutTableTexts(reading.input.language).headings);
  for await (const lines of linesOf(reading)) yield lines.map(csvLine).join('');
}

async function wholeOf(reading: Reading): Promise<string[][]> {
  const rows = [[...payoutTableTexts(reading.input.language).headings]];
  for await (const lines of linesOf(reading)) rows.push(...lines);
  return rows;
}

/** In short transactions, so that a slow reader keeps none open. */
async function* linesOf({ database, secrets, call, input }: Reading): AsyncGenerator<string[][]> {
  const { purpose } = payoutTableTexts(input.language);
  let after: string | undefined;
  for (;;) {
    const lines = await database.transaction(call.actor, call, async (ctx) => {
      const rows = await selectPayouts(ctx, { batchId: input.payoutBatchId, after, limit: READ_AT_ONCE });
      const accounts = await openPayoutAccounts(ctx, secrets, [...new Set(rows.map(({ contract_id }) => contract_id))]);
      after = rows.at(-1)?.reference ?? after;
      return rows.map((row) => [
        row.reference.replace(FIRST_DIGITS, ''),
        row.reference,
        row.holder,
        accounts.get(row.contract_id) ?? '',
        row.bank,
        formatDecimal(row.amount_minor),
        'CNY',
        purpose,
      ]);
    });
    yield lines;
    if (lines.length < READ_AT_ONCE) return;
  }
}
