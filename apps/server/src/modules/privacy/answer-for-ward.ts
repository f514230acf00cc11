import type { Id } from '@tessera/kernel';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { insertConsents, lockConsents, selectCurrentNotice, selectStanding } from './notice-queries.ts';

/**
 * Gives or withdraws, for a member who is a minor, the purpose that lets guardians look. Nothing is written while no notice is published,
 * or where the newest answer says the same already. Asked by the system, with the guardianship that it belongs to in the same transaction.
 */
export async function answerForWard(ctx: Ctx, { memberId, given }: { memberId: Id<'member'>; given: boolean }): Promise<void> {
  const current = await selectCurrentNotice(ctx);
  if (!current) return;
  await lockConsents(ctx, memberId);
  const newest = (await selectStanding(ctx, memberId)).find((one) => one.purpose === 'guardian');
  if (newest ? newest.given === given && newest.byGuardian : !given) return;
  await insertConsents(ctx, [
    {
      id: newId<'consent'>(ctx.now.getTime()),
      member_id: memberId,
      purpose: 'guardian',
      given,
      notice_version: current.version,
      at: ctx.now,
      by_guardian: true,
    },
  ]);
}
