import { AppError, type ContentOf, type deposits } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type DepositView, describeDeposit, knownDeposit } from './deposit.ts';
import { insertDeposit, lockDeposit, lockOpening, updateDeposit } from './queries.ts';
import { watchDeposit } from './watch-deposits.ts';

/** What an issuer was billed so far, for good. */
export type BilledTo = (ctx: Ctx, issuerId: Id<'organization'>) => Promise<Minor>;

/** The first time it opens the deposit: bills that were issued before are none of its. @throws AppError `deposits.not_an_issuer` */
export async function setIssuerDeposit(ctx: Ctx, input: ContentOf<typeof deposits.setIssuerDeposit>, billedTo: BilledTo): Promise<DepositView> {
  const { issuerId, lowMinor } = input;
  const issuer = (await findOrganizations(ctx, [issuerId])).get(issuerId);
  if (issuer?.kind !== 'issuer') throw new AppError('deposits.not_an_issuer', { issuerId });
  await lockOpening(ctx);
  const before = await lockDeposit(ctx, issuerId);
  if (before) await updateDeposit(ctx, issuerId, { low_minor: lowMinor });
  else {
    const account = await openAccount(ctx, { owner: issuerId, kind: 'issuer', hot: true });
    const opened = { issuer_id: issuerId, account_id: account.id, billed_before_minor: await billedTo(ctx, issuerId), opened_at: ctx.now };
    await insertDeposit(ctx, { ...opened, low_minor: lowMinor, low_since: null });
  }
  await record(ctx, {
    action: 'deposits.setIssuerDeposit',
    targetKind: 'issuerDeposit',
    targetId: issuerId,
    ...(before && { before: { lowMinor: before.low_minor } }),
    after: { lowMinor },
  });
  await watchDeposit(ctx, issuerId);
  return describeDeposit(ctx, await knownDeposit(ctx, issuerId));
}
