import { AppError, type ContentOf, type members, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { recordAll } from '../audit/index.ts';
import { followStatus } from './follow-status.ts';
import { lockAll } from './lock-all.ts';
import { updateMemberRows } from './queries.ts';
import type { MemberHooks } from './undo-import.ts';

type Close = typeof members.closeMembers;

/**
 * At somebody's wish. The holder of an anonymous card goes with the card, which is returned or registered.
 * @throws AppError `members.unknown`, `members.anonymous`
 */
export async function closeNamedMembers(ctx: Ctx, input: ContentOf<Close>, hooks: MemberHooks): Promise<OutputOf<Close>> {
  const anonymous = (await lockAll(ctx, input.memberIds)).find(({ kind }) => kind === 'anonymous');
  if (anonymous) throw new AppError('members.anonymous', { memberId: anonymous.id });
  return closeMembers(ctx, input, hooks);
}

/**
 * From the commit on they pay by nothing and sign in no more. Cards, balance and number stay theirs. Who was closed before stays out of the
 * answer. @throws AppError `members.unknown`
 */
export async function closeMembers(ctx: Ctx, { memberIds, reason }: ContentOf<Close>, hooks: MemberHooks): Promise<OutputOf<Close>> {
  const open = (await lockAll(ctx, memberIds)).filter((row) => row.status === 'active');
  const turned = open.map(({ id }) => id);
  await updateMemberRows(ctx, turned, { status: 'closed' });
  await followStatus(ctx, { turned: open, to: 'closed' }, hooks);
  await recordAll(
    ctx,
    turned.map((id) => ({
      action: 'members.closeMember',
      targetKind: 'member',
      targetId: id,
      before: { status: 'active' },
      after: { status: 'closed', reason },
    })),
  );
  return { turned };
}
