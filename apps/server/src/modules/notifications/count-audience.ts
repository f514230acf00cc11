import type { InputOf, notifications, OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { countAudience as countMembers } from '../members/index.ts';
import { countStaffAudience } from '../organizations/index.ts';
import type { AnnouncementRow } from './announcement-queries.ts';
import { narrowed } from './narrowed.ts';

type Count = typeof notifications.countAudience;

/** How many would be told if it were published now, whomever of them the actor may look at: it goes to all of them. */
export function countAudience(ctx: Ctx, { audience }: InputOf<Count>): Promise<OutputOf<Count>> {
  return asSystem(ctx, (system) => countOf(system, audience));
}

/** The same, asked by the system. */
export async function countOf(ctx: Ctx, audience: AnnouncementRow['audience']): Promise<OutputOf<Count>> {
  const { members, staff } = await narrowed(ctx, audience);
  return { members: await countMembers(ctx, members), staff: audience.withStaff ? await countStaffAudience(ctx, staff) : 0 };
}
