import type { Ctx } from '../../platform/ctx.ts';
import { withTransfers } from './follow-journal.ts';
import type { JournalPage, JournalPageWithTransfers } from './journal.ts';
import { selectPage, selectPages } from './journal-queries.ts';

const MOST_PAGES = 200;

export type PageList = { readonly items: readonly JournalPage[]; readonly nextCursor: string | null };

/** Pages of the journal, newest first. */
export async function listPages(ctx: Ctx, query: { readonly lane?: number; readonly cursor?: string; readonly limit: number }): Promise<PageList> {
  const limit = Math.min(query.limit, MOST_PAGES);
  const pages = await selectPages(ctx, { lane: query.lane, before: placeOf(query.cursor), limit: limit + 1 });
  const items = pages.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: pages.length > limit && last ? `${last.at.getTime()}.${last.lane}.${last.seq}` : null };
}

/** One page with its transfers in order; undefined when there is no such page. */
export async function findPage(ctx: Ctx, place: { readonly lane: number; readonly seq: number }): Promise<JournalPageWithTransfers | undefined> {
  const stored = await selectPage(ctx, place);
  if (!stored) return undefined;
  const [page] = await withTransfers(ctx, [stored]);
  return page;
}

/** A cursor that is none of ours starts at the newest page. */
function placeOf(cursor: string | undefined): { at: Date; lane: number; seq: number } | undefined {
  const match = /^(\d{1,15})\.(\d{1,3})\.(\d{1,15})$/.exec(cursor ?? '');
  return match ? { at: new Date(Number(match[1])), lane: Number(match[2]), seq: Number(match[3]) } : undefined;
}
