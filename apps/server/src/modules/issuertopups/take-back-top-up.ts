import { AppError, type ErrorCode, type InputOf, type issuertopups, TAKE_BACK_DAYS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { payBackToDeposit } from '../deposits/index.ts';
import { findAccounts, LedgerRefusal } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { cameInSince } from '../payments/index.ts';
import { announceWallet, findWalletsOfMembers } from '../wallets/index.ts';
import { mayComeBack } from './issuer-top-up.ts';
import { describeTopUp, type TopUpView } from './list-top-ups.ts';
import { lockTopUp, selectTopUp, updateTopUp } from './queries.ts';

const REFUSALS: Partial<Record<LedgerRefusal['reason'], ErrorCode>> = {
  insufficient_funds: 'issuertopups.spent',
  account_closed: 'payments.wallet_not_active',
};

/**
 * Whole and soon, while the member still has of it as much: a transfer of its own the other way, once however many ask. What came in later is the
 * member's own: it counts as if it had been spent last.
 * @throws AppError `issuertopups.unknown`, `issuertopups.taken_back`, `issuertopups.too_late`, `issuertopups.spent`, `request.key_reused`, `payments.wallet_not_active`
 */
export async function takeBackIssuerTopUp(ctx: Ctx, input: InputOf<typeof issuertopups.takeBackIssuerTopUp>): Promise<TopUpView> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || actor.organizationKind !== 'issuer') throw new AppError('request.forbidden');
  const { issuerTopUpId, key, reason } = input;
  if (!(await selectTopUp(ctx, issuerTopUpId))) throw new AppError('issuertopups.unknown', { issuerTopUpId });
  const taken = await asSystem(ctx, (system) => takeBack(system, { id: issuerTopUpId, key, reason, byName: actor.name }));
  await record(ctx, {
    action: 'issuertopups.takeBackIssuerTopUp',
    targetKind: 'member',
    targetId: taken.memberId,
    after: { issuerTopUpId, amountMinor: taken.amountMinor },
  });
  return describeTopUp(ctx, issuerTopUpId);
}

async function takeBack(ctx: Ctx, { id, key, reason, byName }: { id: Id<'issuerTopUp'>; key: string; reason: string; byName: string }) {
  const row = await lockTopUp(ctx, id);
  if (!row) throw new AppError('issuertopups.unknown', { issuerTopUpId: id });
  if (row.taken_back_id !== null) throw new AppError('issuertopups.taken_back', { issuerTopUpId: id });
  if (!mayComeBack(row, ctx.now)) throw new AppError('issuertopups.too_late', { issuerTopUpId: id, days: TAKE_BACK_DAYS });
  const { issuer_id: issuerId, member_id: memberId, amount_minor: amountMinor } = row;
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  const issuer = (await findOrganizations(ctx, [issuerId])).get(issuerId);
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!wallet) throw new AppError('payments.wallet_not_active', { memberId });
  const [purse] = await findAccounts(ctx, [wallet.accountId]);
  const ownMinor = await cameInSince(ctx, { memberId, since: row });
  if ((purse?.balanceMinor ?? 0) - ownMinor < amountMinor) throw new AppError('issuertopups.spent', { issuerTopUpId: id });
  const from = { debit: wallet.accountId, original: id };
  const back = { id: key, issuerId, amountMinor, reference: row.reference ?? member?.memberNumber ?? '', from };
  const balanceMinor = await payBackToDeposit(ctx, back).catch((error) => {
    const code = error instanceof LedgerRefusal ? REFUSALS[error.reason] : undefined;
    throw code ? new AppError(code, { issuerTopUpId: id }) : error;
  });
  await updateTopUp(ctx, id, { taken_back_id: key, taken_back_at: ctx.now, taken_back_by_name: byName, taken_back_reason: reason });
  await announceWallet(ctx, wallet);
  const params = { name: issuer?.name ?? '', amount: amountMinor, balance: balanceMinor, reason };
  await notify(ctx, { to: { memberId }, kind: 'wallet.takenBackByIssuer', params, key });
  return { memberId, amountMinor };
}
