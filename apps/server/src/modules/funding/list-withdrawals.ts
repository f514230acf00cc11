import type { funding, InputOf, OutputOf } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeOwn, describeWithdrawals } from './describe-withdrawals.ts';
import { selectWithdrawals } from './queries.ts';

type List = typeof funding.listWithdrawals;
type OwnList = typeof funding.listOwnWithdrawals;

/** Newest first, of the members whom the actor may see. */
export async function listWithdrawals(ctx: Ctx, { cursor, limit, state, memberId, q }: InputOf<List>): Promise<OutputOf<List>> {
  const memberIds = memberId ? [memberId] : q ? await searchMembers(ctx, q) : undefined;
  const states = state && [state];
  const rows = await selectWithdrawals(ctx, { beforeId: idOfCursor<'withdrawal'>(cursor), states, memberIds, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeWithdrawals(ctx, items), nextCursor };
}

/** Newest first. */
export async function listOwnWithdrawals(ctx: Ctx, { cursor, limit }: InputOf<OwnList>): Promise<OutputOf<OwnList>> {
  const rows = await selectWithdrawals(ctx, { beforeId: idOfCursor<'withdrawal'>(cursor), memberIds: [memberOf(ctx)], limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeOwn(ctx, items), nextCursor };
}
