import { type Id, newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

/** Balances that were taken over from an old system and wait to be handed on; the whole house's, like its other books. */
export async function plantMigration(owner: Owner, of: { memberId: Id<'member'>; side: string }): Promise<Crop> {
  const [batchId, openingId] = [newId(), newId()];
  await owner.query(
    `insert into migration.batch (id, import_id, source, valid_until, made_by, made_by_name, created_at)
     values ($1, $2, $3, current_date + 90, $4, 'maker', now())`,
    [batchId, newId(), `old-${of.side}`, newId()],
  );
  await owner.query(`insert into migration.opening (id, batch_id, source, member_id, amount_minor) values ($1, $2, $3, $4, 100)`, [
    openingId,
    batchId,
    `old-${of.side}`,
    of.memberId,
  ]);
  return {
    nouns: [
      ['migrationBatchId', 'house', batchId],
      ['openingId', 'member', openingId],
    ],
    marks: [],
  };
}
