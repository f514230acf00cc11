import type { funding, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { termsOf } from './offer.ts';
import { openOffers, type TopUp } from './post-top-up.ts';
import type { OfferRow } from './queries.ts';

/** What the member's next top-up may bring, those without any budget left aside. Asked as the system. */
export async function shownOffers(
  ctx: Ctx,
  member: Pick<TopUp, 'memberId' | 'memberKind'>,
): Promise<OutputOf<typeof funding.getTopUpTerms>['offers']> {
  const open = await openOffers(ctx, { ...member, at: ctx.now });
  return open.filter(hasBudget).map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    terms: termsOf(row),
    endsOn: row.ends_on,
    frequency: row.frequency,
  }));
}

function hasBudget({ budget_minor, given_minor, returned_minor }: OfferRow): boolean {
  return budget_minor === null || given_minor - returned_minor < budget_minor;
}
