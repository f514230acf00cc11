import type { Ctx } from '../../platform/ctx.ts';
import { type Account, CNY, kindCode, type OpenAccount } from './account.ts';
import { type AccountTerms, insertAccounts, selectAccounts, upsertUnit } from './queries.ts';
import { LedgerRefusal } from './refusal.ts';

/** Opens an account with a balance of 0. @throws RangeError when a hot account is given a floor, which nothing could watch. */
export async function openAccount(ctx: Ctx, terms: OpenAccount): Promise<Account> {
  const [account] = await openAccounts(ctx, [terms]);
  if (!account) throw new LedgerRefusal('account_unknown');
  return account;
}

/** The same for up to 1000 at once, with two statements; in no order of their own: the owner tells them apart. */
export async function openAccounts(ctx: Ctx, terms: readonly OpenAccount[]): Promise<Account[]> {
  if (terms.length === 0) return [];
  const ids = await insertAccounts(ctx, terms.map(termsOf));
  if (ids.length < terms.length) throw new RangeError('one of the units does not exist');
  return selectAccounts(ctx, ids);
}

function termsOf(terms: OpenAccount): AccountTerms {
  const hot = terms.hot ?? false;
  if (hot && typeof terms.floorMinor === 'number') throw new RangeError('a hot account has no floor');
  return {
    owner: terms.owner,
    unit: terms.unit ?? CNY,
    kind: kindCode(terms.kind),
    hot,
    floor: hot ? null : terms.floorMinor === undefined ? 0 : terms.floorMinor,
    tx_limit: terms.transactionLimitMinor ?? null,
    day_limit: terms.dayLimitMinor ?? null,
  };
}

/** The number of a unit such as `points:<programme>`, which is opened at first use. */
export async function openUnit(ctx: Ctx, code: string): Promise<number> {
  return upsertUnit(ctx, code);
}
