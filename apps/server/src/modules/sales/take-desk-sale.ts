import { AppError, type InputOf, type sales } from '@tessera/contract';
import { mostTenderedMinor } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type ChannelsParts, takeAtDesk } from '../channels/index.ts';
import { factsOf } from '../payments/index.ts';
import { channelOfMethod } from './channel-of-method.ts';
import { describeSale } from './describe-sales.ts';
import { insertSale, type NewSale, selectSale } from './queries.ts';
import { SALE_PURPOSE, type SaleView } from './sale.ts';
import { joinOpenShift } from './shift-queries.ts';
import { checkTill, titleOf } from './till-terms.ts';

/**
 * Cash in the drawer, in one transaction with its books.
 * @throws AppError `sales.too_little_tendered`, `sales.too_much_tendered`, `sales.no_shift`, `sales.over_terminal_limit`, `sales.merchant_suspended`, and as `takeAtDesk`
 */
export async function takeCashSale(ctx: Ctx, input: InputOf<typeof sales.takeCashSale>, parts: ChannelsParts): Promise<SaleView> {
  const { key, amountMinor, tenderedMinor } = input;
  if (tenderedMinor < amountMinor) throw new AppError('sales.too_little_tendered', { missingMinor: amountMinor - tenderedMinor });
  if (tenderedMinor > mostTenderedMinor(amountMinor)) throw new AppError('sales.too_much_tendered', { mostMinor: mostTenderedMinor(amountMinor) });
  // Before anything is written: a cashier without a shift is told so.
  if (!(await joinOpenShift(ctx, factsOf(ctx.actor).terminalId))) throw new AppError('sales.no_shift');
  return take(ctx, parts, {
    id: key,
    method: 'cash',
    amount_minor: amountMinor,
    tendered_minor: tenderedMinor,
    reference: null,
    card_last_four: null,
  });
}

/**
 * The bank card's own device has printed a slip: its number counts once.
 * @throws AppError `channels.reference_taken`, `sales.over_terminal_limit`, `sales.merchant_suspended`, and as `takeAtDesk`
 */
export function takeSlipSale(ctx: Ctx, input: InputOf<typeof sales.takeSlipSale>, parts: ChannelsParts): Promise<SaleView> {
  const { key, amountMinor, reference, cardLastFour } = input;
  const slip = { method: 'bankCard', tendered_minor: null, reference, card_last_four: cardLastFour } as const;
  return take(ctx, parts, { id: key, amount_minor: amountMinor, ...slip });
}

type Taken = Pick<NewSale, 'id' | 'method' | 'amount_minor' | 'tendered_minor' | 'reference' | 'card_last_four'>;

async function take(ctx: Ctx, parts: ChannelsParts, taken: Taken): Promise<SaleView> {
  const terminal = factsOf(ctx.actor);
  const { id, method, amount_minor: amountMinor, reference } = taken;
  checkTill(terminal, amountMinor);
  const channel = await channelOfMethod(ctx, parts, method);
  const row: NewSale = {
    ...taken,
    merchant_id: terminal.merchantId,
    terminal_id: terminal.terminalId,
    code_hash: null,
    opened_on: await businessDayNow(ctx),
    opened_at: ctx.now,
    given_up_at: null,
    state: 'waiting',
    reason: null,
    payer_masked: null,
    shift_id: null,
    business_on: null,
    paid_at: null,
  };
  // This caller's own repetition was answered before; the key is somebody else's.
  if (!(await insertSale(ctx, row))) throw new AppError('request.key_reused');
  await takeAtDesk(ctx, parts, {
    id,
    channel,
    purpose: SALE_PURPOSE,
    title: await titleOf(ctx, terminal.merchantId),
    amountMinor,
    organizationId: terminal.merchantId,
    terminalId: terminal.terminalId,
    ...(reference && { reference }),
  });
  await record(ctx, {
    action: method === 'cash' ? 'sales.takeCashSale' : 'sales.takeSlipSale',
    targetKind: 'sale',
    targetId: id,
    after: { method, amountMinor, reference },
  });
  const paid = await selectSale(ctx, id);
  if (!paid) throw new Error('whoever sells sees the sale');
  return describeSale(ctx, paid);
}
