import { funding } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { checkTopUp, openTopUp } from './open-top-up.ts';
import { takeTopUp } from './take-top-up.ts';
import { getTopUpTerms } from './top-up-terms.ts';

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
    }),
  ];
}
