import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { GuardiansTables } from './tables.ts';

type Tables = GuardiansTables;
export type GuardianshipRow = Selectable<Tables['guardians.guardianship']> & { born_on: BusinessDay };
export type AllowanceRow = Selectable<Tables['guardians.allowance']>;

const tables = (ctx: Ctx) => ctx.tx.withTables<Tables>();

const COLUMNS = [
  'id',
  'child_id',
  'guardian_id',
  'relation',
  'origin',
  'consent',
  'made_by',
  'made_by_name',
  'since',
  'ended_at',
  'ended_by',
  'end_reason',
] as const;

/** A member sees those in which they are guardian or child; people at work those of the children whom they see. */
function seenBy(actor: Actor) {
  if (actor.kind === 'member') return sql<SqlBool>`${actor.memberId} in (guardianship.child_id, guardianship.guardian_id)`;
  return ofMembersSeenBy(actor, 'guardianship.child_id');
}

const seen = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('guardians.guardianship')
    .where(seenBy(ctx.actor))
    .select(COLUMNS)
    .select(
      sql<BusinessDay>`(
    select born_on::text from guardians.ward where ward.member_id = guardianship.child_id)`.as('born_on'),
    );

export type GuardianshipFilter = {
  memberIds?: readonly Id<'member'>[] | undefined;
  childId?: Id<'member'> | undefined;
  guardianId?: Id<'member'> | undefined;
  state?: 'live' | 'ended' | undefined;
  beforeId?: Id<'guardianship'> | undefined;
  limit: number;
};

