import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { MemberKind, MemberView } from './member.ts';
import type { SealedField } from './private-field.ts';
import { MEMBER_COLUMNS } from './queries.ts';
import { seenBy } from './scope-queries.ts';
import { spellingOf } from './spelling.ts';
import type { MembersTables } from './tables.ts';

type MemberId = Id<'member'>;
const tables = (ctx: Ctx) => ctx.tx.withTables<MembersTables>();

/** One import of members applies its rows at a time: what it decided stays true until its commit. */
export async function lockMemberImports(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('members.import', 0))`.execute(ctx.tx);
}

const KNOWN_COLUMNS = [
  'id',
  'user_id',
  'search_number',
  'name',
  'kind',
  'department',
  'department_id',
  'issuer_id',
  'phone_hash',
  'status',
  'forgotten_at',
] as const;
export type KnownMember = Pick<
  MembersTables['members.member'],
  'id' | 'user_id' | 'name' | 'kind' | 'department' | 'department_id' | 'issuer_id' | 'phone_hash' | 'forgotten_at'
> & {
  search_number: string;
  status: MemberView['status'];
};

/** By numbers in lower case, as far as the actor may see them. */
export function selectKnownMembers(ctx: Ctx, numbers: readonly string[]): Promise<KnownMember[]> {
  return tables(ctx).selectFrom('members.member').select(KNOWN_COLUMNS).where('search_number', 'in', numbers).where(seenBy(ctx.actor)).execute();
}

/** Of these numbers, those that anybody bears. To be asked as the system. */
export async function selectTakenNumbers(ctx: Ctx, numbers: readonly string[]): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('members.member').select('search_number').where('search_number', 'in', numbers).execute();
  return rows.map((row) => row.search_number);
}

/** Who bears each of these phones. To be asked as the system. */
export async function selectPhoneHolders(ctx: Ctx, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await tables(ctx).selectFrom('members.member').select(['phone_hash', 'search_number']).where('phone_hash', 'in', hashes).execute();
  return new Map(rows.map((row) => [row.phone_hash ?? '', row.search_number]));
}

/** By blind indexes of phones. To be asked as the system. */
export function selectMembersByPhone(ctx: Ctx, hashes: readonly string[]) {
  return tables(ctx)
    .selectFrom('members.member')
    .select([...MEMBER_COLUMNS, 'phone_hash'])
    .where('phone_hash', 'in', hashes)
    .execute();
}

type Searched = 'email' | 'idNumber';
export const fieldKey = (field: Searched, hash: string) => `${field} ${hash}`;

/** Who bears each of these values. To be asked as the system. */
export async function selectFieldHolders(ctx: Ctx, values: readonly { field: Searched; hash: string }[]): Promise<Map<string, MemberId>> {
  if (values.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('members.private_field')
    .select(['field', 'value_hash', 'member_id'])
    .where((where) => where.or(FIELDS.map((field) => where.and([where('field', '=', field), where('value_hash', 'in', hashesOf(values, field))]))))
    .execute();
  return new Map(rows.map((row) => [`${row.field} ${row.value_hash ?? ''}`, row.member_id]));
}

const FIELDS = ['email', 'idNumber'] as const;
/** Never empty: an `in` needs one value. */
function hashesOf(values: readonly { field: Searched; hash: string }[], field: Searched): string[] {
  return ['', ...values.filter((value) => value.field === field).map((value) => value.hash)];
}

export type MemberChange = {
  id: MemberId;
  name: string;
  kind: MemberKind;
  department: string | null;
  department_id: Id<'department'> | null;
  issuer_id: Id<'organization'> | null;
  status: MemberView['status'];
  /** Absent where the phone stays. */
  phone?: { phone_sealed: string; phone_hash: string; phone_masked: string } | undefined;
};

/** All in one statement. */
export async function changeMembers(ctx: Ctx, changes: readonly MemberChange[]): Promise<number> {
  const rows = changes.map(({ phone, ...change }) => ({ ...change, ...phone, ...spellingOf(change.name) }));
  const { numAffectedRows } = await sql`update members.member as member
    set name = change.name, search_spelling = change.search_spelling, search_initials = change.search_initials,
      search_given_spelling = change.search_given_spelling, kind = change.kind, department = change.department, department_id = change.department_id,
      issuer_id = change.issuer_id, status = change.status, phone_sealed = coalesce(change.phone_sealed, member.phone_sealed),
      phone_hash = coalesce(change.phone_hash, member.phone_hash), phone_masked = coalesce(change.phone_masked, member.phone_masked)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as change (id uuid, name text, search_spelling text,
      search_initials text, search_given_spelling text, kind text, department text, department_id uuid,
      issuer_id uuid, status text, phone_sealed text, phone_hash text, phone_masked text)
    where member.id = change.id`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}

export type FieldRow = { member_id: MemberId; field: Searched } & SealedField;

/** Puts the values in the place of former ones. False when one belongs to somebody else by now. */
export async function saveFields(ctx: Ctx, fields: readonly FieldRow[]): Promise<boolean> {
  if (fields.length === 0) return true;
  await sql`delete from members.private_field as held
    using jsonb_to_recordset(${JSON.stringify(fields.map(({ member_id, field }) => ({ member_id, field })))}::jsonb) as new (member_id uuid, field text)
    where held.member_id = new.member_id and held.field = new.field`.execute(ctx.tx);
  const entered = await tables(ctx)
    .insertInto('members.private_field')
    .values(fields.map((row) => ({ ...row, changed_at: ctx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('field')
    .execute();
  return entered.length === fields.length;
}

/** Closes those that are open; answers them. */
export async function closeMemberRows(ctx: Ctx, ids: readonly MemberId[]) {
  if (ids.length === 0) return [];
  return tables(ctx)
    .updateTable('members.member')
    .set({ status: 'closed' })
    .where('id', 'in', ids)
    .where('status', '=', 'active')
    .returning(['id', 'user_id'])
    .execute();
}
