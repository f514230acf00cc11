import { add, type BusinessDay, type Id, type Minor, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { openAccounts, post } from '../ledger/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { expiresOnOf } from './programme.ts';
import { insertPurses, selectPursesOnTerms, updatePurses } from './purse-queries.ts';
import { addToDays, type ProgrammeRow } from './queries.ts';

/** Codes of the transfers of subsidies. */
export const SUBSIDY_CODES = { grant: 100, expiry: 101, takeBack: 102 } as const;

export type Grant = {
  /** Also the transfer's key: the same grant again is no second one. */
  readonly id: Id<'allotment'>;
  readonly memberId: Id<'member'>;
  readonly walletId: Id<'wallet'>;
  readonly amountMinor: Minor;
};

/**
 * Puts money of a programme into purses of up to a few hundred wallets, each once, opening those that are not there: in a number of
 * statements that does not grow with theirs. The caller has locked the programme and looked at its budget. Answers the purse of each grant.
 */
export async function fillPurses(
  ctx: Ctx,
  of: { programme: ProgrammeRow; today: BusinessDay; grants: readonly Grant[] },
): Promise<Map<Id<'allotment'>, Id<'purse'>>> {
  const { programme, today, grants } = of;
  if (grants.length === 0) return new Map();
  const purses = await pursesFor(ctx, of);
  const purseOf = (walletId: Id<'wallet'>) => {
    const purse = purses.get(walletId);
    if (!purse) throw new Error(`no purse for the wallet ${walletId}`);
    return purse;
  };
  await raiseFencesOfMembers(
    ctx,
    grants.map(({ memberId }) => memberId),
  );
  await post(ctx, {
    id: newId(ctx.now.getTime()),
    businessOn: today,
    transfers: grants.map(({ id, walletId, amountMinor }) => ({
      id,
      debit: programme.account_id,
      credit: purseOf(walletId).account_id,
      amountMinor,
      code: SUBSIDY_CODES.grant,
    })),
  });
  const amountMinor = add(...grants.map((grant) => grant.amountMinor));
  await addToDays(ctx, [{ programmeId: programme.id, businessOn: today, movement: 'granted', amountMinor }]);
  await notifyLiveAll(ctx, new Map(grants.map(({ memberId }) => [`member:${memberId}`, { kind: 'wallet' as const, memberId }])));
  return new Map(grants.map(({ id, walletId }) => [id, purseOf(walletId).id]));
}

type Held = { readonly id: Id<'purse'>; readonly account_id: number };

async function pursesFor(
  ctx: Ctx,
  { programme, today, grants }: { programme: ProgrammeRow; today: BusinessDay; grants: readonly Grant[] },
): Promise<Map<Id<'wallet'>, Held>> {
  const members = new Map(grants.map(({ walletId, memberId }) => [walletId, memberId]));
  const expiresOn = expiresOnOf(programme, today);
  const known = await selectPursesOnTerms(ctx, { walletIds: [...members.keys()], programmeId: programme.id, expiresOn });
  await updatePurses(
    ctx,
    known.filter(({ swept_at }) => swept_at !== null).map(({ id }) => id),
    { swept_at: null },
  );
  const held = new Map<Id<'wallet'>, Held>(known.map((purse) => [purse.wallet_id, purse]));
  const missing = [...members].filter(([walletId]) => !held.has(walletId));
  const accounts = await openAccounts(
    ctx,
    missing.map(([walletId]) => ({ owner: walletId, kind: 'wallet' as const })),
  );
  const byOwner = new Map(accounts.map((account) => [account.owner, account.id]));
  const rows = missing.map(([walletId, memberId]) => {
    const accountId = byOwner.get(walletId);
    if (accountId === undefined) throw new Error(`no account was opened for the wallet ${walletId}`);
    return {
      id: newId<'purse'>(ctx.now.getTime()),
      programme_id: programme.id,
      wallet_id: walletId,
      member_id: memberId,
      account_id: accountId,
      expires_on: expiresOn,
      opened_at: ctx.now,
    };
  });
  await insertPurses(ctx, rows);
  for (const row of rows) held.set(row.wallet_id, row);
  return held;
}
