import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectComplaintCounts } from './queries.ts';

export type ComplaintCounts = { upheld: number; open: number };

/** Cases by merchant since then: those in which the member was right, and those of which nobody has said who was. A refused or withdrawn one counts for nothing, and so does one that is resolved by the member's own word. */
export async function countComplaints(ctx: Ctx, since: Date): Promise<Map<Id<'organization'>, ComplaintCounts>> {
  const rows = await selectComplaintCounts(ctx, since);
  return new Map(rows.flatMap(({ merchant_id: id, ...counts }) => (id === null ? [] : [[id, counts] as const])));
}
