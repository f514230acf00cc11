import { reports } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { createExportReport } from './export-report.ts';
import { getReport } from './get-report.ts';
import { getReportSegments, listReportMembers } from './list-report-members.ts';
import { listReportRows } from './list-report-rows.ts';

const FILES = ['exportReport'] as const;

export function createReportsRoutes({ database }: { database: Database }): BoundRoute[] {
  return [
    ...bind(omit(reports, FILES), { getReport, listReportRows, getReportSegments, listReportMembers }),
    ...bindFiles(pick(reports, FILES), createExportReport(database)),
  ];
}
