import { deposits } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { confirmDepositSlip, refuseDepositSlip } from './decide-slip.ts';
import { enterDepositSlip, listDepositSlips } from './enter-slip.ts';
import { createDepositFiles } from './export-statement.ts';
import { getIssuerDeposit, listDepositLines, listIssuerDeposits } from './list-deposits.ts';
import { type BilledTo, setIssuerDeposit } from './set-deposit.ts';

const FILES = ['exportDepositStatement'] as const;

export function createDepositsRoutes({ database, billedTo }: { database: Database; billedTo: BilledTo }): BoundRoute[] {
  return [
    ...bind(omit(deposits, FILES), {
      listIssuerDeposits,
      getIssuerDeposit,
      setIssuerDeposit: (ctx, input) => setIssuerDeposit(ctx, input, billedTo),
      listDepositSlips,
      enterDepositSlip,
      confirmDepositSlip,
      refuseDepositSlip,
      listDepositLines,
    }),
    ...bindFiles(pick(deposits, FILES), createDepositFiles(database)),
  ];
}
