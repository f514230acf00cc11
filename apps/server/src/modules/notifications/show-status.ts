import type { InputOf, notifications, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { describeIncidents } from './incident.ts';
import { selectIncidents, selectOpenIncidents, selectResolvedIncidents } from './incident-queries.ts';

type Status = OutputOf<typeof notifications.showStatus>;
type List = typeof notifications.listIncidents;
const PAST_DAYS = 14;
const SHOWN_MAX = 20;

/** What is out of order, and what was in the last fortnight; the same for everybody. */
export async function showStatus(ctx: Ctx): Promise<Status> {
  const since = new Date(ctx.now.getTime() - PAST_DAYS * 24 * 60 * 60 * 1_000);
  const open = await selectOpenIncidents(ctx, SHOWN_MAX);
  const past = await selectResolvedIncidents(ctx, since, SHOWN_MAX);
  return { open: await describeIncidents(ctx, open), past: await describeIncidents(ctx, past), asOf: ctx.now };
}

/** Newest first. */
export async function listIncidents(ctx: Ctx, { cursor, limit }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectIncidents(ctx, { beforeId: idOfCursor<'incident'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeIncidents(ctx, items), nextCursor };
}
