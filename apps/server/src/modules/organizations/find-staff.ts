import { DATA_SCOPES, isOfDepartments, type Permission, ROLE_NAMES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import {
  type StaffAudience,
  selectStaffAudience,
  selectStaffAudienceCount,
  selectStaffHolding,
  selectStaffNames,
  selectStaffUsers,
} from './audience-queries.ts';
import { permissionsOfRole } from './role.ts';

/** What people at work are called, by id, in one query; whom the actor may not see is missing. */
export async function findStaffNames(ctx: Ctx, ids: readonly Id<'staff'>[]): Promise<Map<Id<'staff'>, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectStaffNames(ctx, ids)).map(({ id, name }) => [id, name]));
}

/** Whom they sign in as, by id, in one query; who no longer works here is missing. */
export async function findStaffUsers(ctx: Ctx, ids: readonly Id<'staff'>[]): Promise<Map<Id<'staff'>, Id<'user'>>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectStaffUsers(ctx, ids)).map(({ id, user_id }) => [id, user_id]));
}

/** The next people at work of an audience in the order of their ids; an empty list asks for nothing. */
export function findStaffAudience(ctx: Ctx, audience: StaffAudience, page: { afterId: string | null; limit: number }): Promise<Id<'staff'>[]> {
  return selectStaffAudience(ctx, audience, page);
}

/** How many people at work an audience has now. */
export function countStaffAudience(ctx: Ctx, audience: StaffAudience): Promise<number> {
  return selectStaffAudienceCount(ctx, audience);
}

export type HouseDuty = { permission: Permission; limit: number; organizationId?: Id<'organization'> };

/** People who hold a permission now for the whole of their organization, which is the operator where none is named. */
export function findStaffOfHouse(ctx: Ctx, { permission, limit, organizationId }: HouseDuty): Promise<Id<'staff'>[]> {
  const readyRoles = ROLE_NAMES.filter((key) => permissionsOfRole({ key, permissions: [] }).includes(permission));
  return selectStaffHolding(ctx, { permission, scopes: ['organization'], readyRoles, limit, ...(organizationId && { organizationId }) });
}

/** Up to `limit` of the operator's people at work who hold a permission now. */
export function findStaffHolding(ctx: Ctx, permission: Permission, limit: number): Promise<Id<'staff'>[]> {
  const readyRoles = ROLE_NAMES.filter((key) => permissionsOfRole({ key, permissions: [] }).includes(permission));
  const scopes = isOfDepartments(permission) ? DATA_SCOPES : (['organization'] as const);
  return selectStaffHolding(ctx, { permission, scopes, readyRoles, limit });
}
