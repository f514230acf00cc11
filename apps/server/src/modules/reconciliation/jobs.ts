import { every } from '../../platform/events.ts';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { fetchBills, fetchOne } from './fetch-bill.ts';
import { matchBill } from './match-bill.ts';
import { FETCH_BILL, MATCH_BILL } from './match-later.ts';
import type { ReconciliationParts } from './parts.ts';
import { watchDays } from './watch-days.ts';

/** Both channels have yesterday's bill by ten in the morning; whoever is late is asked again each hour. */
export function createReconciliationJobs(parts: ReconciliationParts): AnyJob[] {
  return [
    every('20 9-23 * * *', 'reconciliation.fetchBills', fetchBills),
    every('*/10 * * * *', 'reconciliation.watchDays', watchDays),
    defineDirectJob(FETCH_BILL.name, FETCH_BILL.schema, (_errand, input) => fetchOne(parts, input)),
    defineDirectJob(MATCH_BILL.name, MATCH_BILL.schema, (_errand, { billId }) => matchBill(parts, billId)),
  ];
}
