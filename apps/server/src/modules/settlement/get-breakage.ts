import { type InputOf, LIABILITY_AGES_DAYS, type OutputOf, type settlement } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { priceOfPoints } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { findBreakage, findProgrammes } from '../loyalty/index.ts';
import { checkedRange } from './margin.ts';
import { personOf } from './person.ts';

type Route = typeof settlement.getBreakage;

/** Largest value first. @throws AppError `request.forbidden`, `settlement.range_invalid` */
export async function getBreakage(ctx: Ctx, asked: InputOf<Route>): Promise<OutputOf<Route>> {
  personOf(ctx);
  const found = await findBreakage(ctx, { ...checkedRange(asked), agesDays: LIABILITY_AGES_DAYS });
  const programmes = await findProgrammes(ctx, found.keys());
  const rows = [...found].map(([programmeId, { expired, held, pricePerThousand = 0 }]) => ({
    programmeId,
    programmeName: programmes.get(programmeId)?.name ?? { zh: '', en: '' },
    issuerName: programmes.get(programmeId)?.issuerName ?? '',
    expiredPoints: toMinor(expired),
    expiredMinor: priceOfPoints(expired, pricePerThousand),
    heldPoints: held.map(toMinor),
    heldMinor: priceOfPoints(
      held.reduce((sum, points) => sum + points, 0),
      pricePerThousand,
    ),
  }));
  return { rows: rows.sort((a, b) => b.heldMinor + b.expiredMinor - a.heldMinor - a.expiredMinor) };
}
