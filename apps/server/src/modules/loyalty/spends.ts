import type { BusinessDay, Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts, findTransfers, keptOfCharges, keyOf, payerOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';

const GIVING_BACK: readonly number[] = [TRANSFER_CODES.refund, TRANSFER_CODES.reversal];

/** What a member paid a merchant at once, out of whatever purses. Points are no money: what was paid with them is not in it. */
export type Paid = { paymentId: string; memberId: Id<'member'>; merchantId: Id<'organization'>; sumMinor: number; businessOn: BusinessDay; at: Date };

/** Payments in transfers of the journal, with what is left of each now: what was given back already earns nothing, in whatever order it is read. */
export async function paidIn(ctx: Ctx, transfers: readonly Transfer[]): Promise<Paid[]> {
  const legs = transfers.filter(({ code }) => code === TRANSFER_CODES.payment);
  if (legs.length === 0) return [];
  const wallets = await findWalletsByAccounts(ctx, legs.map(payerOf));
  const members = new Map(wallets.map((wallet) => [wallet.accountId, wallet.memberId]));
  const accounts = await findAccounts(ctx, [...new Set(legs.map(({ credit }) => credit))]);
  const merchants = new Map(accounts.filter(({ kind }) => kind === 'merchant').map(({ id, owner }) => [id, owner as Id<'organization'>])); // A merchant's account has its id.
  const paid = new Map<string, Omit<Paid, 'sumMinor'>>();
  for (const leg of legs) {
    const [memberId, merchantId, paymentId] = [members.get(payerOf(leg)), merchants.get(leg.credit), keyOf(leg)];
    if (!memberId || !merchantId) continue;
    paid.set(paymentId, { paymentId, memberId, merchantId, businessOn: leg.businessOn, at: leg.at });
  }
  const kept = await keptOfCharges(ctx, [...paid.keys()]);
  return [...paid.values()].map((payment) => ({ ...payment, sumMinor: kept.get(payment.paymentId) ?? 0 }));
}

/** The payments of which something was given back. */
export async function loweredIn(ctx: Ctx, transfers: readonly Transfer[]): Promise<string[]> {
  const originals = transfers.filter(({ code }) => GIVING_BACK.includes(code)).flatMap(({ original }) => original ?? []);
  if (originals.length === 0) return [];
  const known = await findTransfers(ctx, originals);
  return [...new Set(known.filter(({ code }) => code === TRANSFER_CODES.payment).map(keyOf))];
}
