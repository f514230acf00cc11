import { newId, toMinor } from '@tessera/kernel';
import { pointsEarned } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { post } from '../ledger/index.ts';
import { selectAccountsOfMembers } from './account-queries.ts';
import { type Earning, lockEarnings, saveNets, shrinkPending } from './earning-queries.ts';
import { endLots } from './end-lots.ts';
import { accountOf, POINTS_CODES, tellHolders } from './give-lots.ts';
import { type LotRow, lockLots, saveLots } from './lot-queries.ts';
import { selectProgrammesById } from './queries.ts';

type Lowered = { lot: LotRow; points: number };

/**
 * Points of payments of which something was given back are reckoned anew from what is left, by the terms of their day. A pending lot just becomes
 * smaller; of one that has come in, what it has too much goes back to the issuer, as far as it was not spent.
 */
export async function lowerEarnings(ctx: Ctx, givenBack: ReadonlyMap<string, number>): Promise<void> {
  const earnings = await lockEarnings(ctx, [...givenBack.keys()]);
  if (earnings.length === 0) return;
  const lowered = earnings.map((earning) => ({ ...earning, net_minor: netOf(earning, givenBack) }));
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

function netOf({ payment_id, net_minor }: Earning, givenBack: ReadonlyMap<string, number>) {
  return toMinor(Math.max(0, net_minor - (givenBack.get(payment_id) ?? 0)));
}

function earned({ points, per_minor: perMinor, factor_percent: factorPercent, net_minor }: Earning): number {
  return pointsEarned({ points, perMinor, factorPercent }, net_minor);
}

/** What is spent stays spent: nobody owes points. */
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
