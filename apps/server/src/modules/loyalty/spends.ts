import type { BusinessDay, Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts, findTransfers, keyOf, payerOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';

const GIVING_BACK: readonly number[] = [TRANSFER_CODES.refund, TRANSFER_CODES.reversal];

/** What a member paid a merchant at once, out of whatever purses. Points are no money: what was paid with them is not in it. */
export type Paid = { paymentId: string; memberId: Id<'member'>; merchantId: Id<'organization'>; sumMinor: number; businessOn: BusinessDay; at: Date };

/** Payments in transfers of the journal. */
export async function paidIn(ctx: Ctx, transfers: readonly Transfer[]): Promise<Paid[]> {
  const legs = transfers.filter(({ code }) => code === TRANSFER_CODES.payment);
  if (legs.length === 0) return [];
  const wallets = await findWalletsByAccounts(ctx, legs.map(payerOf));
  const members = new Map(wallets.map((wallet) => [wallet.accountId, wallet.memberId]));
  const accounts = await findAccounts(ctx, [...new Set(legs.map(({ credit }) => credit))]);
  const merchants = new Map(accounts.filter(({ kind }) => kind === 'merchant').map(({ id, owner }) => [id, owner as Id<'organization'>])); // A merchant's account has its id.
  const paid = new Map<string, Paid>();
  for (const leg of legs) {
    const [memberId, merchantId, paymentId] = [members.get(payerOf(leg)), merchants.get(leg.credit), keyOf(leg)];
    if (!memberId || !merchantId) continue;
    const sumMinor = (paid.get(paymentId)?.sumMinor ?? 0) + leg.amountMinor;
    paid.set(paymentId, { paymentId, memberId, merchantId, sumMinor, businessOn: leg.businessOn, at: leg.at });
  }
  return [...paid.values()];
}

/** How much was given back of which payment. */
export async function givenBackIn(ctx: Ctx, transfers: readonly Transfer[]): Promise<Map<string, number>> {
  const back = transfers.filter(({ code, original }) => original !== null && GIVING_BACK.includes(code));
  if (back.length === 0) return new Map();
  const known = await findTransfers(
    ctx,
    back.flatMap(({ original }) => original ?? []),
  );
  const payments = new Map(known.filter(({ code }) => code === TRANSFER_CODES.payment).map((transfer) => [transfer.id, keyOf(transfer)]));
  const sums = new Map<string, number>();
  for (const { original, amountMinor } of back) {
    const paymentId = payments.get(original ?? '');
    if (paymentId) sums.set(paymentId, (sums.get(paymentId) ?? 0) + amountMinor);
  }
  return sums;
}
