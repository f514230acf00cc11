import { AppError, type deposits, type OutputOf } from '@tessera/contract';
import { type Id, type Minor, negate, subtract } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { balanceOf, findAccountsOf, openAccount } from '../ledger/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type DepositRow, lockOpening, selectDeposit } from './queries.ts';

export type DepositView = OutputOf<typeof deposits.getIssuerDeposit>;

/** Codes of the transfers: what an issuer transferred, its bills set off against it, and of a negative bill back. */
export const DEPOSIT_CODES = { deposit: 190, setOff: 191, setOffReturn: 192 } as const;

/** The owner that the ledger writes on the account which transfers of issuers come in on. */
const BANK_OWNER = '00000000-0000-7000-8000-000000000190';

/** What stands on a deposit, what else the books hold against its issuer, and what is left. */
export type Standing = { balanceMinor: Minor; unbilledMinor: Minor; availableMinor: Minor };

/** Whatever else the ledger keeps for an issuer is what it owes: what was redeemed, less what was set off. Ask as the system. */
export async function standingOf(ctx: Ctx, { issuer_id, account_id, billed_before_minor }: DepositRow): Promise<Standing> {
  const accounts = (await findAccountsOf(ctx, issuer_id)).filter(({ kind, id }) => kind === 'issuer' && id !== account_id);
  const balanceMinor = await balanceOf(ctx, account_id);
  let owedMinor = negate(billed_before_minor);
  for (const { id } of accounts) owedMinor = subtract(owedMinor, await balanceOf(ctx, id));
  return { balanceMinor, unbilledMinor: owedMinor, availableMinor: subtract(balanceMinor, owedMinor) };
}

export async function describeDeposits(ctx: Ctx, rows: readonly DepositRow[]): Promise<DepositView[]> {
  return asSystem(ctx, async (system) => {
    const issuers = await findOrganizations(
      system,
      rows.map((row) => row.issuer_id),
    );
    const views: DepositView[] = [];
    for (const row of rows) {
      const name = { issuerId: row.issuer_id, issuerName: issuers.get(row.issuer_id)?.name ?? '' };
      views.push({ ...name, ...(await standingOf(system, row)), lowMinor: row.low_minor, lowSince: row.low_since, openedAt: row.opened_at });
    }
    return views;
  });
}

export async function describeDeposit(ctx: Ctx, row: DepositRow): Promise<DepositView> {
  const [view] = await describeDeposits(ctx, [row]);
  if (!view) throw new Error('a deposit has one description');
  return view;
}

/** @throws AppError `deposits.none`, also for a foreign one */
export async function knownDeposit(ctx: Ctx, issuerId: Id<'organization'>): Promise<DepositRow> {
  const row = await selectDeposit(ctx, issuerId);
  if (!row) throw new AppError('deposits.none', { issuerId });
  return row;
}

/** The account on which transfers of issuers come in, opened with the first of them. */
export async function bankAccount(ctx: Ctx): Promise<number> {
  const [known] = await findAccountsOf(ctx, BANK_OWNER);
  if (known) return known.id;
  await lockOpening(ctx);
  const [meanwhile] = await findAccountsOf(ctx, BANK_OWNER);
  return meanwhile?.id ?? (await openAccount(ctx, { owner: BANK_OWNER, kind: 'operator', hot: true })).id;
}
