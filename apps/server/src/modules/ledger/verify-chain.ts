import type { Ctx } from '../../platform/ctx.ts';
import { callVerifyLane, insertAnchor, selectBrokenAnchor, selectLanes, selectStrayTransfer } from './journal-queries.ts';

const PAGES_PER_STEP = 500;

/**
 * `page_missing`: a gap, or an end cut off. `link_broken`: it does not name the page before it. `content_changed`: its transfers
 * are not those that were hashed. `subtotals_wrong`: they do not follow from its transfers. `head_moved`: the lane's head is not
 * the last page. `anchor_broken`: an hourly anchor says otherwise. `transfer_stray`: a transfer that no page vouches for.
 */
export type ChainFault = 'page_missing' | 'link_broken' | 'content_changed' | 'subtotals_wrong' | 'head_moved' | 'anchor_broken' | 'transfer_stray';

export type ChainCheck =
  | { readonly intact: true; readonly pages: number }
  | { readonly intact: false; readonly lane: number; readonly page: number; readonly fault: ChainFault };

/**
 * Walks the chain of one lane, or of all lanes and then their anchors, and names the first bad page. Payments go on meanwhile:
 * the walk ends where each lane's head was when it began.
 */
export async function verifyChain(ctx: Ctx, query: { readonly lane?: number } = {}): Promise<ChainCheck> {
  let pages = 0;
  for (const lane of query.lane === undefined ? await selectLanes(ctx) : [query.lane]) {
    const check = await verifyLane(ctx, lane);
    if (!check.intact) return check;
    pages += check.pages;
  }
  if (query.lane !== undefined) return { intact: true, pages };
  const anchor = await selectBrokenAnchor(ctx);
  if (anchor) return { intact: false, ...anchor, fault: 'anchor_broken' };
  const stray = await selectStrayTransfer(ctx);
  if (stray) return { intact: false, ...stray, fault: 'transfer_stray' };
  return { intact: true, pages };
}

async function verifyLane(ctx: Ctx, lane: number): Promise<ChainCheck> {
  for (let after = 0; ; ) {
    const { last_page, bad_page, fault } = await callVerifyLane(ctx, { lane, after, limit: PAGES_PER_STEP });
    if (bad_page !== null) return { intact: false, lane, page: bad_page, fault: faultOf(fault) };
    if (last_page < after + PAGES_PER_STEP) return { intact: true, pages: last_page };
    after = last_page;
  }
}

const LANE_FAULTS = ['page_missing', 'link_broken', 'content_changed', 'subtotals_wrong', 'head_moved'] as const;

function faultOf(name: string | null): ChainFault {
  const fault = LANE_FAULTS.find((known) => known === name);
  if (!fault) throw new Error(`unknown fault: ${name}`);
  return fault;
}

/** Writes the heads of all lanes into the chain of anchors, at most once per instant. Answers the hash to print on the daily report. */
export function anchorHeads(ctx: Ctx): Promise<string> {
  return insertAnchor(ctx);
}
