import { AppError, type ReportDimension } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { confinedTo, findSubtree } from '../organizations/index.ts';
import type { SumFilter } from './queries.ts';
import type { Range } from './range.ts';
import type { ReportsTables } from './tables.ts';

export type Asked = Range & {
  merchantId?: Id<'organization'> | undefined;
  shopId?: Id<'shop'> | undefined;
  region?: string | undefined;
  departmentId?: Id<'department'> | undefined;
  memberKind?: NonNullable<ReportsTables['reports.day_sum']['member_kind']> | undefined;
};

/** What a merchant is not told of its customers; its rows do not hold it either. */
const CLOSED_TO_MERCHANTS: readonly ReportDimension[] = ['department', 'issuer', 'merchant'];

export function isMerchants(actor: Actor): boolean {
  return actor.kind === 'staff' && actor.organizationKind === 'merchant';
}

/** An issuer's sums are in points: what its members pay in money is not its business. */
export function unitOf(actor: Actor): 'money' | 'points' {
  return actor.kind === 'staff' && actor.organizationKind === 'issuer' ? 'points' : 'money';
}

/** @throws AppError `reports.dimension_closed` */
export function refuseClosed(actor: Actor, by: ReportDimension): void {
  if (isMerchants(actor) && CLOSED_TO_MERCHANTS.includes(by)) throw new AppError('reports.dimension_closed');
}

/** What the request asks for, within the rows that belong to the actor's party and, for who is bounded to departments, within these. */
export async function filterOf(ctx: Ctx, { departmentId, ...asked }: Asked): Promise<SumFilter> {
  const bounds = departmentsOf(ctx.actor);
  const wanted = departmentId && (await findSubtree(ctx, departmentId));
  const departmentIds = wanted && bounds ? wanted.filter((id) => bounds.includes(id)) : (wanted ?? bounds);
  return { ...asked, partyId: confinedTo(ctx.actor) ?? null, departmentIds };
}

/** Whose member days count: of one merchant, as it knows them, or of the actor's own party. */
export function memberPartyOf(actor: Actor, merchantId: Id<'organization'> | undefined): Id<'organization'> | null {
  return confinedTo(actor) ?? merchantId ?? null;
}

/** Members are counted by party alone; with a narrower filter nobody has counted them. */
export function countsMembers(actor: Actor, asked: Asked): boolean {
  const isOwn = confinedTo(actor) === undefined || asked.merchantId === undefined || asked.merchantId === confinedTo(actor);
  return isOwn && !asked.shopId && !asked.region && !asked.departmentId && !asked.memberKind;
}
