import { AppError, type InputOf, type OutputOf, type subsidies } from '@tessera/contract';
import { type Id, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findAccounts } from '../ledger/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { namesOfMerchants, scopeOf } from './programme.ts';
import { type PurseRow, selectPursesOfMember } from './purse-queries.ts';

type Listed = OutputOf<typeof subsidies.listOwnPurses>;
/** The newest; what is older has expired long ago. */
const PURSES_MAX = 100;

/** The signed-in member's. */
export async function listOwnPurses(ctx: Ctx): Promise<Listed> {
  return ctx.actor.kind === 'member' ? listPursesOf(ctx, ctx.actor.memberId) : { purses: [] };
}

/** @throws AppError `wallets.unknown` for a member whom the actor may not see */
export async function listMemberPurses(ctx: Ctx, { memberId }: InputOf<typeof subsidies.listMemberPurses>): Promise<Listed> {
  if (!(await findWalletsOfMembers(ctx, [memberId])).has(memberId)) throw new AppError('wallets.unknown', { memberId });
  return listPursesOf(ctx, memberId);
}

/** What the actor may see was decided; the names of programmes and merchants are no secret to the holder. */
export function listPursesOf(ctx: Ctx, memberId: Id<'member'>): Promise<Listed> {
  return asSystem(ctx, async (system) => {
    const rows = await selectPursesOfMember(system, memberId, PURSES_MAX);
    const accounts = await findAccounts(
      system,
      rows.map((row) => row.account_id),
    );
    const balances = new Map(accounts.map((account) => [account.id, account.balanceMinor]));
    const names = await namesOfMerchants(system, rows);
    const today = await businessDayNow(system);
    return { purses: rows.map((row) => purseView(row, { today, balanceMinor: balances.get(row.account_id) ?? ZERO, names })) };
  });
}

function purseView(
  row: PurseRow,
  of: { today: string; balanceMinor: Listed['purses'][number]['balanceMinor']; names: Awaited<ReturnType<typeof namesOfMerchants>> },
): Listed['purses'][number] {
  return {
    id: row.id,
    programmeId: row.programme_id,
    kind: 'subsidy',
    name: { zh: row.name_zh, en: row.name_en },
    balanceMinor: of.balanceMinor,
    scope: scopeOf(row),
    merchantNames: of.names(row.merchant_ids),
    expiresOn: row.expires_on,
    isExpired: row.expires_on !== null && row.expires_on < of.today,
  };
}
