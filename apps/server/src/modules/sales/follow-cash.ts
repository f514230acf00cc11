import type { Id, Minor } from '@tessera/kernel';
import { negate } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { followJournal } from '../ledger/index.ts';
import { findChannelAccount } from '../payments/index.ts';
import { cashMoveOf } from './cash-move.ts';
import { insertCashMoves } from './cash-queries.ts';

const SUBSCRIBER = 'cash';
const PAGES_PER_STEP = 32;
/** Steps that a count waits for at most. */
const STEPS_MAX = 100;

/**
 * Carries whatever moved cash from the ledger's journal into the list of movements, from where it stopped, whoever posted it. One process at a
 * time does it. Answers how many pages it took.
 */
export function followCash(ctx: Ctx): Promise<number> {
  return follow(ctx, { waits: false });
}

/**
 * What was posted a moment ago is in the list too, also while another process follows: this waits for it. False when there is more to read than
 * anybody wants to wait for, as after an upgrade.
 */
export async function catchUpCash(inStep: (step: (ctx: Ctx) => Promise<number>) => Promise<number>): Promise<boolean> {
  for (let step = 0; step < STEPS_MAX; step += 1) if ((await inStep((ctx) => follow(ctx, { waits: true }))) === 0) return true;
  return false;
}

function follow(ctx: Ctx, { waits }: { waits: boolean }): Promise<number> {
  return followJournal(ctx, {
    waits,
    subscriber: SUBSCRIBER,
    limit: PAGES_PER_STEP,
    apply: async (pages) => {
      const account = await findChannelAccount(ctx, 'cash');
      if (account === undefined) return;
      await insertCashMoves(
        ctx,
        pages.flatMap((page) => page.transfers.flatMap((transfer) => cashMoveOf(transfer, account) ?? [])),
      );
    },
  });
}

/** What the journal cannot tell: whose hand gave the cash of a withdrawal that somebody else had kept back. In the transaction that posts it. */
export async function noteCashPaid(ctx: Ctx, of: { transferId: string; staffId: Id<'staff'>; kind: 'withdrawal' | 'closure'; amountMinor: Minor }) {
  await insertCashMoves(ctx, [
    {
      id: of.transferId as Id<'cashMove'>, // A move has the id of its transfer.
      kind: of.kind,
      amount_minor: negate(of.amountMinor),
      staff_id: of.staffId,
      terminal_id: null,
      business_on: await businessDayNow(ctx),
      at: ctx.now,
    },
  ]);
}
