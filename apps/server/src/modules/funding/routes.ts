import { funding } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { approveWithdrawal, cancelWithdrawal, payWithdrawal, refuseWithdrawal } from './decide-withdrawal.ts';
import { listOwnWithdrawals, listWithdrawals } from './list-withdrawals.ts';
import { checkTopUp, openTopUp } from './open-top-up.ts';
import { takeTopUp } from './take-top-up.ts';
import { getTopUpTerms } from './top-up-terms.ts';
import { createWithdrawal, getMemberWithdrawalTerms, getWithdrawalTerms, requestWithdrawal } from './withdraw.ts';

/** These speak to a channel between two transactions. */
const DIRECT = ['openTopUp', 'checkTopUp'] as const;

export function createFundingRoutes(channels: ChannelsParts): BoundRoute[] {
  return [
    ...bindDirect(pick(funding, DIRECT), {
      openTopUp: (call, input) => openTopUp(channels, call, input),
      checkTopUp: (call, input) => checkTopUp(channels, call, input),
    }),
    ...bind(omit(funding, DIRECT), {
      getTopUpTerms: (ctx) => getTopUpTerms(ctx, channels),
      takeTopUp: (ctx, input) => takeTopUp(ctx, input, channels),
      getWithdrawalTerms,
      requestWithdrawal: (ctx, input) => requestWithdrawal(ctx, input, channels),
      listOwnWithdrawals,
      cancelWithdrawal,
      getMemberWithdrawalTerms,
      createWithdrawal: (ctx, input) => createWithdrawal(ctx, input, channels),
      listWithdrawals,
      approveWithdrawal: (ctx, input) => approveWithdrawal(ctx, input, channels),
      refuseWithdrawal,
      payWithdrawal,
    }),
  ];
}
