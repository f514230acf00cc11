import { AppError, type merchants, type OutputOf, type SettlementCycle } from '@tessera/contract';
import { type BusinessDay, businessDayOf, DAY_MS, type Id, type Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type ContractRow, lockContract, selectContractOn } from './contract-queries.ts';
import { selectApplicationsById } from './queries.ts';

export type ContractView = OutputOf<typeof merchants.getContract>;
/** What settlement asks of a contract. */
export type ContractTerms = {
  contractId: Id<'contract'>;
  version: number;
  commissionBps: number;
  cycle: SettlementCycle;
  minPayoutMinor: Minor;
};

const STARS = '**** ';

/** In the order given. A merchant learns nothing of who at the operator drew up and signed. */
export async function describeContracts(ctx: Ctx, rows: readonly ContractRow[]): Promise<ContractView[]> {
  const organizations = await findOrganizations(
    ctx,
    rows.flatMap(({ organization_id }) => (organization_id ? [organization_id] : [])),
  );
  const applied = rows.flatMap(({ application_id }) => (application_id ? [application_id] : []));
  const applicants = new Map(applied.length === 0 ? [] : (await selectApplicationsById(ctx, applied)).map((row) => [row.id, row.company_name]));
  const { actor } = ctx;
  const isHouse = actor.kind !== 'staff' || actor.organizationKind === 'operator';
  return rows.map((row) => ({
    id: row.id,
    applicationId: isHouse ? row.application_id : null,
    organizationId: row.organization_id,
    partyName: (row.organization_id && organizations.get(row.organization_id)?.name) ?? applicants.get(row.application_id ?? ('' as never)) ?? '', // No id is empty.
    version: row.version,
    commissionBps: row.commission_bps,
    cycle: row.cycle,
    minPayoutMinor: row.min_payout_minor,
    validFrom: row.valid_from,
    endedOn: row.ended_on,
    payoutHolder: row.payout_holder,
    payoutBank: row.payout_bank,
    payoutMasked: STARS + row.payout_tail,
    state: row.state,
    drawnByName: isHouse ? row.drawn_by_name : '',
    isOwn: actor.kind === 'staff' && actor.staffId === row.drawn_by,
    drawnAt: row.drawn_at,
    signedByName: isHouse ? row.signed_by_name : null,
    signedAt: row.signed_at,
  }));
}

export async function describeContract(ctx: Ctx, row: ContractRow): Promise<ContractView> {
  const [view] = await describeContracts(ctx, [row]);
  if (!view) throw new Error('a contract has one description');
  return view;
}

/** @throws AppError `merchants.contract_unknown` */
export async function lockedContract(ctx: Ctx, contractId: Id<'contract'>): Promise<ContractRow> {
  const row = await lockContract(ctx, contractId);
  if (!row) throw new AppError('merchants.contract_unknown', { contractId });
  return row;
}

/** A contract holds for what comes, never for what was. @throws AppError `merchants.begins_in_past` */
export async function refusePast(ctx: Ctx, validFrom: BusinessDay | string): Promise<void> {
  if (validFrom < (await todayOf(ctx))) throw new AppError('merchants.begins_in_past');
}

/** A day has one rate: where a contract holds today already, the next one begins tomorrow or later. @throws AppError `merchants.begins_today` */
export async function refuseSecondToday(ctx: Ctx, of: { organizationId: Id<'organization'>; validFrom: BusinessDay | string }): Promise<void> {
  const today = await todayOf(ctx);
  if (of.validFrom <= today && (await selectContractOn(ctx, { organizationId: of.organizationId, on: today })))
    throw new AppError('merchants.begins_today');
}

export async function todayOf(ctx: Ctx): Promise<BusinessDay> {
  return businessDayOf(ctx.now, await timeZoneOf(ctx));
}

/** The first day on which what ends today does not hold any more. */
export async function tomorrowOf(ctx: Ctx): Promise<BusinessDay> {
  return businessDayOf(new Date(ctx.now.getTime() + DAY_MS), await timeZoneOf(ctx));
}

/** The terms that hold for a merchant on a day; undefined where no contract does. Asked as the system by whoever settles. */
export async function findContractTerms(ctx: Ctx, of: { organizationId: Id<'organization'>; on: BusinessDay }): Promise<ContractTerms | undefined> {
  const row = await selectContractOn(ctx, of);
  if (!row) return undefined;
  const { id: contractId, commission_bps: commissionBps, cycle, min_payout_minor: minPayoutMinor } = row;
  return { contractId, version: row.version ?? 0, commissionBps, cycle, minPayoutMinor };
}

/** What the audit log keeps of one: never the account, only its end. */
export function auditedContract(row: ContractRow) {
  return {
    commissionBps: row.commission_bps,
    cycle: row.cycle,
    minPayoutMinor: row.min_payout_minor,
    validFrom: row.valid_from,
    payoutHolder: row.payout_holder,
    payoutTail: row.payout_tail,
    state: row.state,
    version: row.version,
  };
}
