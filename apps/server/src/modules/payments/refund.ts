import { AppError, type InputOf, type OutputOf, type payments } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { noteReturnedToGiftCards } from '../giftcards/index.ts';
import {
  credentialOf,
  findLegs,
  findTransfer,
  type Leg,
  payerOf,
  type Refunded,
  refund as refundTransfer,
  TRANSFER_CODES,
  type Transfer,
} from '../ledger/index.ts';
import { noteReturnedMeal } from '../mealplans/index.ts';
import { findMembers } from '../members/index.ts';
import { noteReturned } from '../subsidies/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';
import { describePayment } from './describe-payments.ts';
import { paymentRefunded } from './events.ts';
import { selectMerchantsByAccounts, selectRefundedMinor } from './queries.ts';
import { recordPayments } from './record-payments.ts';
import { refuse } from './refusal-codes.ts';
import type { TerminalFacts } from './terminal-facts.ts';

type Output = OutputOf<typeof payments.refund>;
type RefundInput = Omit<InputOf<typeof payments.refund>, 'key'> & { key: Id<'payment'> };

/** By the back office: the operator any charge, a merchant's staff those of its own merchant. */
export function refund(ctx: Ctx, input: InputOf<typeof payments.refund>, businessOn: string): Promise<Output> {
  return giveBack(ctx, input, businessOn);
}

/** By a terminal of the merchant that was paid, when its policy allows refunds. */
export function refundAtTerminal(
  ctx: Ctx,
  input: InputOf<typeof payments.refundAtTerminal>,
  at: { terminal: Pick<TerminalFacts, 'refundsAllowed'>; businessOn: string },
): Promise<Output> {
  if (!at.terminal.refundsAllowed) throw new AppError('payments.refund_not_allowed');
  return giveBack(ctx, input, at.businessOn);
}

export type SoldRefund = { readonly key: Id<'payment'>; readonly paymentId: Id<'payment'>; readonly amountMinor: Minor; readonly businessOn: string };

/**
 * For a module that sold something and takes it back, whoever acts: it has decided that. Of what was given back of the payment by other hands
 * meanwhile, nothing is given twice. Answers what went back now. @throws AppError `payments.wallet_not_active`, `payments.over_card_balance_limit`
 */
export async function refundSold(ctx: Ctx, { key, paymentId, amountMinor, businessOn }: SoldRefund): Promise<Minor> {
  const parties = await chargedParties(ctx, paymentId);
  const refunded = await asSystem(ctx, (system) => selectRefundedMinor(system, paymentId));
  const paid = (await findLegs(ctx, paymentId)).reduce((sum, leg) => sum + leg.amountMinor, 0);
  const backMinor = toMinor(Math.min(amountMinor, paid - refunded));
  if (backMinor > 0) await giveBackOf(ctx, { key, paymentId, amountMinor: backMinor }, { ...parties, businessOn });
  return backMinor;
}

/** What has been given back of a payment so far. Ask as the system. */
export const refundedOf = (ctx: Ctx, paymentId: Id<'payment'>): Promise<Minor> => selectRefundedMinor(ctx, paymentId);

type Parties = { merchantId: Id<'organization'>; memberId: Id<'member'> };

async function giveBack(ctx: Ctx, input: RefundInput, businessOn: string): Promise<Output> {
  return giveBackOf(ctx, input, { ...(await findCharged(ctx, input.paymentId)), businessOn });
}

type Charged = Parties & { transfer: Transfer };

async function giveBackOf(ctx: Ctx, input: RefundInput, { transfer, businessOn, ...parties }: Charged & { businessOn: string }): Promise<Output> {
  const refunded = await refundTransfer(ctx, {
    id: input.key,
    original: input.paymentId,
    amountMinor: input.amountMinor,
    businessOn,
    ...(originOf(ctx) && { origin: originOf(ctx) }),
  }).catch(refuse);
  // This caller's own repetition was answered before; the key is somebody else's.
  if (refunded.replayed) throw new AppError('request.key_reused');
  const row = rowOf(ctx, input, { parties, refunded, via: transfer.via, businessOn });
  const legs = transfer.posting === input.paymentId ? await returnedLegs(ctx, input) : undefined;
  await recordPayments(ctx, [{ ...row, ...(legs && { legs }) }]);
  await publish(ctx, paymentRefunded, { paymentId: input.paymentId });
  // The till that took the money shows what was given back of it, also when another hand gave it.
  if (transfer.origin && transfer.origin !== row.terminal_id) {
    await notifyLive(ctx, `terminal:${transfer.origin}`, { kind: 'payments', paymentIds: [row.id] });
  }
  await record(ctx, {
    action: 'payments.refund',
    targetKind: 'payment',
    targetId: input.paymentId,
    after: { refundId: input.key, amountMinor: input.amountMinor, reason: input.reason ?? null },
  });
  const payment = await describePayment(ctx, { ...row, refunded_minor: toMinor(0) });
  return { payment, originalRefundedMinor: await selectRefundedMinor(ctx, input.paymentId), replayed: refunded.replayed };
}

