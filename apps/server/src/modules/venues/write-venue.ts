import { AppError, type ContentOf, type InputOf, type venues } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { confinedTo, findOrganizations } from '../organizations/index.ts';
import { describeVenue, type VenueView } from './describe.ts';
import { hasVenueNamed, insertVenue, isNameTaken, lockVenue, selectVenue, updateVenueRow } from './queries.ts';
import type { Gate } from './tables.ts';

/** @throws AppError `organizations.unknown`, `venues.name_taken`, `venues.gate_twice` */
export async function createVenue(ctx: Ctx, input: ContentOf<typeof venues.createVenue>): Promise<VenueView> {
  const { merchantId, name, address, gates } = input;
  const own = confinedTo(ctx.actor);
  const found = await asSystem(ctx, (system) => findOrganizations(system, [merchantId]));
  if ((own && own !== merchantId) || found.get(merchantId)?.kind !== 'merchant') {
    throw new AppError('organizations.unknown', { organizationId: merchantId });
  }
  refuseTwice(gates);
  const id = newId<'venue'>(ctx.now.getTime());
  const row = { id, merchant_id: merchantId, name, address, gates: JSON.stringify(gates), created_at: ctx.now, changed_at: ctx.now };
  if (!(await insertVenue(ctx, row))) throw new AppError('venues.name_taken', { merchantId });
  await record(ctx, { action: 'venues.createVenue', targetKind: 'venue', targetId: id, after: { name, address, gates } });
  const added = await selectVenue(ctx, id);
  if (!added) throw new AppError('venues.unknown', { venueId: id });
  return describeVenue(ctx, added);
}

/** @throws AppError `venues.unknown`, `venues.changed_meanwhile`, `venues.name_taken`, `venues.gate_twice` */
export async function updateVenue(ctx: Ctx, { venueId, revision, name, address, gates }: InputOf<typeof venues.updateVenue>): Promise<VenueView> {
  const before = await lockVenue(ctx, venueId);
  if (!before) throw new AppError('venues.unknown', { venueId });
  if (before.revision !== revision) throw new AppError('venues.changed_meanwhile', { revision: before.revision });
  refuseTwice(gates);
  if (await hasVenueNamed(ctx, { ...before, name })) throw new AppError('venues.name_taken', { merchantId: before.merchant_id });
  const change = { name, address, revision: revision + 1 };
  await updateVenueRow(ctx, venueId, { ...change, gates: JSON.stringify(gates), changed_at: ctx.now }).catch((error) => {
    throw isNameTaken(error) ? new AppError('venues.name_taken', { merchantId: before.merchant_id }) : error;
  });
  const was = { name: before.name, address: before.address, gates: before.gates };
  await record(ctx, { action: 'venues.updateVenue', targetKind: 'venue', targetId: venueId, before: was, after: { name, address, gates } });
  return describeVenue(ctx, { ...before, ...change, gates });
}

/** A seat names a gate by its code. */
function refuseTwice(gates: readonly Gate[]): void {
  if (new Set(gates.map(({ code }) => code)).size < gates.length) throw new AppError('venues.gate_twice');
}
