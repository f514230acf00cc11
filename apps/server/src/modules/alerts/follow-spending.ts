import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findTransfers, followJournal, payerOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { readSetting } from '../settings/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';
import { type Crossing, foldSpending, type Spend } from './fold-spending.ts';
import { selectSpendingDays, upsertSpendingDays } from './queries.ts';
import { raiseDaySpend } from './raise-day-spend.ts';

const SUBSCRIBER = 'alerts';
const PAGES_PER_STEP = 32;
const GIVING_BACK: readonly number[] = [TRANSFER_CODES.refund, TRANSFER_CODES.reversal];

/**
 * Adds up what members spend from the ledger's journal, from where it stopped, and raises an alert for each day that goes over the
 * threshold. One process at a time does it. Answers how many pages it took.
 */
export function followSpending(ctx: Ctx): Promise<number> {
  return followJournal(ctx, {
    subscriber: SUBSCRIBER,
    limit: PAGES_PER_STEP,
    apply: async (pages) => {
      const spends = await spendsOf(
        ctx,
        pages.flatMap((page) => page.transfers),
      );
      if (spends.length === 0) return;
      const before = await selectSpendingDays(
        ctx,
        spends.map((spend) => ({ member_id: spend.memberId, business_on: spend.businessOn })),
      );
      const threshold = await readSetting(ctx, 'alerts.daySpendMinor');
      const { days, crossings } = foldSpending(before, spends, threshold);
      await upsertSpendingDays(ctx, days);
      await raiseDaySpend(ctx, await freshOf(ctx, crossings), threshold);
    },
  });
}

/** Nobody is called for a day that is long past: after an old backup, or when the books are read for the first time. */
async function freshOf(ctx: Ctx, crossings: readonly Crossing[]): Promise<Crossing[]> {
  if (crossings.length === 0) return [];
  const yesterday = await businessDayNow(ctx, 1);
  return crossings.filter(({ businessOn }) => businessOn >= yesterday);
}

/** What is given back counts on the day of its payment. */
async function spendsOf(ctx: Ctx, transfers: readonly Transfer[]): Promise<Spend[]> {
  const payments = transfers.filter(({ code }) => code === TRANSFER_CODES.payment);
  const givenBack = transfers.filter(({ code, original }) => original !== null && GIVING_BACK.includes(code));
  const known = await findTransfers(
    ctx,
    givenBack.flatMap(({ original }) => original ?? []),
  );
  const originals = new Map(known.filter(({ code }) => code === TRANSFER_CODES.payment).map((transfer) => [transfer.id, transfer]));
  const moves = [
    ...payments.map((transfer) => ({ transfer, payment: transfer, sign: 1 })),
    ...givenBack.flatMap((transfer) => {
      const payment = originals.get(transfer.original ?? '');
      return payment ? [{ transfer, payment, sign: -1 }] : [];
    }),
  ];
  const wallets = await findWalletsByAccounts(
    ctx,
    moves.map(({ payment }) => payerOf(payment)),
  );
  const members = new Map(wallets.map((wallet) => [wallet.accountId, wallet.memberId]));
  return moves.flatMap(({ transfer, payment, sign }) => {
    const memberId = members.get(payerOf(payment));
    return memberId ? [{ memberId, businessOn: payment.businessOn, amountMinor: sign * transfer.amountMinor, at: transfer.at }] : [];
  });
}
