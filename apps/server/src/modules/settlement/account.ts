import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type AccountKind, openAccount } from '../ledger/index.ts';
import { insertSettlementAccount, lockAccounts, selectAccountId } from './account-queries.ts';
import type { AccountName } from './tables.ts';

/** The owner that the ledger writes on the operator's own accounts of settlement. */
const OPERATOR_OWNER = '00000000-0000-7000-8000-000000000002';
const KINDS: Record<AccountName, AccountKind> = {
  revenue: 'operator',
  cost: 'operator',
  own: 'operator',
  receivable: 'issuer',
  clearing: 'operator',
  commission: 'operator',
};

/**
 * An account of settlement, opened when it is first asked for, once. `revenue` is what issuers pay for services, `cost` what merchants are
 * paid for them, `own` what the operator's own programmes would have cost, `clearing` what the bank has paid out to merchants, `commission` what is kept of their takings; an issuer's
 * `receivable` stands below nought by what it owes.
 */
export async function accountOf(ctx: Ctx, name: AccountName, partyId: Id<'organization'> | null = null): Promise<number> {
  const known = await selectAccountId(ctx, name, partyId);
  if (known !== undefined) return known;
  await lockAccounts(ctx);
  const meanwhile = await selectAccountId(ctx, name, partyId);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: partyId ?? OPERATOR_OWNER, kind: KINDS[name], hot: true });
  await insertSettlementAccount(ctx, { name, party_id: partyId, account_id: account.id, opened_at: ctx.now });
  return account.id;
}

/** Whoever is billed for a programme's points: an issuer, or the operator itself. */
export function debtorAccount(ctx: Ctx, issuerId: Id<'organization'> | null): Promise<number> {
  return issuerId === null ? accountOf(ctx, 'own') : accountOf(ctx, 'receivable', issuerId);
}
