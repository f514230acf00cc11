import type { loyalty, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { type PriceRow, type ProgrammeRow, selectPricesAt } from './queries.ts';

export type PriceView = OutputOf<typeof loyalty.agreePointPrice>;
export type Side = 'issuer' | 'operator';

/** The side that a person stands on; undefined for whoever is on none. */
export function sideOf(actor: Actor): Side | undefined {
  if (actor.kind !== 'staff' || actor.organizationKind === 'merchant') return undefined;
  return actor.organizationKind;
}

type Proposal = Pick<PriceRow, 'proposed_side' | 'proposed_by'>;

/** The other side than the one that proposed it; where there is only the operator, another person. */
export function mayDecide(actor: Actor, proposal: Proposal, programme: Pick<ProgrammeRow, 'issuer_id'>): boolean {
  const side = sideOf(actor);
  if (actor.kind !== 'staff' || side === undefined) return false;
  if (!actor.permissions.has(side === 'operator' ? 'loyalty.approve' : 'loyalty.write')) return false;
  return programme.issuer_id === null ? actor.staffId !== proposal.proposed_by : side !== proposal.proposed_side;
}

export function priceView({ actor }: Ctx, row: PriceRow, programme: Pick<ProgrammeRow, 'issuer_id'>): PriceView {
  return {
    id: row.id,
    pricePerThousandPoints: row.price_per_thousand,
    state: row.state,
    wishedOn: row.wished_on,
    startsAt: row.starts_at,
    proposedSide: row.proposed_side,
    proposedByName: row.proposed_by_name,
    proposedAt: row.proposed_at,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
    mayDecide: row.state === 'proposed' && mayDecide(actor, row, programme),
  };
}

/**
 * What a thousand redeemed points of a programme cost its issuer at an instant, in fen; undefined before anything was agreed. Ask as the
 * system: no merchant and no member learns it.
 */
export async function pointPriceAt(ctx: Ctx, programmeId: Id<'pointsProgramme'>, at: Date): Promise<number | undefined> {
  return (await selectPricesAt(ctx, [programmeId], at)).get(programmeId);
}