/** Newest first; `memberIds` stand on either side. */
export function selectGuardianships(ctx: Ctx, filter: GuardianshipFilter): Promise<GuardianshipRow[]> {
  let query = seen(ctx).orderBy('id', 'desc').limit(filter.limit);
  const { memberIds, childId, guardianId, state, beforeId } = filter;
  if (memberIds) query = query.where(sql<SqlBool>`(child_id = any(${memberIds}::uuid[]) or guardian_id = any(${memberIds}::uuid[]))`);
  if (childId) query = query.where('child_id', '=', childId);
  if (guardianId) query = query.where('guardian_id', '=', guardianId);
  if (state) query = query.where('ended_at', state === 'live' ? 'is' : 'is not', null);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectGuardianship(ctx: Ctx, id: Id<'guardianship'>): Promise<GuardianshipRow | undefined> {
  return seen(ctx).where('id', '=', id).executeTakeFirst();
}

/** Of these children, whoever has not ended. Asked by the system. */
export function selectLiveOfChildren(ctx: Ctx, childIds: readonly Id<'member'>[]): Promise<GuardianshipRow[]> {
  return seen(ctx).where('child_id', '=', sql<Id<'member'>>`any(${childIds}::uuid[])`).where('ended_at', 'is', null).orderBy('id').execute();
}

/** Of these children, all there were. Asked by the system. */
export function selectAllOfChildren(ctx: Ctx, childIds: readonly Id<'member'>[]): Promise<GuardianshipRow[]> {
  return seen(ctx).where('child_id', '=', sql<Id<'member'>>`any(${childIds}::uuid[])`).orderBy('id').execute();
}

export function selectGuardianshipsById(ctx: Ctx, ids: readonly Id<'guardianship'>[]): Promise<GuardianshipRow[]> {
  return seen(ctx).where('id', '=', sql<Id<'guardianship'>>`any(${ids}::uuid[])`).orderBy('child_id').orderBy('id').execute();
}

export function selectLive(ctx: Ctx, of: { guardianId: Id<'member'>; childId: Id<'member'> }): Promise<GuardianshipRow | undefined> {
  return seen(ctx).where('child_id', '=', of.childId).where('guardian_id', '=', of.guardianId).where('ended_at', 'is', null).executeTakeFirst();
}

export async function insertGuardianship(ctx: Ctx, row: Insertable<Tables['guardians.guardianship']>): Promise<void> {
  await tables(ctx).insertInto('guardians.guardianship').values(row).execute();
}

export async function updateGuardianships(
  ctx: Ctx,
  ids: readonly Id<'guardianship'>[],
  change: Updateable<Tables['guardians.guardianship']>,
): Promise<void> {
  await tables(ctx).updateTable('guardians.guardianship').set(change).where('id', 'in', ids).execute();
}

/** Children who came of age by a birthday not later than this, and still have a guardian; the next in the order of their ids. */
export async function selectGrownUp(ctx: Ctx, of: { bornUntil: string; limit: number }): Promise<Id<'member'>[]> {
  const rows = await tables(ctx)
    .selectFrom('guardians.ward')
    .select('member_id')
    .where('born_on', '<=', of.bornUntil)
    .where(sql<SqlBool>`exists (select from guardians.guardianship g where g.child_id = ward.member_id and g.ended_at is null)`)
    .orderBy('member_id')
    .limit(of.limit)
    .execute();
  return rows.map((row) => row.member_id);
}

// ── Wards ──

/** The day of birth; whoever changes anything about the child here holds this lock until the end of the transaction. */
export async function lockWard(ctx: Ctx, memberId: Id<'member'>): Promise<BusinessDay | undefined> {
  const row = await tables(ctx)
    .selectFrom('guardians.ward')
    .select(sql<BusinessDay>`born_on::text`.as('born_on'))
    .where('member_id', '=', memberId)
    .forUpdate()
    .executeTakeFirst();
  return row?.born_on;
}

export async function selectBirthDays(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Map<Id<'member'>, BusinessDay>> {
  const rows = await tables(ctx)
    .selectFrom('guardians.ward')
    .select(['member_id', sql<BusinessDay>`born_on::text`.as('born_on')])
    .where('member_id', '=', sql<Id<'member'>>`any(${memberIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.born_on]));
}

/** What was entered first stays. Asked by the system. */
export async function enterWard(ctx: Ctx, { memberId, bornOn }: { memberId: Id<'member'>; bornOn: BusinessDay }): Promise<void> {
  await tables(ctx)
    .insertInto('guardians.ward')
    .values({ member_id: memberId, born_on: bornOn, entered_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What papers say, in the order given, in the place of what was entered first. Asked by the system. */
export async function putWards(ctx: Ctx, wards: readonly { memberId: Id<'member'>; bornOn: BusinessDay }[]): Promise<void> {
  if (wards.length === 0) return;
  await tables(ctx)
    .insertInto('guardians.ward')
    .values(wards.map(({ memberId, bornOn }) => ({ member_id: memberId, born_on: bornOn, entered_at: ctx.now })))
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet((row) => ({ born_on: row.ref('excluded.born_on') })))
    .execute();
}

/** With the ward locked. */
export async function setBirthDay(ctx: Ctx, { memberId, bornOn }: { memberId: Id<'member'>; bornOn: BusinessDay }): Promise<void> {
  await tables(ctx).updateTable('guardians.ward').set({ born_on: bornOn }).where('member_id', '=', memberId).execute();
}

// ── Invitations ──

export async function insertInvitations(ctx: Ctx, rows: Insertable<Tables['guardians.invitation']>[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('guardians.invitation').values(rows).execute();
}

const usable = (ctx: Ctx, codeHash: string) =>
  tables(ctx)
    .selectFrom('guardians.invitation')
    .select(['id', 'child_id'])
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now);

export function selectInvitation(ctx: Ctx, codeHash: string) {
  return usable(ctx, codeHash).executeTakeFirst();
}

/** Whoever comes second waits here, and finds it used. */
export function lockInvitation(ctx: Ctx, codeHash: string) {
  return usable(ctx, codeHash).forUpdate().executeTakeFirst();
}

export async function useInvitation(ctx: Ctx, id: Id<'invitation'>): Promise<void> {
  await tables(ctx).updateTable('guardians.invitation').set({ used_at: ctx.now }).where('id', '=', id).execute();
}

/** Of these children, those for whom a code is out that still counts. Asked by the system. */
export async function selectOpenInvitations(ctx: Ctx, childIds: readonly Id<'member'>[]): Promise<Set<Id<'member'>>> {
  const rows = await tables(ctx)
    .selectFrom('guardians.invitation')
    .select('child_id')
    .distinct()
    .where('child_id', '=', sql<Id<'member'>>`any(${childIds}::uuid[])`)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .execute();
  return new Set(rows.map((row) => row.child_id));
}

/** Codes of these children that nobody has used; what was used stays, as where its guardianship comes from. */
export async function deleteUnusedInvitations(ctx: Ctx, childIds: readonly Id<'member'>[]): Promise<void> {
  await tables(ctx)
    .deleteFrom('guardians.invitation')
    .where('child_id', '=', sql<Id<'member'>>`any(${childIds}::uuid[])`)
    .where('used_at', 'is', null)
    .execute();
}

/** Answers how many there were. */
export async function deleteInvitations(ctx: Ctx, of: { before: Date; limit: number }): Promise<number> {
  const due = tables(ctx).selectFrom('guardians.invitation').select('id').where('expires_at', '<', of.before).limit(of.limit);
  const rows = await tables(ctx).deleteFrom('guardians.invitation').where('id', 'in', due).returning('id').execute();
  return rows.length;
}

// ── Allowances ──

const ALLOWANCE_COLUMNS = [
  'member_id',
  'transaction_limit_minor',
  'day_limit_minor',
  'no_pin_floor_minor',
  'refused_categories',
  'set_by',
  'set_at',
] as const;

/** Of whom the caller has decided that the actor may know. Asked by the system. */
export function selectAllowances(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<AllowanceRow[]> {
  return tables(ctx)
    .selectFrom('guardians.allowance')
    .select(ALLOWANCE_COLUMNS)
    .where('member_id', '=', sql<Id<'member'>>`any(${memberIds}::uuid[])`)
    .execute();
}

export async function saveAllowance(ctx: Ctx, row: AllowanceRow): Promise<void> {
  const { member_id: _, ...change } = row;
  await tables(ctx)
    .insertInto('guardians.allowance')
    .values(row)
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(change))
    .execute();
}

export async function deleteAllowance(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).deleteFrom('guardians.allowance').where('member_id', '=', memberId).execute();
}

// ── Personal records ──

export function selectInvitationsOf(ctx: Ctx, childId: Id<'member'>) {
  return tables(ctx)
    .selectFrom('guardians.invitation')
    .select(['id', 'created_at', 'expires_at', 'used_at'])
    .where('child_id', '=', childId)
    .orderBy('id')
    .execute();
}

/** The invitations go; the day of birth stays as the first of January 1900, since ended guardianships lead to the row. */
export async function forgetWard(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).deleteFrom('guardians.invitation').where('child_id', '=', memberId).execute();
  await tables(ctx).deleteFrom('guardians.allowance').where('member_id', '=', memberId).execute();
  await tables(ctx).updateTable('guardians.ward').set({ born_on: sql<BusinessDay>`date '1900-01-01'` }).where('member_id', '=', memberId).execute();
}
