import type { OutputOf, reconciliation } from '@tessera/contract';
import type { BillRow } from './bill-queries.ts';

export type BillView = OutputOf<typeof reconciliation.uploadBill>;

export function billView(row: BillRow): BillView {
  return {
    id: row.id,
    channel: row.channel_key,
    businessOn: row.business_on,
    source: row.source,
    state: row.state,
    fault: row.fault,
    troubles: row.troubles,
    fileName: row.file_name,
    lineCount: row.line_count,
    storedCount: row.stored_count,
    paidCount: row.paid_count,
    paidMinor: row.paid_minor,
    refundedCount: row.refunded_count,
    refundedMinor: row.refunded_minor,
    feeMinor: row.fee_minor,
    takenBy: row.taken_by,
    createdAt: row.created_at,
  };
}
