import { AppError, type ChannelKind } from '@tessera/contract';
import { walletOfPayerCode } from '@tessera/rules';
import type { Actor } from '../../platform/ctx.ts';
import type { OrderInput } from './enter-order.ts';
import { enterOnce } from './open-order.ts';
import { type OrderView, orderView } from './order.ts';
import { CHANNELS, type ChannelsParts, findChannel } from './parts.ts';
import { selectChannels } from './queries.ts';
import { settleOrder } from './settle-order.ts';

/** Whose code it is, by its digits; undefined for one of no channel. */
export function kindOfCode(code: string): ChannelKind | undefined {
  return walletOfPayerCode(code);
}

export type CodePayment = Omit<OrderInput, 'channel' | 'way'> & { code: string; channel?: string | undefined; terminalNo: string };

/**
 * The till has scanned the payer's code. Answers at once when the channel does; `pending` while the payer types a password, `unknown` when
 * nobody answered: both go on by themselves, to `paid` or to a reversal, and the till hears it live. The same id again never pays twice.
 * @throws AppError `channels.code_unknown`, and as `enterOrder`
 */
export async function payByCode(parts: ChannelsParts, actor: Actor, payment: CodePayment): Promise<OrderView> {
  const { code, terminalNo, ...input } = payment;
  const channelKey = payment.channel ?? (await channelOf(parts, code));
  const entered = await enterOnce(parts, actor, { ...input, channel: channelKey, way: 'code' });
  if (entered.state !== 'created' || entered.tries > 0) return orderView(entered);
  const { channel, adapter } = await parts.database.transaction(CHANNELS, { readOnly: true }, (ctx) => findChannel(ctx, parts, channelKey));
  const { out_trade_no: outTradeNo, amount_minor: amountMinor, title, expires_at: expiresAt } = entered;
  const result = await adapter.payByCode(channel, { outTradeNo, amountMinor, title, expiresAt, code, terminalNo });
  const news = { orderId: entered.id, source: 'answer' as const, result };
  return orderView(await parts.database.transaction(CHANNELS, {}, (ctx) => settleOrder(ctx, parts, news)));
}

async function channelOf(parts: ChannelsParts, code: string): Promise<string> {
  const kind = kindOfCode(code);
  const all = await parts.database.transaction(CHANNELS, { readOnly: true }, selectChannels);
  const found = all.find((one) => one.kind === kind && one.enabled);
  if (!kind) throw new AppError('channels.code_unknown');
  if (!found) throw new AppError('channels.off', { channel: kind });
  return found.key;
}
