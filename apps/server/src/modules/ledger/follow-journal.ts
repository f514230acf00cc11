import type { Ctx } from '../../platform/ctx.ts';
import type { JournalPageWithTransfers } from './journal.ts';
import { lockSubscriber, type StoredPage, selectNextPages, storePosition } from './journal-queries.ts';
import { selectTransfers } from './queries.ts';
import type { Transfer } from './transfer.ts';

/** Pages come in order within a lane, each once; between lanes there is no order. */
export type ApplyPages = (pages: readonly JournalPageWithTransfers[]) => Promise<void>;

/**
 * Gives a subscriber the pages after its position, and stores the new position in the same transaction: what `apply` writes
 * through the same `ctx` happens once. Answers how many pages; 0 also while another process reads for this subscriber, unless it
 * `waits` for that one: after its 0 all that was posted before is applied. Call until 0. Per-lane positions are safe because a
 * lane's head is locked until commit, so no earlier page turns up later.
 */
export async function followJournal(
  ctx: Ctx,
  reading: { readonly subscriber: string; readonly limit: number; readonly apply: ApplyPages; readonly waits?: boolean },
): Promise<number> {
  if (!(await lockSubscriber(ctx, { name: reading.subscriber, waits: reading.waits ?? false }))) return 0;
  const stored = await selectNextPages(ctx, reading.subscriber, reading.limit);
  if (stored.length === 0) return 0;
  await reading.apply(await withTransfers(ctx, stored));
  for (const [lane, page] of lastPages(stored)) await storePosition(ctx, { subscriber: reading.subscriber, lane, page });
  return stored.length;
}

export async function withTransfers(ctx: Ctx, stored: readonly StoredPage[]): Promise<JournalPageWithTransfers[]> {
  const transfers = await selectTransfers(
    ctx,
    stored.flatMap(({ transferIds }) => transferIds),
  );
  const byId = new Map(transfers.map((transfer) => [transfer.id, transfer]));
  return stored.map(({ page, transferIds }) => ({
    ...page,
    transfers: transferIds
      .map((id) => byId.get(id))
      .filter((transfer): transfer is Transfer => transfer !== undefined)
      .sort((a, b) => a.ordinal - b.ordinal),
  }));
}

function lastPages(stored: readonly StoredPage[]): Map<number, number> {
  return new Map(stored.map(({ page }) => [page.lane, page.seq]));
}
