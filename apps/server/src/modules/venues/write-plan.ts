import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, type InputOf, SEAT_PLANS_MAX, type venues } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { NO_EXTRAS, type SeatPlan } from '@tessera/rules';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { record } from '../audit/index.ts';
import { describePlan, type PlanView } from './describe.ts';
import { type PackedPlan, packPlan, readPlan, readPlanFile } from './plan-content.ts';
import { insertPlan, lockPlan, lockVenue, type PlanRow, selectContent, selectPlan, selectPlansOf, selectVenue, updatePlanRow } from './queries.ts';

export type VenueParts = { readonly database: Database };

const BARE_SIZE = { width: 1_200, height: 900 };
const BARE_CATEGORY = { name: 'A', color: '#0b7a75' };

/** @throws AppError `venues.unknown`, `venues.draft_open`, `venues.too_many_plans` */
export async function createSeatPlan(ctx: Ctx, { venueId, name }: InputOf<typeof venues.createSeatPlan>): Promise<PlanView> {
  const zone = { uuid: newId(ctx.now.getTime()), name, position: { x: 0, y: 0 }, rows: [], areas: [] };
  const plan: SeatPlan = { layout: { name, categories: [BARE_CATEGORY], zones: [zone], size: BARE_SIZE }, extras: NO_EXTRAS };
  const row = await addVersion(ctx, { venueId, name }, await packPlan(plan));
  await record(ctx, { action: 'venues.createSeatPlan', targetKind: 'seatPlan', targetId: row.id, after: { name, version: row.version } });
  return describePlan(ctx, row);
}

/** @throws AppError `venues.plan_unknown`, `venues.draft_open`, `venues.too_many_plans` */
export async function copySeatPlan(ctx: Ctx, { seatPlanId }: Pick<InputOf<typeof venues.copySeatPlan>, 'seatPlanId'>): Promise<PlanView> {
  const from = await selectPlan(ctx, seatPlanId);
  const content = await selectContent(ctx, seatPlanId);
  if (!from || !content) throw new AppError('venues.plan_unknown', { seatPlanId });
  const packed = { content, seat_count: from.seat_count, standing_count: from.standing_count };
  const row = await addVersion(ctx, { venueId: from.venue_id, name: from.name }, packed);
  const after = { name: row.name, version: row.version, copyOf: from.version };
  await record(ctx, { action: 'venues.copySeatPlan', targetKind: 'seatPlan', targetId: row.id, after });
  return describePlan(ctx, row);
}

/** All of the file is read and checked before a transaction is open. @throws AppError as the contract says */
export async function importSeatPlan({ database }: VenueParts, call: Call, input: InputOf<typeof venues.importSeatPlan>): Promise<PlanView> {
  const { key, venueId, file } = input;
  const bytes = await buffer(file.pieces);
  const venue = await database.transaction(call.actor, { readOnly: true }, (ctx) => selectVenue(ctx, venueId));
  if (!venue) throw new AppError('venues.unknown', { venueId });
  const plan = readPlanFile(bytes);
  const packed = await packPlan(plan);
  const fingerprint = { route: 'importSeatPlan', venueId, hash: hashOf(bytes) };
  return database.transaction(call.actor, call, async (ctx) => {
    const { response } = await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, async () => {
      const name = plan.layout.name.trim().slice(0, 80) || file.name.replace(/\.json$/i, '').slice(0, 80);
      const row = await addVersion(ctx, { venueId, name }, packed);
      const after = { name, version: row.version, seats: row.seat_count };
      await record(ctx, { action: 'venues.importSeatPlan', targetKind: 'seatPlan', targetId: row.id, after });
      return row.id;
    });
    return describePlan(ctx, await known(ctx, response));
  });
}

/** @throws AppError `venues.plan_unknown`, `venues.plan_published`, `venues.changed_meanwhile`, `venues.file_…` */
export async function saveSeatPlan({ database }: VenueParts, call: Call, input: InputOf<typeof venues.saveSeatPlan>): Promise<PlanView> {
  const { key, seatPlanId, revision, file } = input;
  const bytes = await buffer(file.pieces);
  await database.transaction(call.actor, { readOnly: true }, (ctx) => known(ctx, seatPlanId));
  const packed = await packPlan(readPlan(bytes));
  const fingerprint = { route: 'saveSeatPlan', seatPlanId, revision, hash: hashOf(bytes) };
  return database.transaction(call.actor, call, async (ctx) => {
    await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, async () => {
      const before = await lockDraft(ctx, seatPlanId);
      if (before.revision !== revision) throw new AppError('venues.changed_meanwhile', { revision: before.revision });
      const change = { ...packed, revision: revision + 1, changed_at: ctx.now, changed_by_name: nameOf(ctx) };
      await updatePlanRow(ctx, seatPlanId, change);
      const seats = { before: { seats: before.seat_count }, after: { seats: packed.seat_count } };
      await record(ctx, { action: 'venues.saveSeatPlan', targetKind: 'seatPlan', targetId: seatPlanId, ...seats });
      return seatPlanId;
    });
    return describePlan(ctx, await known(ctx, seatPlanId));
  });
}

/** A draft that nobody else changes meanwhile. @throws AppError `venues.plan_unknown`, `venues.plan_published` */
export async function lockDraft(ctx: Ctx, seatPlanId: Id<'seatPlan'>): Promise<PlanRow> {
  const row = await lockPlan(ctx, seatPlanId);
  if (!row) throw new AppError('venues.plan_unknown', { seatPlanId });
  if (row.published_at) throw new AppError('venues.plan_published', { seatPlanId });
  return row;
}

export function nameOf({ actor }: Ctx): string {
  if (actor.kind === 'staff') return actor.name;
  if (actor.kind === 'system') return '';
  throw new AppError('request.forbidden');
}

/** The venue is locked, so that two who begin a version at once get one each, or a refusal. */
export async function addVersion(ctx: Ctx, { venueId, name }: { venueId: Id<'venue'>; name: string }, packed: PackedPlan): Promise<PlanRow> {
  const venue = await lockVenue(ctx, venueId);
  if (!venue) throw new AppError('venues.unknown', { venueId });
  const all = await selectPlansOf(ctx, venueId, SEAT_PLANS_MAX);
  if (all.length >= SEAT_PLANS_MAX) throw new AppError('venues.too_many_plans', { count: SEAT_PLANS_MAX });
  const versions = all.filter((row) => row.name === name);
  const draft = versions.find((row) => row.published_at === null);
  if (draft) throw new AppError('venues.draft_open', { seatPlanId: draft.id });
  const id = newId<'seatPlan'>(ctx.now.getTime());
  await insertPlan(ctx, {
    id,
    venue_id: venueId,
    merchant_id: venue.merchant_id,
    name,
    version: Math.max(0, ...versions.map(({ version }) => version)) + 1,
    ...packed,
    changed_at: ctx.now,
    changed_by_name: nameOf(ctx),
    published_at: null,
    published_by_name: null,
  });
  return known(ctx, id);
}

async function known(ctx: Ctx, seatPlanId: Id<'seatPlan'>): Promise<PlanRow> {
  const row = await selectPlan(ctx, seatPlanId);
  if (!row) throw new AppError('venues.plan_unknown', { seatPlanId });
  return row;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
