import type { alerts, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeAlerts } from './alert.ts';
import { selectAlerts } from './queries.ts';

type List = typeof alerts.listAlerts;

/** Newest first, of the members whom the actor may see. */
export async function listAlerts(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { cursor, limit, state, from, to, q, memberId } = input;
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const memberIds = memberId ? [memberId] : q ? await searchMembers(ctx, q) : undefined;
  const before = at && id ? { at, id } : undefined;
  const rows = await selectAlerts(ctx, { state, from, to, memberIds, before, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.raised_at.toISOString(), row.id]);
  return { items: await describeAlerts(ctx, items), nextCursor };
}
