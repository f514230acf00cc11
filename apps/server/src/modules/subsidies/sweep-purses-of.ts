import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { lockPursesOfMember } from './purse-queries.ts';
import { sweepPurses } from './sweep-purses.ts';

/** All that a member who leaves has not spent goes back to its funds. As the system. */
export async function sweepPursesOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sweepPurses(ctx, await lockPursesOfMember(ctx, memberId));
}
