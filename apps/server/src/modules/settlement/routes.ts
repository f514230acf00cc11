import { settlement } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { approvePeriod } from './approve-period.ts';
import { cutPeriod } from './cut-period.ts';
import { createMarginFile } from './export-margin.ts';
import { createPayoutFile } from './export-payout-batch.ts';
import { createStatementFiles } from './export-statements.ts';
import { getBreakage } from './get-breakage.ts';
import { getIssuerBill, listBillLines, listIssuerBills } from './list-bills.ts';
import { getPayable, listPayableLines, listPayables } from './list-payables.ts';
import { getPayoutBatch, listPayoutBatches, listPayouts, listPayoutsDue } from './list-payouts.ts';
import { getSettlementPeriod, listSettlementPeriods } from './list-periods.ts';
import { getTakingsStatement, listTakingLines, listTakingsStatements } from './list-takings.ts';
import { makePayoutBatch } from './make-payout-batch.ts';
import { getMargin, listMarginLines } from './margin.ts';
import { recordPayoutResult } from './record-payout-result.ts';
import { cancelPayoutBatch, releasePayoutBatch } from './release-payout-batch.ts';

const STATEMENT_FILES = ['exportIssuerBill', 'exportPayable', 'exportTakingsStatement'] as const;
const FILES = [...STATEMENT_FILES, 'exportPayoutBatch', 'exportMargin'] as const;

export function createSettlementRoutes({ database, secrets }: { database: Database; secrets: SecretBox }): BoundRoute[] {
  return [
    ...bind(omit(settlement, FILES), {
      listSettlementPeriods,
      getSettlementPeriod,
      cutSettlementPeriod: cutPeriod,
      approveSettlementPeriod: approvePeriod,
      listIssuerBills,
      getIssuerBill,
      listBillLines,
      listPayables,
      getPayable,
      listPayableLines,
      listTakingsStatements,
      getTakingsStatement,
      listTakingLines,
      listPayoutsDue,
      makePayoutBatch,
      listPayoutBatches,
      getPayoutBatch,
      listPayouts,
      releasePayoutBatch,
      cancelPayoutBatch,
      recordPayoutResult,
      getMargin,
      listMarginLines,
      getBreakage,
    }),
    ...bindFiles(pick(settlement, STATEMENT_FILES), createStatementFiles(database)),
    ...bindFiles(pick(settlement, ['exportMargin']), createMarginFile(database)),
    ...bindFiles(pick(settlement, ['exportPayoutBatch']), createPayoutFile(database, secrets)),
  ];
}
