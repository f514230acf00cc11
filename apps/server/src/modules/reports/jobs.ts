import { z } from 'zod';
import { every } from '../../platform/events.ts';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { makeAnyDay, makeDays, makeRecentDay } from './make-days.ts';
import { type Mailing, queueDueReports, SEND_REPORT, sendReport } from './send-report.ts';

/** At night all days, in steps of a month: a few minutes sum years that were never summed. */
export const reportsJobs: readonly AnyJob[] = [
  { ...defineDirectJob('reports.makeRecentDays', z.unknown(), (errand) => makeDays(errand, makeRecentDay)), cron: '*/2 * * * *' },
  { ...defineDirectJob('reports.makeAllDays', z.unknown(), (errand) => makeDays(errand, makeAnyDay)), cron: '* 3 * * *' },
];

/** Letters need a carrier, which the composition root knows. */
export function createReportMailJobs(mailing: Mailing): AnyJob[] {
  return [
    every('*/5 * * * *', 'reports.queueDueReports', queueDueReports),
    defineDirectJob(SEND_REPORT.name, SEND_REPORT.schema, (errand, input) => sendReport(errand, input, mailing)),
  ];
}
