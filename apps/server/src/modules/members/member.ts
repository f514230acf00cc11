import type { members, OutputOf } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { MembersTables } from './tables.ts';

/** A member as the contract shows it. */
export type MemberView = OutputOf<typeof members.getMember>;
export type MemberKind = MemberView['kind'];
export type MemberRow = Pick<
  Selectable<MembersTables['members.member']>,
  'id' | 'member_number' | 'name' | 'kind' | 'department' | 'department_id' | 'issuer_id' | 'phone_masked' | 'status' | 'created_at'
>;

export function memberView(row: MemberRow): MemberView {
  return {
    id: row.id,
    memberNumber: row.member_number,
    name: row.name,
    kind: row.kind,
    department: row.department,
    departmentId: row.department_id,
    issuerId: row.issuer_id,
    phoneMasked: row.phone_masked,
    status: row.status,
    createdAt: row.created_at,
  };
}

const HIDDEN = '*';
const HIDDEN_LETTERS = '***';
const HAN = /\p{Script=Han}/u;

/**
 * A name for eyes that need not know it. Han names keep first and last character (王小明 → 王*明, 张三 → 张*), one star for each hidden;
 * other names keep the first and last letter around three stars (Alice → A***e), so that the length stays hidden.
 */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const first = characters[0];
  const last = characters.at(-1);
  if (first === undefined || last === undefined) return '';
  if (characters.length <= 2) return first + HIDDEN;
  return first + (HAN.test(first) ? HIDDEN.repeat(characters.length - 2) : HIDDEN_LETTERS) + last;
}

const SHOWN_DIGITS = 4;

/** Keeps the last four characters of a number: 20240001 → ****0001. A number of four or fewer keeps its last one. */
export function maskNumber(number: string): string {
  const shown = number.length > SHOWN_DIGITS ? SHOWN_DIGITS : Math.min(1, number.length);
  return HIDDEN.repeat(number.length - shown) + number.slice(number.length - shown);
}

/** Keeps the first three and the last four digits where at least four are hidden between them: 13812345678 → 138****5678. */
export function maskPhone(phone: string): string {
  return phone.length >= 11 ? phone.slice(0, 3) + HIDDEN.repeat(phone.length - 7) + phone.slice(-4) : maskNumber(phone);
}
