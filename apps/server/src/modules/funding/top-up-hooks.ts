import type { Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import type { OrderView } from '../channels/index.ts';
import { postTopUp } from '../gifts/index.ts';
import { isKeyUsed, LedgerRefusal, TRANSFER_CODES } from '../ledger/index.ts';
import { notify } from '../notifications/index.ts';
import { channelAccountOf, viaOfChannel } from '../payments/index.ts';
import { announceWallet, topUpBounds } from '../wallets/index.ts';
import { type FundedWallet, findFundedWallet, takesMoney } from './funded-wallet.ts';

/** The ledger says no for good: the money cannot be credited to this wallet any more. */
const GOES_BACK: ReadonlySet<string> = new Set(['over_ceiling', 'account_closed']);

/**
 * The money of a top-up is there, perhaps long after its order was given up: from the channel's account into the cash purse, under the order's
 * own id, in the transaction in which the order turns. What the wallet cannot take any more goes back to where it came from.
 */
export async function creditTopUp(ctx: Ctx, order: OrderView): Promise<'keep' | 'giveBack'> {
  const wallet = order.memberId ? await findFundedWallet(ctx, order.memberId) : undefined;
  const balanceMinor = wallet && takesMoney(wallet) ? await credit(ctx, wallet, order) : null;
  if (balanceMinor === null) {
    await tellReturned(ctx, order);
    return 'giveBack';
  }
  if (wallet) await tellCredited(ctx, wallet, { order, balanceMinor });
  return 'keep';
}

/** The balance afterwards, with what was given on top; null where the wallet takes no more. */
function credit(ctx: Ctx, wallet: FundedWallet, order: OrderView): Promise<Minor | null> {
  return asSystem(ctx, async (system) => {
    // Something else took the key after the order was opened: nothing can ever be credited under it.
    if (await isKeyUsed(system, order.id)) return null;
    const transfer = {
      id: order.id,
      debit: await channelAccountOf(system, order.channel),
      credit: wallet.accountId,
      amountMinor: order.amountMinor,
      code: TRANSFER_CODES.topUp,
      ceilingMinor: (await topUpBounds(system, wallet.member.kind)).limitMinor,
      via: viaOfChannel(order),
      ...(order.staffId && { origin: order.staffId }),
    };
    const { memberId, member } = wallet;
    try {
      const businessOn = await businessDayNow(system);
      return (await postTopUp(system, { transfer, memberId, memberKind: member.kind, orderedAt: order.openedAt, businessOn })).balanceMinor;
    } catch (error) {
      if (error instanceof LedgerRefusal && GOES_BACK.has(error.reason)) return null;
      throw error;
    }
  });
}

async function tellCredited(ctx: Ctx, wallet: FundedWallet, of: { order: OrderView; balanceMinor: Minor }): Promise<void> {
  const { order, balanceMinor } = of;
  await announceWallet(ctx, wallet);
  const params = { amount: order.amountMinor, balance: balanceMinor, at: ctx.now.toISOString() };
  await notify(ctx, { to: { memberId: wallet.memberId }, kind: 'wallet.toppedUp', params, key: order.id });
}

/** At a desk the cashier says so. */
async function tellReturned(ctx: Ctx, { id, memberId, way, amountMinor }: OrderView): Promise<void> {
  if (!memberId || way === 'desk') return;
  await notify(ctx, { to: { memberId }, kind: 'wallet.topUpReturned', params: { amount: amountMinor }, key: id });
}
