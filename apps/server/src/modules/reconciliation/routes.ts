import { reconciliation } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import { confirmAdjustment, proposeAdjustment, rejectAdjustment } from './adjust.ts';
import { askAboutDifference } from './ask-about-difference.ts';
import { closeDay } from './close-day.ts';
import { exportDayReport } from './export-day-report.ts';
import { exportDifferences } from './export-differences.ts';
import { fetchBill } from './fetch-bill.ts';
import { getReconciliationDay } from './get-day.ts';
import { listReconciliationDays } from './list-days.ts';
import { listDifferences } from './list-differences.ts';
import { parkDifference } from './park-difference.ts';
import type { ReconciliationParts } from './parts.ts';
import { uploadBill } from './upload-bill.ts';

const DIRECT = ['uploadBill', 'askAboutDifference', 'closeDay'] as const;
const FILES = ['exportDayReport', 'exportDifferences'] as const;

export function createReconciliationRoutes(parts: ReconciliationParts): BoundRoute[] {
  return [
    ...bind(omit(reconciliation, [...DIRECT, ...FILES]), {
      listReconciliationDays,
      getReconciliationDay: (ctx, input) => getReconciliationDay(ctx, input, parts),
      listDifferences,
      fetchBill: (ctx, input) => fetchBill(ctx, input, parts),
      parkDifference,
      proposeAdjustment,
      confirmAdjustment,
      rejectAdjustment,
    }),
    ...bindDirect(pick(reconciliation, DIRECT), {
      uploadBill: (call, input) => uploadBill(parts, call, input),
      askAboutDifference: (call, input) => askAboutDifference(parts, call, input),
      closeDay: (call, input) => closeDay(parts, call, input),
    }),
    ...bindFiles(pick(reconciliation, FILES), {
      exportDayReport: (call, input) => exportDayReport(parts, call, input),
      exportDifferences: (call, input) => exportDifferences(parts, call, input),
    }),
  ];
}
