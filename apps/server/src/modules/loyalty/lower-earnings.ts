import { type Id, newId, toMinor } from '@tessera/kernel';
import { pointsEarned } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { keptOfCharges, post } from '../ledger/index.ts';
import { selectAccountsOfMembers } from './account-queries.ts';
import { type Earning, lockEarnings, saveNets, selectEarningsOfLots, shrinkPending } from './earning-queries.ts';
import { endLots } from './end-lots.ts';
import { accountOf, POINTS_CODES, tellHolders } from './give-lots.ts';
import { type LotRow, lockLots, saveLots } from './lot-queries.ts';
import { selectProgrammesById } from './queries.ts';

type Lowered = { lot: LotRow; points: number };

/**
 * Points of payments of which something was given back are reckoned anew from what the ledger says is left, by the terms of their day. A pending
 * lot just becomes smaller; of one that has come in, what it has too much goes back to the issuer, as far as it was not spent. Safe to run twice.
 */
export async function lowerEarnings(ctx: Ctx, paymentIds: readonly string[]): Promise<void> {
  const earnings = paymentIds.length === 0 ? [] : await lockEarnings(ctx, paymentIds);
  if (earnings.length === 0) return;
  const kept = await keptOfCharges(
    ctx,
    earnings.map(({ payment_id }) => payment_id),
  );
  const lowered = earnings.map((earning) => ({ ...earning, net_minor: kept.get(earning.payment_id) ?? toMinor(0) }));
  await saveNets(ctx, lowered);
  const lots = await lockLots(
    ctx,
    earnings.flatMap(({ lot_id }) => lot_id ?? []),
  );
  const pointsOf = new Map(lowered.map((earning) => [earning.lot_id, earned(earning)]));
  const wanted = lots.map((lot) => ({ lot, points: pointsOf.get(lot.id) ?? lot.granted }));
  const pending = wanted.filter(({ lot, points }) => lot.state === 'pending' && points < lot.granted);
  await shrinkPending(
    ctx,
    pending.filter(({ points }) => points > 0).map(({ lot: { id }, points }) => ({ id, points })),
  );
  await endLots(
    ctx,
    pending.filter(({ points }) => points === 0).map(({ lot }) => lot),
    'taken_back',
  );
  await takeBack(
    ctx,
    wanted.filter(({ lot }) => lot.state === 'active'),
  );
  await tellHolders(
    ctx,
    earnings.map(({ member_id: memberId }) => ({ memberId })),
  );
}

/**
 * Points have come back to lots whose payments may have been given back meanwhile: what they have too much goes on to the issuer. The caller has
 * locked the lots; whoever lowers an earning locks its lots after it, so that one of the two sees both.
 */
export async function lowerReturned(ctx: Ctx, lotIds: readonly Id<'pointsLot'>[]): Promise<void> {
  const earnings = await selectEarningsOfLots(ctx, lotIds);
  if (earnings.length === 0) return;
  const pointsOf = new Map(earnings.map((earning) => [earning.lot_id, earned(earning)]));
  const lots = await lockLots(ctx, lotIds);
  await takeBack(
    ctx,
    lots.flatMap((lot) => (lot.state === 'active' && pointsOf.has(lot.id) ? { lot, points: pointsOf.get(lot.id) ?? 0 } : [])),
  );
}

function earned({ points, per_minor: perMinor, factor_percent: factorPercent, net_minor }: Earning): number {
  return pointsEarned({ points, perMinor, factorPercent }, net_minor);
}

/** What is spent stays spent until it comes back: nobody owes points. */
async function takeBack(ctx: Ctx, active: readonly Lowered[]): Promise<void> {
  const changes = active
    .map(({ lot, points }) => ({ lot, many: Math.min(lot.remaining, lot.granted - lot.taken_back - points) }))
    .filter(({ many }) => many > 0);
  if (changes.length === 0) return;
  const programmes = await selectProgrammesById(ctx, [...new Set(changes.map(({ lot }) => lot.programme_id))]);
  for (const programme of programmes) {
    const theirs = changes.filter(({ lot }) => lot.programme_id === programme.id);
    const members = theirs.map(({ lot }) => lot.member_id);
    const account = accountOf(await selectAccountsOfMembers(ctx, programme.id, members));
    await post(ctx, {
      id: newId(ctx.now.getTime()),
      businessOn: await businessDayNow(ctx),
      transfers: theirs.map(({ lot, many }) => ({
        id: newId(ctx.now.getTime()),
        debit: account(lot.member_id),
        credit: programme.issued_account,
        amountMinor: toMinor(many),
        code: POINTS_CODES.takeBack,
      })),
    });
  }
  await saveLots(
    ctx,
    changes.map(({ lot, many }) => ({ ...lot, remaining: lot.remaining - many, taken_back: lot.taken_back + many, ended_at: ctx.now })),
  );
}
