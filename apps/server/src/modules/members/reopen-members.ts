import { AppError, type ContentOf, type members, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { recordAll } from '../audit/index.ts';
import { followStatus } from './follow-status.ts';
import { lockAll } from './lock-all.ts';
import { updateMemberRows } from './queries.ts';
import type { MemberHooks } from './undo-import.ts';

type Reopen = typeof members.reopenMembers;

/**
 * They sign in and pay again, with the cards that are not void. Who was forgotten stays closed: there is nobody behind the pseudonym.
 * @throws AppError `members.unknown`, `members.forgotten`, `members.anonymous`
 */
export async function reopenMembers(ctx: Ctx, { memberIds, reason }: ContentOf<Reopen>, hooks: MemberHooks): Promise<OutputOf<Reopen>> {
  const closed = (await lockAll(ctx, memberIds)).filter((row) => row.status === 'closed');
  const forgotten = closed.find((row) => row.forgotten_at !== null);
  if (forgotten) throw new AppError('members.forgotten', { memberId: forgotten.id });
  // The card of an anonymous holder was given back, or is another's: nothing would pay again.
  const anonymous = closed.find(({ kind }) => kind === 'anonymous');
  if (anonymous) throw new AppError('members.anonymous', { memberId: anonymous.id });
  const turned = closed.map(({ id }) => id);
  await updateMemberRows(ctx, turned, { status: 'active' });
  await followStatus(ctx, { turned: closed, to: 'active' }, hooks);
  await recordAll(
    ctx,
    turned.map((id) => ({
      action: 'members.reopenMember',
      targetKind: 'member',
      targetId: id,
      before: { status: 'closed' },
      after: { status: 'active', reason },
    })),
  );
  return { turned };
}