/** What each purse got back. Those purses' wallets look again, an expired one passes it on to its fund, and a meal may be free again. */
async function returnedLegs(ctx: Ctx, { key, paymentId }: { key: string; paymentId: Id<'payment'> }): Promise<Leg[]> {
  const legs = (await findLegs(ctx, key)).map(({ credit, amountMinor, balanceAfterMinor }) => ({ account: credit, amountMinor, balanceAfterMinor }));
  await asSystem(ctx, async (system) => {
    const accounts = legs.map(({ account }) => account);
    await noteReturned(system, accounts);
    await noteReturnedToGiftCards(system, accounts);
    await noteReturnedMeal(system, { paymentId, parts: legs });
  });
  return legs;
}

/** The charge in the books, with the two it concerns. One of another merchant is answered as if it did not exist. */
async function findCharged(ctx: Ctx, paymentId: Id<'payment'>): Promise<Charged> {
  const charged = await chargedParties(ctx, paymentId);
  if (!mayRefundOf(ctx, charged.merchantId) || !(await mayRefundTo(ctx, charged.memberId))) throw new AppError('payments.unknown', { paymentId });
  return charged;
}

/** A merchant's staff and terminals see no wallets; whose it was is asked as the system. @throws AppError `payments.unknown` */
async function chargedParties(ctx: Ctx, paymentId: Id<'payment'>): Promise<Charged> {
  const unknown = new AppError('payments.unknown', { paymentId });
  const found = await findTransfer(ctx, paymentId);
  if (found.state !== 'posted' || found.transfer.code !== TRANSFER_CODES.payment) throw unknown;
  const { transfer } = found;
  const [merchantId, wallet] = await asSystem(ctx, async (system) => [
    (await selectMerchantsByAccounts(system, [transfer.credit])).get(transfer.credit),
    (await findWalletsByAccounts(system, [payerOf(transfer)]))[0],
  ]);
  if (!merchantId || !wallet) throw unknown;
  return { transfer, merchantId, memberId: wallet.memberId };
}

function mayRefundOf(ctx: Ctx, merchantId: Id<'organization'>): boolean {
  const { actor } = ctx;
  if (actor.kind === 'terminal') return actor.merchantId === merchantId;
  return actor.kind === 'staff' && (actor.organizationKind === 'operator' || actor.organizationId === merchantId);
}

/** Whoever is bounded to departments gives back to the members of those only. */
async function mayRefundTo(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  return departmentsOf(ctx.actor) === undefined || (await findMembers(ctx, [memberId])).has(memberId);
}

function originOf(ctx: Ctx): string | undefined {
  if (ctx.actor.kind === 'terminal') return ctx.actor.terminalId;
  return ctx.actor.kind === 'staff' ? ctx.actor.staffId : undefined;
}

function rowOf(ctx: Ctx, input: RefundInput, of: { parties: Parties; refunded: Refunded; via: number | null; businessOn: string }) {
  const balance: Minor | null = of.refunded.balanceAfterMinor;
  if (balance === null) throw new AppError('payments.wallet_not_active');
  return {
    id: input.key,
    kind: 'refund' as const,
    amount_minor: of.refunded.amountMinor,
    balance_after_minor: balance,
    member_id: of.parties.memberId,
    merchant_id: of.parties.merchantId,
    terminal_id: ctx.actor.kind === 'terminal' ? ctx.actor.terminalId : null,
    staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
    credential: credentialOf(of.via),
    original_id: input.paymentId,
    reason: input.reason ?? null,
    business_on: of.businessOn,
    at: of.refunded.at,
  };
}
