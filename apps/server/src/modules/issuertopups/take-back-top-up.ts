import { AppError, type ErrorCode, type InputOf, type issuertopups } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { payBackToDeposit } from '../deposits/index.ts';
import { LedgerRefusal } from '../ledger/index.ts';
import { notify } from '../notifications/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { announceWallet, findWalletsOfMembers } from '../wallets/index.ts';
import { describeTopUp, type TopUpView } from './list-top-ups.ts';
import { lockTopUp, selectTopUp, updateTopUp } from './queries.ts';

const REFUSALS: Partial<Record<LedgerRefusal['reason'], ErrorCode>> = {
  insufficient_funds: 'issuertopups.spent',
  account_closed: 'payments.wallet_not_active',
};

/**
 * Whole, while the member still has as much: a transfer of its own the other way, once however many ask.
 * @throws AppError `issuertopups.unknown`, `issuertopups.taken_back`, `issuertopups.spent`, `payments.wallet_not_active`
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
    after: { issuerTopUpId, amountMinor: taken.amountMinor, reason },
  });
  return describeTopUp(ctx, issuerTopUpId);
}

async function takeBack(ctx: Ctx, { id, key, reason, byName }: { id: Id<'issuerTopUp'>; key: string; reason: string; byName: string }) {
  const row = await lockTopUp(ctx, id);
  if (!row) throw new AppError('issuertopups.unknown', { issuerTopUpId: id });
  if (row.taken_back_id !== null) throw new AppError('issuertopups.taken_back', { issuerTopUpId: id });
  const { issuer_id: issuerId, member_id: memberId, amount_minor: amountMinor } = row;
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  const member = (await findOrganizations(ctx, [issuerId])).get(issuerId);
  if (!wallet) throw new AppError('payments.wallet_not_active', { memberId });
  const from = { debit: wallet.accountId, original: id };
  const back = { id: key, issuerId, amountMinor, reference: row.reference ?? reason, from };
  const balanceMinor = await payBackToDeposit(ctx, back).catch((error) => {
    const code = error instanceof LedgerRefusal ? REFUSALS[error.reason] : undefined;
    throw code ? new AppError(code, { issuerTopUpId: id }) : error;
  });
  await updateTopUp(ctx, id, { taken_back_id: key, taken_back_at: ctx.now, taken_back_by_name: byName, taken_back_reason: reason });
  await announceWallet(ctx, wallet);
  const params = { name: member?.name ?? '', amount: amountMinor, balance: balanceMinor, reason };
  await notify(ctx, { to: { memberId }, kind: 'wallet.takenBackByIssuer', params, key });
  return { memberId, amountMinor };
}
