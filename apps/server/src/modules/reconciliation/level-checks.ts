import type { OutputOf, reconciliation } from '@tessera/contract';
import { add, type BusinessDay, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { depositsOn } from '../anonymouscards/index.ts';
import { sumBooked } from '../channels/index.ts';
import { dayTotals, findAccounts, type Subtotal, TRANSFER_CODES, trialBalance } from '../ledger/index.ts';
import { findChannelAccount, getToday } from '../payments/index.ts';
import { cashOn } from '../sales/index.ts';
import type { BillRow } from './bill-queries.ts';
import type { ReconciliationParts } from './parts.ts';
import type { ChannelSums } from './sum-queries.ts';

type Day = OutputOf<typeof reconciliation.getReconciliationDay>;
export type Check = Day['checks'][number];
export type PaymentsOfDay = Awaited<ReturnType<typeof getToday>>;
export type ChannelSide = { key: string; bill: BillRow | undefined; sums: ChannelSums | undefined };

function checkOf(check: Check['check'], channel: string | null, sides: readonly [Minor, Minor]): Check {
  return { check, channel, leftMinor: sides[0], rightMinor: sides[1], isOk: sides[0] === sides[1] };
}

/** The second level: a bill's total is our total, with what moved to another day and what was written down as a difference. */
export function checkBill({ key, bill, sums }: ChannelSide): Check[] {
  if (!bill || !sums) return [];
  const theirs = subtract(bill.paid_minor, bill.refunded_minor);
  const ours = subtract(sums.paid_minor, sums.refunded_minor);
  return [checkOf('bill', key, [theirs, add(ours, sums.moved_minor, sums.gap_minor)])];
}

/** The third level: what the ledger moved is what the lists beside it say. Read as the system, for the sums of the whole house. */
export function checkBooks(
  ctx: Ctx,
  { channels: parts }: Pick<ReconciliationParts, 'channels'>,
  { businessOn, channels }: { businessOn: BusinessDay; channels: readonly string[] },
): Promise<Check[]> {
  return asSystem(ctx, async (system) => {
    const moved = await dayTotals(system, { businessOn });
    const checks: Check[] = [];
    for (const channel of channels) checks.push(await checkChannel(system, parts, { businessOn, channel, moved }));
    const paid = await getToday(system, businessOn);
    const merchants = await merchantTotals(system, moved);
    checks.push(checkOf('charges', null, [merchants.charged, paid.totals.chargeMinor]));
    checks.push(checkOf('refunds', null, [merchants.refunded, paid.totals.refundMinor]));
    const deposits = await checkDeposits(system, { businessOn, moved });
    return [...checks, deposits, await checkCash(system, { businessOn, moved }), await checkBalance(system)];
  });
}

/** What lies there for anonymous cards against the cards themselves. What was adjusted is no card. */
async function checkDeposits(ctx: Ctx, { businessOn, moved }: { businessOn: BusinessDay; moved: readonly Subtotal[] }): Promise<Check> {
  const { accountId, inMinor, outMinor } = await depositsOn(ctx, businessOn);
  const own = moved.filter((total) => total.account === accountId && total.code !== TRANSFER_CODES.adjustment);
  const inLedger = subtract(add(ZERO, ...own.map((total) => total.creditMinor)), add(ZERO, ...own.map((total) => total.debitMinor)));
  return checkOf('deposits', null, [inLedger, subtract(inMinor, outMinor)]);
}

/** The account of cash against the single movements at desks and tills. What was adjusted no hand moved. */
async function checkCash(ctx: Ctx, { businessOn, moved }: { businessOn: BusinessDay; moved: readonly Subtotal[] }): Promise<Check> {
  const account = await findChannelAccount(ctx, 'cash');
  const own = moved.filter((total) => total.account === account && total.code !== TRANSFER_CODES.adjustment);
  const inLedger = subtract(add(ZERO, ...own.map((total) => total.debitMinor)), add(ZERO, ...own.map((total) => total.creditMinor)));
  const { inMinor, outMinor } = await cashOn(ctx, businessOn);
  return checkOf('cash', null, [inLedger, subtract(inMinor, outMinor)]);
}

/** The channel's account against its orders. What was adjusted is no order. */
async function checkChannel(
  ctx: Ctx,
  parts: ReconciliationParts['channels'],
  of: { businessOn: BusinessDay; channel: string; moved: readonly Subtotal[] },
): Promise<Check> {
  const account = await findChannelAccount(ctx, of.channel);
  const own = of.moved.filter((total) => total.account === account && total.code !== TRANSFER_CODES.adjustment);
  const inLedger = subtract(add(ZERO, ...own.map((total) => total.debitMinor)), add(ZERO, ...own.map((total) => total.creditMinor)));
  const booked = await sumBooked(ctx, parts, { channelKey: of.channel, businessOn: of.businessOn });
  return checkOf('ledger', of.channel, [inLedger, subtract(booked.inMinor, booked.outMinor)]);
}

async function merchantTotals(ctx: Ctx, moved: readonly Subtotal[]): Promise<{ charged: Minor; refunded: Minor }> {
  const accounts = await findAccounts(ctx, [...new Set(moved.map((total) => total.account))]);
  const merchants = new Set(accounts.filter((account) => account.kind === 'merchant').map((account) => account.id));
  const own = moved.filter((total) => merchants.has(total.account));
  const sum = (code: number, side: 'debitMinor' | 'creditMinor') =>
    add(ZERO, ...own.filter((total) => total.code === code).map((total) => total[side]));
  const { payment, sale, refund, saleRefund, saleRefundReturn } = TRANSFER_CODES;
  const given = add(sum(refund, 'debitMinor'), sum(saleRefund, 'debitMinor'));
  return {
    charged: add(sum(payment, 'creditMinor'), sum(sale, 'creditMinor')),
    refunded: subtract(given, sum(saleRefundReturn, 'creditMinor')),
  };
}

/** What members hold is what everybody else owes, now and always. */
async function checkBalance(ctx: Ctx): Promise<Check> {
  const { lines } = await trialBalance(ctx);
  const money = lines.filter(({ unit }) => unit === 'CNY');
  const held = add(ZERO, ...money.filter(({ kind }) => kind === 'wallet').map(({ balanceMinor }) => balanceMinor));
  const others = add(ZERO, ...money.filter(({ kind }) => kind !== 'wallet').map(({ balanceMinor }) => balanceMinor));
  return checkOf('balance', null, [held, toMinor(-others || 0)]);
}
