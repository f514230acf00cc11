import { AppError, type funding, type InputOf, type OutputOf } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type ChannelsParts, getOwnChannelOrder, type OrderInput, openOrder, resolveOrder } from '../channels/index.ts';
import { readSetting } from '../settings/index.ts';
import { fundedWallet, takesMoney } from './funded-wallet.ts';
import { getTopUpTerms } from './top-up-terms.ts';

type Own = OutputOf<typeof funding.openTopUp>;

export const TOP_UP_PURPOSE = 'topUp';
/** What the payer reads at the channel. */
const TITLES = { 'zh-CN': '一卡通充值', en: 'Card top-up' } as const;

/**
 * Orders a top-up and has the channel open it. Money is credited by `topUpHooks`, once the channel says under its signature that it came.
 * The key is the order: sent again, it is the same order, as it stands by then.
 * @throws AppError `wallets.top_ups_off`, `funding.over_limit`, `funding.too_little`, `funding.way_unknown`, `payments.wallet_not_active`, and
 * as `openOrder`
 */
export async function openTopUp(parts: ChannelsParts, call: Call, input: InputOf<typeof funding.openTopUp>): Promise<Own> {
  const order = await parts.database.transaction(call.actor, call, (ctx) => allowedOrder(ctx, parts, input));
  const returnUrl = `${parts.publicUrl}/member/top-up?order=${order.id}`;
  await openOrder(parts, call.actor, { ...order, payer: { address: call.address, returnUrl } });
  return readOwn(parts, call, order.id);
}

/** Asks the channel now, for a member who has paid and sees nothing move. @throws AppError `channels.order_unknown` */
export async function checkTopUp(parts: ChannelsParts, call: Call, { orderId }: InputOf<typeof funding.checkTopUp>): Promise<Own> {
  // As the member, who sees their own orders alone.
  await readOwn(parts, call, orderId);
  await resolveOrder(parts, orderId);
  return readOwn(parts, call, orderId);
}

function readOwn(parts: ChannelsParts, call: Call, orderId: OrderInput['id']): Promise<Own> {
  return parts.database.transaction(call.actor, call, (ctx) => getOwnChannelOrder(ctx, { orderId }));
}

async function allowedOrder(ctx: Ctx, parts: ChannelsParts, input: InputOf<typeof funding.openTopUp>): Promise<OrderInput> {
  const { key, amountMinor, channel, way } = input;
  const memberId = memberOf(ctx);
  const order: OrderInput = { id: key, channel, purpose: TOP_UP_PURPOSE, way, title: await titleOf(ctx), amountMinor, memberId };
  if (await isKnown(ctx, order)) return order;
  if (!takesMoney(await fundedWallet(ctx, memberId))) throw new AppError('payments.wallet_not_active', { memberId });
  const terms = await getTopUpTerms(ctx, parts);
  if (!terms.isOffered) throw new AppError('wallets.top_ups_off');
  if (amountMinor < terms.minMinor) throw new AppError('funding.too_little', { minMinor: terms.minMinor });
  if (amountMinor > terms.maxMinor) throw new AppError('funding.over_limit', { leftMinor: terms.maxMinor, limitMinor: terms.limitMinor });
  const ways = terms.channels.find((one) => one.channel === channel)?.ways ?? [];
  if (!ways.includes(way)) throw new AppError('funding.way_unknown', { channel, way });
  return order;
}

/** An order that exists is answered again, even where a new one would be refused by now. */
async function isKnown(ctx: Ctx, { id }: OrderInput): Promise<boolean> {
  return getOwnChannelOrder(ctx, { orderId: id }).then(
    () => true,
    (error) => {
      if (error instanceof AppError && error.code === 'channels.order_unknown') return false;
      throw error;
    },
  );
}

async function titleOf(ctx: Ctx): Promise<string> {
  return TITLES[await asSystem(ctx, (system) => readSetting(system, 'notifications.language'))];
}
