import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { findBrokenBalances, trialBalance } from './balances.ts';
import { callVerifyLane } from './journal-queries.ts';
import { countTransfers, type LaneHead, selectBrokenAnchorAfter, selectLaneHeads, selectStrayAfter } from './verification-queries.ts';
import type { ChainFault } from './verify-chain.ts';

const PAGES_PER_STEP = 500;
const TRANSFERS_PER_STEP = 20_000;
const ANCHORS_PER_STEP = 500;
/** The sum of all entries by account is one statement; so long it may take at most. */
const SUM_WITHIN_SECONDS = 3_600;

/** How far the journal is: a state of the books can be told from another by it. */
export type JournalPosition = { readonly lanes: readonly LaneHead[]; readonly pages: number };

export async function journalPosition(ctx: Ctx): Promise<JournalPosition> {
  const lanes = await selectLaneHeads(ctx);
  return { lanes, pages: lanes.reduce((sum, { page }) => sum + page, 0) };
}

export type BooksFault = {
  readonly fault: ChainFault | 'balance_wrong' | 'sum_not_zero';
  readonly lane: number | null;
  readonly page: number | null;
  /** The account whose balance is wrong, or the unit that does not sum to zero. */
  readonly of?: string;
};
export type BooksCheck = { readonly pages: number; readonly transfers: number; readonly faults: readonly BooksFault[] };

/** Runs each step in a transaction of its own. */
export type RunStep = <Result>(step: (ctx: Ctx) => Promise<Result>) => Promise<Result>;

/**
 * Verifies books of any size: every page of every lane, every anchor, every transfer, every balance. Each step is short, but for the sums at
 * the end. `onPages` hears how many pages are done and how many there are.
 */
export async function verifyBooks(run: RunStep, onPages: (done: number, all: number) => void = () => undefined): Promise<BooksCheck> {
  const { lanes, pages } = await run(journalPosition);
  const faults: BooksFault[] = [];
  let done = 0;
  for (const head of lanes) {
    const fault = await verifyLane(run, head, (more) => onPages(done + more, pages));
    if (fault) faults.push(fault);
    done += head.page;
  }
  const broken = (await verifyAnchors(run)) ?? (await findStray(run));
  if (broken) faults.push(broken);
  const { balances, sums, transfers } = await run(async (ctx) => {
    await allowLong(ctx, SUM_WITHIN_SECONDS);
    return { balances: await findBrokenBalances(ctx), sums: (await trialBalance(ctx)).sumMinor, transfers: await countTransfers(ctx) };
  });
  for (const { account } of balances) faults.push({ fault: 'balance_wrong', lane: null, page: null, of: String(account) });
  for (const [unit, sum] of Object.entries(sums)) if (sum !== 0) faults.push({ fault: 'sum_not_zero', lane: null, page: null, of: unit });
  return { pages, transfers, faults };
}

async function verifyLane(run: RunStep, head: LaneHead, onPages: (done: number) => void): Promise<BooksFault | undefined> {
  for (let after = 0; ; ) {
    const step = await run((ctx) => callVerifyLane(ctx, { lane: head.lane, after, limit: PAGES_PER_STEP }));
    if (step.bad_page !== null) return { fault: (step.fault ?? 'page_missing') as ChainFault, lane: head.lane, page: step.bad_page }; // Named by verify_lane.
    onPages(Math.min(step.last_page, head.page));
    if (step.last_page < after + PAGES_PER_STEP) return undefined;
    after = step.last_page;
  }
}

async function verifyAnchors(run: RunStep): Promise<BooksFault | undefined> {
  for (let after: Date | null = null; ; ) {
    const walk: { after: Date | null; limit: number } = { after, limit: ANCHORS_PER_STEP };
    const step = await run((ctx) => selectBrokenAnchorAfter(ctx, walk));
    if (step.lane !== null) return { fault: 'anchor_broken', lane: step.lane, page: step.page };
    if (step.lastAt === null || step.lastAt.getTime() === after?.getTime()) return undefined;
    after = step.lastAt;
  }
}

async function findStray(run: RunStep): Promise<BooksFault | undefined> {
  for (let after: Id<'transfer'> | null = null; ; ) {
    const walk: { after: Id<'transfer'> | null; limit: number } = { after, limit: TRANSFERS_PER_STEP };
    const step = await run((ctx) => selectStrayAfter(ctx, walk));
    if (step.lane !== null) return { fault: 'transfer_stray', lane: step.lane, page: step.page };
    if (step.lastId === null) return undefined;
    after = step.lastId;
  }
}
