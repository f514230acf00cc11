import { newId } from '@tessera/kernel';
import type { Crop, Side } from './ground.ts';
import type { Owner } from './tables.ts';

/** A difference of the house with an adjustment that waits to be checked; a channel’s bill would be needed for it, and only the rows matter here. */
export async function plantDifference(owner: Owner, side: Side): Promise<Crop> {
  const [differenceId, adjustmentId] = [newId(), newId()];
  const number = `gap-${side}-khunjerab`;
  await owner.query(
    `insert into reconciliation.difference (id, business_on, channel_key, kind, entry_kind, number, out_trade_no, channel_minor, at, state, raised_at, changed_at)
     values ($1, current_date - 1, 'wechat', 'long', 'payment', $2, $2, 100, now(), 'proposed', now(), now())`,
    [differenceId, number],
  );
  await owner.query(
    `insert into reconciliation.adjustment (id, difference_id, direction, amount_minor, reason, state, maker_id, maker_name, made_at)
     values ($1, $2, 'in', 100, $3, 'proposed', $4, 'maker', now())`,
    [adjustmentId, differenceId, `why-${side}-khunjerab`, newId()],
  );
  return {
    nouns: [
      ['differenceId', 'house', differenceId],
      ['adjustmentId', 'house', adjustmentId],
    ],
    marks: [
      ['house', number],
      ['house', `why-${side}-khunjerab`],
    ],
  };
}
