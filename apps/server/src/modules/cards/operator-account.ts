import type { Ctx } from '../../platform/ctx.ts';
import { type AccountId, openAccount } from '../ledger/index.ts';
import { insertOperatorAccount, lockOperatorAccounts, selectOperatorAccount } from './account-queries.ts';
import type { OperatorPurpose } from './tables.ts';

/** The owner that the ledger writes on the accounts of this module. */
const OWNER = '00000000-0000-7000-8000-000000000003';

/** The operator's account for a purpose; opened when first asked for, once. */
export async function operatorAccountOf(ctx: Ctx, purpose: OperatorPurpose): Promise<AccountId> {
  const known = await selectOperatorAccount(ctx, purpose);
  if (known !== undefined) return known;
  await lockOperatorAccounts(ctx);
  const meanwhile = await selectOperatorAccount(ctx, purpose);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: OWNER, kind: purpose === 'deposit' ? 'deposit' : 'operator', hot: true });
  await insertOperatorAccount(ctx, purpose, account.id);
  return account.id;
}

/** Undefined while nobody has asked for it: for whoever only looks. */
export function findOperatorAccount(ctx: Ctx, purpose: OperatorPurpose): Promise<AccountId | undefined> {
  return selectOperatorAccount(ctx, purpose);
}
