import { type Id, newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

/** A paper slip of the member that waits for somebody to confirm it. */
export async function plantSlip(owner: Owner, of: { memberId: Id<'member'>; side: string }): Promise<Crop> {
  const slipId = newId();
  await owner.query(
    `insert into slips.slip (id, merchant_id, slip_number, member_id, amount_minor, paid_on, keyed_by, keyed_by_name, keyed_at)
     values ($1, $2, $3, $4, 100, current_date, $5, 'maker', now())`,
    [slipId, newId(), `S-${of.side}`, of.memberId, newId()],
  );
  return { nouns: [['slipId', 'member', slipId]], marks: [] };
}
