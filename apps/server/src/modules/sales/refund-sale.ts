import { AppError, type InputOf, type sales } from '@tessera/contract';
import { add, type Id, type Minor, newId, subtract } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type ChannelsParts, findOrders, refundOrder } from '../channels/index.ts';
import { post, TRANSFER_CODES } from '../ledger/index.ts';
import { addTaking, channelAccountOf, factsOf, merchantAccountOf } from '../payments/index.ts';
import { describeSale } from './describe-sales.ts';
import { seenSale } from './follow-sale.ts';
import { tellAboutSale } from './hooks.ts';
import { insertRefund, type SaleRow, selectRefund, selectSale, updateSale } from './queries.ts';
import type { SaleView } from './sale.ts';
import { joinOpenShift } from './shift-queries.ts';

const CAUSE = '退款 Refund';
const CAUSE_MAX = 80;

/** What is given back, by whom and out of which drawer. */
type Return = {
  readonly key: Id<'refund'>;
  readonly amountMinor: Minor;
  readonly reason: string;
  readonly reference?: string | undefined;
  readonly terminalId: Id<'terminal'> | null;
  readonly staffId: Id<'staff'> | null;
  readonly shiftId: Id<'shift'> | null;
};

/**
 * At a till of the merchant that sold: a channel is asked, cash comes out of this till's drawer.
 * @throws AppError `sales.refund_not_allowed`, `sales.no_shift`, and as `giveBack`
 */
export async function refundTerminalSale(ctx: Ctx, input: InputOf<typeof sales.refundTerminalSale>, parts: ChannelsParts): Promise<SaleView> {
  const { terminalId, refundsAllowed } = factsOf(ctx.actor);
  if (!refundsAllowed) throw new AppError('sales.refund_not_allowed');
  const sale = await seenSale(ctx, input.saleId);
  const shiftId = (await joinOpenShift(ctx, terminalId)) ?? null;
  if (sale.method === 'cash' && !shiftId) throw new AppError('sales.no_shift');
  const { key, amountMinor, reason = '', reference } = input;
  return giveBack(ctx, parts, { sale, given: { key, amountMinor, reason, reference, terminalId, staffId: null, shiftId } });
}

/** In the back office, where no drawer is. @throws AppError `sales.cash_at_till`, and as `giveBack` */
export async function refundSale(ctx: Ctx, input: InputOf<typeof sales.refundSale>, parts: ChannelsParts): Promise<SaleView> {
  const sale = await seenSale(ctx, input.saleId);
  if (sale.method === 'cash') throw new AppError('sales.cash_at_till');
  const { key, amountMinor, reason } = input;
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null;
  return giveBack(ctx, parts, { sale, given: { key, amountMinor, reason, terminalId: null, staffId, shiftId: null } });
}

/**
 * The merchant gives it up now; the channel is asked after the commit, and when it refuses for good, `onRefundFailed` takes this back.
 * @throws AppError `sales.not_paid`, `sales.refund_exceeds`, `request.key_reused`
 */
async function giveBack(ctx: Ctx, parts: ChannelsParts, { sale, given }: { sale: SaleRow; given: Return }): Promise<SaleView> {
  if (sale.state !== 'paid') throw new AppError('sales.not_paid');
  const leftMinor = subtract(sale.amount_minor, sale.refunded_minor);
  if (given.amountMinor > leftMinor) throw new AppError('sales.refund_exceeds', { leftMinor });
  await asSystem(ctx, async (system) => {
    if (await selectRefund(system, given.key)) throw new AppError('request.key_reused');
    await enter(system, sale, given);
    const { key: id, amountMinor, reason, reference } = given;
    const cause = (reason || CAUSE).slice(0, CAUSE_MAX);
    // From here on its order is locked: of two refunds at once the second is measured against what the first left.
    await refundOrder(system, parts, { id, orderId: sale.id, amountMinor, cause, subjectId: sale.id, ...(reference && { reference }) }).catch(
      tellAsRefusal,
    );
    const locked = await selectSale(system, sale.id);
    await updateSale(system, sale.id, { refunded_minor: add(locked?.refunded_minor ?? sale.refunded_minor, amountMinor) });
    await bookReturn(system, sale, given);
  });
  await record(ctx, {
    action: given.terminalId ? 'sales.refundTerminalSale' : 'sales.refundSale',
    targetKind: 'sale',
    targetId: sale.id,
    after: { refundId: given.key, method: sale.method, amountMinor: given.amountMinor, reason: given.reason },
  });
  await tellAboutSale(ctx, sale);
  return describeSale(ctx, await seenSale(ctx, sale.id));
}

/** What another refund took in this very moment. */
function tellAsRefusal(error: unknown): never {
  if (error instanceof AppError && error.code === 'channels.refund_exceeds') throw new AppError('sales.refund_exceeds', error.params);
  throw error;
}

async function enter(ctx: Ctx, sale: SaleRow, given: Return): Promise<void> {
  await insertRefund(ctx, {
    id: given.key,
    sale_id: sale.id,
    merchant_id: sale.merchant_id,
    terminal_id: given.terminalId,
    staff_id: given.staffId,
    method: sale.method,
    amount_minor: given.amountMinor,
    reason: given.reason,
    state: 'asked',
    shift_id: given.shiftId,
    business_on: await businessDayNow(ctx),
    asked_at: ctx.now,
    settled_at: null,
    return_id: newId(ctx.now.getTime()),
  });
}

async function bookReturn(ctx: Ctx, sale: SaleRow, given: Return): Promise<void> {
  const order = (await findOrders(ctx, [sale.id])).get(sale.id);
  if (!order) throw new Error('a paid sale has its order');
  const businessOn = await businessDayNow(ctx);
  const transfer = {
    id: given.key,
    debit: await merchantAccountOf(ctx, sale.merchant_id),
    credit: await channelAccountOf(ctx, order.channel),
    amountMinor: given.amountMinor,
    code: TRANSFER_CODES.saleRefund,
    origin: given.terminalId ?? given.staffId ?? sale.terminal_id,
    original: sale.id,
  };
  await post(ctx, { businessOn, transfers: [transfer] });
  const { merchant_id: merchantId } = sale;
  const { terminalId, amountMinor } = given;
  await addTaking(ctx, { businessOn, merchantId, terminalId, kind: 'sale_refund', count: 1, amountMinor });
}
