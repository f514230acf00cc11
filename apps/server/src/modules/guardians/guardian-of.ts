import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { ageNow } from './age.ts';
import { isLive } from './guardianship.ts';
import { selectAllowances, selectLive, selectLiveOfChildren } from './queries.ts';
import type { MerchantCategory } from './tables.ts';

/** Whether one may act for the other at this moment: asked with each request, by the system, before there is an actor. */
export async function isGuardianOf(ctx: Ctx, of: { guardianId: Id<'member'>; childId: Id<'member'> }): Promise<boolean> {
  const row = await selectLive(ctx, of);
  if (!row || !isLive(row, await ageNow(ctx))) return false;
  return (await findMembers(ctx, [of.childId])).get(of.childId)?.status === 'active';
}

/** The guardians of each of these members, whoever is told what they spend; asked by the system. Members without one are missing. */
export async function findGuardians(ctx: Ctx, childIds: readonly Id<'member'>[]): Promise<Map<Id<'member'>, Id<'member'>[]>> {
  const age = await ageNow(ctx);
  const found = new Map<Id<'member'>, Id<'member'>[]>();
  for (const row of childIds.length === 0 ? [] : await selectLiveOfChildren(ctx, childIds)) {
    if (isLive(row, age)) found.set(row.child_id, [...(found.get(row.child_id) ?? []), row.guardian_id]);
  }
  return found;
}

/** What a charge has to know of a child's guardians, beside the amounts that lie in the ledger. Valid as long as the wallet's fence stands. */
export type AllowanceFacts = { readonly noPinFloorMinor: Minor | null; readonly refusedCategories: readonly MerchantCategory[] };

/** Asked by the system; who is not bounded is missing. */
export async function allowanceFacts(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Map<Id<'member'>, AllowanceFacts>> {
  const rows = memberIds.length === 0 ? [] : await selectAllowances(ctx, memberIds);
  return new Map(rows.map((row) => [row.member_id, { noPinFloorMinor: row.no_pin_floor_minor, refusedCategories: row.refused_categories }]));
}
