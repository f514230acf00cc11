import { type Id, newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

/** The member in a round of leavers, of whom the rest waits to be handed over. */
export async function plantClosure(owner: Owner, of: { memberId: Id<'member'>; side: string }): Promise<Crop> {
  const [roundId, closureId] = [newId(), newId()];
  const reason = `leaving-${of.side}-persepolis`;
  await owner.query(
    `insert into closures.round (id, state, reason, made_by, made_by_name, created_at) values ($1, 'ready', $2, $3, 'maker', now())`,
    [roundId, reason, newId()],
  );
  await owner.query(`insert into closures.closure (id, round_id, member_number, member_id, state) values ($1, $2, 'N', $3, 'payable')`, [
    closureId,
    roundId,
    of.memberId,
  ]);
  return {
    nouns: [
      ['closureRoundId', 'house', roundId],
      ['closureId', 'member', closureId],
    ],
    marks: [['house', reason]],
  };
}
