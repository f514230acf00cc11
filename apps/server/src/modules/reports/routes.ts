import { reports } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createExportReport } from './export-report.ts';
import { getReport } from './get-report.ts';
import { getReportSegments, listReportMembers } from './list-report-members.ts';
import { listReportRows } from './list-report-rows.ts';
import { stopCalledReport } from './stop-report-mail.ts';
import { createMailUseCases, deleteReportSubscription, listReportSendings, turnReportSubscription, updateReportSubscription } from './subscribe.ts';

const FILES = ['exportReport'] as const;
const DIRECT = ['stopReportMail'] as const;

export function createReportsRoutes({ database, secrets }: { database: Database; secrets: SecretBox }): BoundRoute[] {
  return [
    ...bind(omit(reports, [...FILES, ...DIRECT]), {
      getReport,
      listReportRows,
      getReportSegments,
      listReportMembers,
      ...createMailUseCases(secrets),
      updateReportSubscription,
      turnReportSubscription,
      deleteReportSubscription,
      listReportSendings,
    }),
    ...bindDirect(pick(reports, DIRECT), { stopReportMail: (call, { stopKey }) => stopCalledReport({ database, secrets }, call, { stopKey }) }),
    ...bindFiles(pick(reports, FILES), createExportReport(database)),
  ];
}
