import { AppError, type InputOf, type OutputOf, type SurveyAudience, type surveys } from '@tessera/contract';
import { DAY_MS, type Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOnLevel } from '../loyalty/index.ts';
import { countAudience, findAudience, reachOf } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findCustomers } from '../payments/index.ts';
import type { SurveyRow } from './queries.ts';

type Count = typeof surveys.countSurveyAudience;
type Reached = Pick<SurveyRow, 'audience' | 'reach_ids'>;

/** The departments whose members may be asked in the actor's name; none: those of all. @throws AppError `surveys.nobody` */
export async function reachIdsOf(ctx: Ctx, { departmentIds, memberKinds }: SurveyAudience): Promise<Id<'department'>[]> {
  const reach = await reachOf(ctx, { departmentIds, memberKinds });
  if (!reach) throw new AppError('surveys.nobody');
  return [...reach.departmentIds];
}

/** Whomever of them the actor may look at: its bounds are in what is reached. */
export async function countSurveyAudience(ctx: Ctx, { audience }: InputOf<Count>): Promise<OutputOf<Count>> {
  const isAtMost = audience.level !== null || audience.shop !== null;
  const reach = await reachOf(ctx, audience);
  if (!reach) return { memberCount: 0, isAtMost };
  const reached = { audience, reach_ids: [...reach.departmentIds] };
  return { memberCount: await asSystem(ctx, async (system) => countAudience(system, await narrowed(system, reached))), isAtMost };
}

/** The next members to look at, and those of them who are asked. Asked by the system. */
export async function nextAsked(ctx: Ctx, row: Reached, page: { afterId: string | null; limit: number }) {
  const seen = await findAudience(ctx, await narrowed(ctx, row), page);
  const { level, shop } = row.audience;
  let asked = seen;
  if (level) {
    const onLevel = await findOnLevel(ctx, { programmeId: level.pointsProgrammeId, rank: level.rank, memberIds: asked });
    asked = asked.filter((id) => onLevel.has(id));
  }
  if (shop) {
    const since = new Date(ctx.now.getTime() - shop.days * DAY_MS);
    const customers = await findCustomers(ctx, { merchantId: shop.merchantId, since, memberIds: asked });
    asked = asked.filter((id) => customers.has(id));
  }
  return { seen, asked };
}

async function narrowed(ctx: Ctx, { audience: { organizationIds, memberKinds }, reach_ids: departmentIds }: Reached) {
  const organizations = await findOrganizations(ctx, organizationIds);
  const issuerIds = organizationIds.map((one) => (organizations.get(one)?.kind === 'operator' ? null : one));
  return { issuerIds, departmentIds, kinds: memberKinds };
}
