import { type BusinessDay, type Id, type Minor, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOperatorAccount, operatorAccountOf } from '../cards/index.ts';
import { type PostTransfer, TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { type DepositSums, sumDeposits } from './queries.ts';

type Deposit = { amountMinor: Minor; staffId: Id<'staff'> };

/** Cash into the account of deposits; none where the card asks for none. */
export async function depositTaken(ctx: Ctx, { id, amountMinor, staffId }: Deposit & { id: string }): Promise<PostTransfer[]> {
  if (amountMinor === 0) return [];
  const [debit, credit] = [await channelAccountOf(ctx, 'cash'), await operatorAccountOf(ctx, 'deposit')];
  return [{ id, debit, credit, amountMinor, code: TRANSFER_CODES.deposit, origin: staffId }];
}

/** Out of it again: into the drawer's account, or into the wallet of whoever keeps the card. */
export async function depositGivenBack(
  ctx: Ctx,
  { amountMinor, staffId, ...to }: Deposit & Pick<PostTransfer, 'credit' | 'code' | 'ceilingMinor'>,
): Promise<PostTransfer[]> {
  if (amountMinor === 0) return [];
  return [{ ...to, id: newId(ctx.now.getTime()), debit: await operatorAccountOf(ctx, 'deposit'), amountMinor, origin: staffId }];
}

export type Deposits = DepositSums & { accountId: number | undefined };

/** The account of deposits, none before the first, and what the cards say moved on it on a business day: for holding the books against them. */
export function depositsOn(ctx: Ctx, businessOn: BusinessDay): Promise<Deposits> {
  return asSystem(ctx, async (system) => ({ accountId: await findOperatorAccount(system, 'deposit'), ...(await sumDeposits(system, businessOn)) }));
}
