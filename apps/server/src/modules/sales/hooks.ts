import { AppError, CHANNEL_REASONS, type ChannelReason, type LiveEvent } from '@tessera/contract';
import { type Id, subtract } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import type { ChannelHooks, OrderView, RefundView } from '../channels/index.ts';
import { isKeyUsed, post, TRANSFER_CODES } from '../ledger/index.ts';
import { addTaking, channelAccountOf, merchantAccountOf } from '../payments/index.ts';
import { lockSale, type SaleRow, selectRefund, updateRefund, updateSale } from './queries.ts';
import { SALE_PURPOSE } from './sale.ts';
import { joinOpenShift } from './shift-queries.ts';

/** What sales do about their orders at channels, for the server to put together with the other purposes. */
export const SALES_HOOKS: ChannelHooks = {
  [SALE_PURPOSE]: {
    onPaid: (ctx, order) => asSystem(ctx, (system) => book(system, order)),
    onClosed: (ctx, order) => asSystem(ctx, (system) => end(system, order)),
    onRefunded: (ctx, refund, order) => asSystem(ctx, (system) => finishRefund(system, refund, order)),
    onRefundFailed: (ctx, refund, order) => asSystem(ctx, (system) => takeRefundBack(system, refund, order)),
    isKeyUsed,
  },
};

/**
 * The channel says that it is paid: the channel owes it, and the merchant is owed it, under the order's own id. What is paid after the till was told
 * that it is not goes back at once: the goods stayed, or were paid otherwise.
 */
async function book(ctx: Ctx, order: OrderView): Promise<'keep' | 'giveBack'> {
  const sale = await lockedSale(ctx, order.id);
  if (order.isLate || sale.state !== 'waiting') return 'giveBack';
  if (await isKeyUsed(ctx, sale.id)) return refuse(ctx, sale, order);
  const shiftId = await joinOpenShift(ctx, sale.terminal_id);
  if (sale.method === 'cash' && !shiftId) throw new AppError('sales.no_shift');
  const businessOn = await businessDayNow(ctx);
  const transfer = {
    id: sale.id,
    debit: await channelAccountOf(ctx, order.channel),
    credit: await merchantAccountOf(ctx, sale.merchant_id),
    amountMinor: sale.amount_minor,
    code: TRANSFER_CODES.sale,
    origin: sale.terminal_id,
  };
  await post(ctx, { businessOn, transfers: [transfer] });
  await updateSale(ctx, sale.id, {
    state: 'paid',
    reason: null,
    reference: order.transactionNo ?? sale.reference,
    payer_masked: order.payerMasked,
    shift_id: shiftId ?? null,
    business_on: businessOn,
    paid_at: ctx.now,
  });
  await addTaking(ctx, {
    businessOn,
    merchantId: sale.merchant_id,
    terminalId: sale.terminal_id,
    kind: 'sale',
    count: 1,
    amountMinor: sale.amount_minor,
  });
  await tellAboutSale(ctx, sale);
  return 'keep';
}

/** Something else took the key after the sale was opened: nothing can ever be booked under it. A cashier takes no money; else it goes back. */
async function refuse(ctx: Ctx, sale: SaleRow, { way }: OrderView): Promise<'giveBack'> {
  if (way === 'desk') throw new AppError('request.key_reused');
  await updateSale(ctx, sale.id, { state: 'failed', reason: 'merchant_refused' });
  await tellAboutSale(ctx, sale);
  return 'giveBack';
}

async function end(ctx: Ctx, order: OrderView): Promise<void> {
  const sale = await lockedSale(ctx, order.id);
  const { state } = order;
  if (sale.state !== 'waiting' || (state !== 'closed' && state !== 'reversed' && state !== 'failed')) return;
  await updateSale(ctx, sale.id, { state, reason: reasonOf(order.reason) });
  await tellAboutSale(ctx, sale);
}

function reasonOf(text: string | null): ChannelReason | null {
  return CHANNEL_REASONS.find((reason) => reason === text) ?? null;
}

async function finishRefund(ctx: Ctx, refund: RefundView, order: OrderView): Promise<void> {
  const sale = await lockedSale(ctx, order.id);
  await updateRefund(ctx, refund.id, { state: 'done', settled_at: ctx.now });
  await tellAboutSale(ctx, sale);
}

/** The channel refused for good: what the merchant had given is theirs again, in a new entry. */
async function takeRefundBack(ctx: Ctx, { id }: RefundView, order: OrderView): Promise<void> {
  const sale = await lockedSale(ctx, order.id);
  const refund = await selectRefund(ctx, id);
  if (refund?.state !== 'asked') return;
  const businessOn = await businessDayNow(ctx);
  const transfer = {
    id: refund.return_id,
    debit: await channelAccountOf(ctx, order.channel),
    credit: await merchantAccountOf(ctx, sale.merchant_id),
    amountMinor: refund.amount_minor,
    code: TRANSFER_CODES.saleRefundReturn,
    original: sale.id,
  };
  await post(ctx, { businessOn, transfers: [transfer] });
  await updateRefund(ctx, id, { state: 'failed', settled_at: ctx.now });
  await updateSale(ctx, sale.id, { refunded_minor: subtract(sale.refunded_minor, refund.amount_minor) });
  const { merchant_id: merchantId } = sale;
  await addTaking(ctx, {
    businessOn,
    merchantId,
    terminalId: refund.terminal_id,
    kind: 'sale_refund',
    count: -1,
    amountMinor: refund.amount_minor,
  });
  await tellAboutSale(ctx, sale);
}

async function lockedSale(ctx: Ctx, saleId: Id<'order'>): Promise<SaleRow> {
  const sale = await lockSale(ctx, saleId);
  if (!sale) throw new Error('a sale is written down with its order');
  return sale;
}

/** The till, the merchant and the operator look again. */
export function tellAboutSale(ctx: Ctx, sale: { [Name in 'terminal_id' | 'merchant_id']: SaleRow[Name] | null }): Promise<void> {
  const event: LiveEvent = { kind: 'sales' };
  const topics = [...(sale.terminal_id ? [`terminal:${sale.terminal_id}`, `merchant:${sale.merchant_id}`] : []), 'operator'];
  return notifyLiveAll(
    ctx,
    topics.map((topic) => [topic, event] as const),
  );
}
