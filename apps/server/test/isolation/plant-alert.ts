import { type Id, newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

/** A day on which a member spent more than usual; a charge for it would need a PIN and a full purse, and only the row matters here. */
export async function plantAlert(owner: Owner, memberId: Id<'member'>): Promise<Crop> {
  const alertId = newId();
  await owner.query(`insert into alerts.spending_day (member_id, business_on, spent_minor) values ($1, current_date, 60000)`, [memberId]);
  await owner.query(
    `insert into alerts.alert (id, kind, member_id, business_on, amount_minor, threshold_minor, raised_at)
     values ($1, 'day_spend', $2, current_date, 60000, 50000, now())`,
    [alertId, memberId],
  );
  return { nouns: [['alertId', 'member', alertId]], marks: [] };
}
