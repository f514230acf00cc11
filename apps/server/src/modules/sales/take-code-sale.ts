import { AppError, type InputOf, type SaleMethod, type sales } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type ChannelsParts, type CodePayment, enterOrder, kindOfCode, payByCode } from '../channels/index.ts';
import { factsOf, type TerminalFacts } from '../payments/index.ts';
import { channelOfMethod } from './channel-of-method.ts';
import { describeSale } from './describe-sales.ts';
import { insertSale, selectSale } from './queries.ts';
import { SALE_PURPOSE, type SaleView } from './sale.ts';
import { checkTill, titleOf } from './till-terms.ts';

type Input = InputOf<typeof sales.takeCodeSale>;

/**
 * The till has scanned a payer's code. Sale and order are written down together before the channel hears of them, so that after a crash the worker
 * finds out what became of them; `onPaid` books it, once. The same key again never pays twice, and neither does the same code under another.
 * @throws AppError `sales.code_used`, `sales.over_terminal_limit`, `sales.merchant_suspended`, and as `payByCode`
 */
export async function takeCodeSale(parts: ChannelsParts, call: Call, input: Input): Promise<SaleView> {
  const terminal = factsOf(call.actor);
  const payment = await parts.database.transaction(call.actor, call, (ctx) => enter(ctx, parts, { input, terminal }));
  await payByCode(parts, call.actor, payment);
  return parts.database.transaction(call.actor, call, async (ctx) => {
    const row = await selectSale(ctx, input.key);
    if (!row) throw new Error('a sale is never removed');
    return describeSale(ctx, row);
  });
}

async function enter(ctx: Ctx, parts: ChannelsParts, { input, terminal }: { input: Input; terminal: TerminalFacts }): Promise<CodePayment> {
  const { key, amountMinor, code } = input;
  const method = methodOf(code);
  const channel = await channelOfMethod(ctx, parts, method);
  const { terminalId, merchantId } = terminal;
  const payment: CodePayment = {
    id: key,
    code,
    channel,
    purpose: SALE_PURPOSE,
    title: await titleOf(ctx, merchantId),
    amountMinor,
    organizationId: merchantId,
    terminalId,
    terminalNo: terminalId.slice(-8),
  };
  const codeHash = parts.secrets.keyedHash('sales.code', code);
  const known = await selectSale(ctx, key);
  if (known) {
    if (known.code_hash !== codeHash || known.amount_minor !== amountMinor) throw new AppError('request.key_reused');
    return payment;
  }
  checkTill(terminal, amountMinor);
  const added = await insertSale(ctx, {
    id: key,
    merchant_id: merchantId,
    terminal_id: terminalId,
    method,
    amount_minor: amountMinor,
    tendered_minor: null,
    reference: null,
    card_last_four: null,
    code_hash: codeHash,
    opened_on: await businessDayNow(ctx),
    opened_at: ctx.now,
    given_up_at: null,
    state: 'waiting',
    reason: null,
    payer_masked: null,
    shift_id: null,
    business_on: null,
    paid_at: null,
  });
  if (!added && !(await selectSale(ctx, key))) throw new AppError('sales.code_used');
  const { code: _, terminalNo: __, ...order } = payment;
  await enterOrder(ctx, parts, { ...order, channel, way: 'code' });
  if (added) await record(ctx, { action: 'sales.takeCodeSale', targetKind: 'sale', targetId: key, after: { method, amountMinor } });
  return payment;
}

/** @throws AppError `channels.code_unknown` */
function methodOf(code: string): SaleMethod {
  const kind = kindOfCode(code);
  if (kind !== 'wechat' && kind !== 'alipay') throw new AppError('channels.code_unknown');
  return kind;
}
