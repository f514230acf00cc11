import { newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

/** A report that somebody at work has sent to themselves, and a letter of it: theirs alone, as an inbox is. */
export async function plantReportMail(owner: Owner, staffId: string, side: string): Promise<Crop> {
  const [subscriptionId, sendingId] = [newId<'reportSubscription'>(), newId<'reportSending'>()];
  const name = `mail-${side}-merv`;
  await owner.query(
    `insert into reports.subscription (id, staff_id, name, frequency, at_hour, weekday, day_of_month, dimension, format, filters, status, next_at, created_at)
     values ($1, $2, $3, 'daily', 8, 1, 1, 'day', 'csv', '{}', 'paused', now(), now())`,
    [subscriptionId, staffId, name],
  );
  await owner.query(
    `insert into reports.sending (id, subscription_id, staff_id, from_on, to_on, is_trial, state, created_at)
     values ($1, $2, $3, current_date, current_date, false, 'sent', now())`,
    [sendingId, subscriptionId, staffId],
  );
  return {
    nouns: [['reportSubscriptionId', 'inbox', subscriptionId]],
    marks: [
      ['inbox', name],
      ['inbox', sendingId],
    ],
  };
}
