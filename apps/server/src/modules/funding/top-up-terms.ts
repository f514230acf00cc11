import { type funding, type OutputOf, TOP_UP_MIN_MINOR, TOP_UP_WAYS } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type ChannelsParts, findOpenChannels } from '../channels/index.ts';
import { shownOffers } from '../gifts/index.ts';
import { roomUnder, topUpBounds } from '../wallets/index.ts';
import { fundedWallet, takesMoney } from './funded-wallet.ts';

type Terms = OutputOf<typeof funding.getTopUpTerms>;

/** Amounts that a phone offers beside one's own. */
const PRESETS_MINOR = [5_000, 10_000, 20_000, 50_000].map(toMinor);

/** @throws AppError `wallets.unknown` */
export async function getTopUpTerms(ctx: Ctx, parts: Pick<ChannelsParts, 'adapters'>): Promise<Terms> {
  const wallet = await fundedWallet(ctx, memberOf(ctx));
  const { isAllowed, limitMinor } = await asSystem(ctx, (system) => topUpBounds(system, wallet.member.kind));
  const open = await asSystem(ctx, (system) => findOpenChannels(system, parts));
  const channels = open
    .map(({ ways, ...facts }) => ({ ...facts, ways: TOP_UP_WAYS.filter((way) => ways.includes(way)) }))
    .filter(({ ways }) => ways.length > 0);
  return {
    isOffered: isAllowed && takesMoney(wallet) && channels.length > 0,
    minMinor: toMinor(TOP_UP_MIN_MINOR),
    maxMinor: roomUnder(limitMinor, wallet.account.balanceMinor).leftMinor,
    limitMinor,
    presetsMinor: PRESETS_MINOR,
    channels,
    offers: await asSystem(ctx, (system) => shownOffers(system, { memberId: wallet.memberId, memberKind: wallet.member.kind })),
  };
}
