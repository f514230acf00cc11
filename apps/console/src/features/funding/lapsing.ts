import type { WithdrawalTerms } from '@tessera/contract';
import { add, type Minor, toMinor, ZERO } from '@tessera/kernel';
import { lapsingOf, planReturn, purseLeft } from '@tessera/rules';

/** The gift that lapses with a withdrawal, by the rule that the server decides by. */
export function lapsingWith({ lots, ownMinor, giftMinor }: WithdrawalTerms['purse'], amountMinor: Minor | undefined): Minor {
  if (amountMinor === undefined) return ZERO;
  return lapsingOf(planReturn(amountMinor, purseLeft(add(toMinor(ownMinor), toMinor(giftMinor)), lots)) ?? []);
}
