import type { Ctx } from '../../platform/ctx.ts';
import { type Account, CNY, kindCode, type OpenAccount } from './account.ts';
import { insertAccount, selectAccount, upsertUnit } from './queries.ts';
import { LedgerRefusal } from './refusal.ts';

/** Opens an account with a balance of 0. @throws RangeError when a hot account is given a floor, which nothing could watch. */
export async function openAccount(ctx: Ctx, terms: OpenAccount): Promise<Account> {
  const hot = terms.hot ?? false;
  if (hot && typeof terms.floorMinor === 'number') throw new RangeError('a hot account has no floor');
  const id = await insertAccount(ctx, {
    owner: terms.owner,
    unit: terms.unit ?? CNY,
    kind: kindCode(terms.kind),
    hot,
    floor: hot ? null : terms.floorMinor === undefined ? 0 : terms.floorMinor,
    txLimit: terms.transactionLimitMinor ?? null,
    dayLimit: terms.dayLimitMinor ?? null,
  });
  const account = await selectAccount(ctx, id);
  if (!account) throw new LedgerRefusal('account_unknown');
  return account;
}

/** The number of a unit such as `points:<programme>`, which is opened at first use. */
export async function openUnit(ctx: Ctx, code: string): Promise<number> {
  return upsertUnit(ctx, code);
}
