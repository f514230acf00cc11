import type { ClosureProblem } from '@tessera/contract';
import { type Id, type Minor, toMinor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { countLivingCards, hasOpenCardOrder } from '../cards/index.ts';
import { hasOpenOrders } from '../channels/index.ts';
import { hasOpenDispute } from '../disputes/index.ts';
import { findFundedWallet, sourceReach } from '../funding/index.ts';
import { holdsGiftCard } from '../giftcards/index.ts';
import { describePurse, purseOf } from '../gifts/index.ts';
import { holdsPaidPlan } from '../mealplans/index.ts';
import { isOpeningWaiting } from '../migration/index.ts';
import { isVoucherWaiting } from '../redemptions/index.ts';
import { isSlipWaiting } from '../slips/index.ts';
import { findPurseBalances } from '../subsidies/index.ts';
import { isUnderWay } from './queries.ts';

/** What a leaver has, and what stands against closing the wallet now. */
export type Examined = {
  readonly problem: ClosureProblem | null;
  readonly own_minor: Minor;
  readonly source_minor: Minor;
  readonly gift_minor: Minor;
  readonly subsidy_minor: Minor;
  readonly card_count: number;
};

const NOTHING = { own_minor: ZERO, source_minor: ZERO, gift_minor: ZERO, subsidy_minor: ZERO, card_count: 0 };

/** Asked as the system. */
export async function examine(ctx: Ctx, memberId: Id<'member'>, closureId: Id<'closure'>): Promise<Examined> {
  const wallet = await findFundedWallet(ctx, memberId);
  if (!wallet) return { ...NOTHING, problem: 'no_wallet' };
  const { account } = wallet;
  if (account.status === 'closed') return { ...NOTHING, problem: 'closed_already' };
  const { ownMinor, giftMinor } = await describePurse(ctx, await purseOf(ctx, memberId, account));
  const subsidies = await findPurseBalances(ctx, [wallet.walletId], await businessDayNow(ctx));
  const reach = await sourceReach(ctx, memberId);
  return {
    problem: await problemOf(ctx, { memberId, closureId, account, isAnonymous: wallet.member.kind === 'anonymous' }),
    own_minor: ownMinor,
    source_minor: toMinor(Math.min(reach, ownMinor)),
    gift_minor: giftMinor,
    subsidy_minor: subsidies.get(wallet.walletId) ?? ZERO,
    card_count: await countLivingCards(ctx, memberId),
  };
}

type Leaver = { memberId: Id<'member'>; closureId: Id<'closure'>; isAnonymous: boolean; account: { balanceMinor: Minor; heldMinor: Minor } };

async function problemOf(ctx: Ctx, { memberId, closureId, account, isAnonymous }: Leaver): Promise<ClosureProblem | null> {
  if (isAnonymous) return 'anonymous_card';
  if (await isUnderWay(ctx, memberId, closureId)) return 'in_another_round';
  if (account.balanceMinor < 0) return 'overdrawn';
  if (account.heldMinor > 0) return 'money_kept_back';
  if (await hasOpenOrders(ctx, memberId)) return 'open_top_up';
  if (await hasOpenDispute(ctx, memberId)) return 'open_dispute';
  if (await hasOpenCardOrder(ctx, memberId)) return 'card_ordered';
  if (await isSlipWaiting(ctx, memberId)) return 'slip_waiting';
  if (await isVoucherWaiting(ctx, memberId)) return 'voucher_waiting';
  if (await holdsPaidPlan(ctx, memberId)) return 'meal_plan';
  if (await holdsGiftCard(ctx, memberId)) return 'gift_card';
  return (await isOpeningWaiting(ctx, memberId)) ? 'balance_coming' : null;
}
