import type { Ctx } from '../../platform/ctx.ts';
import { type AccountId, openAccount } from '../ledger/index.ts';
import { insertOperatorAccount, lockOperatorAccounts, selectOperatorAccount } from './kind-queries.ts';
import type { OperatorPurpose } from './tables.ts';

/** The owner that the ledger writes on the accounts of this module that are nobody's wallet. */
export const OWNER = '00000000-0000-7000-8000-000000000170';

/** The operator's account for a purpose; opened when first asked for, once. Ask as the system. */
export async function operatorAccountOf(ctx: Ctx, purpose: OperatorPurpose): Promise<AccountId> {
  const known = await selectOperatorAccount(ctx, purpose);
  if (known) return known.account_id;
  await lockOperatorAccounts(ctx);
  const meanwhile = await selectOperatorAccount(ctx, purpose);
  if (meanwhile) return meanwhile.account_id;
  const account = await openAccount(ctx, { owner: OWNER, kind: 'operator', hot: true });
  await insertOperatorAccount(ctx, purpose, account.id);
  return account.id;
}
