import { AppError, type ErrorCode, type IdNumberKind, type PrivateField } from '@tessera/contract';
import { isDay, isResidentId } from '@tessera/rules';
import type { SecretBox } from '../../platform/secret-box.ts';
import { maskNumber } from './member.ts';

/** One purpose for all fields: the row names the field, and the hash has a purpose for each. */
export const FIELD_PURPOSE = 'members.private_field';
const HIDDEN = '***';
const ADDRESS_SHOWN = 6;
const ADDRESS_SHORTEST = 4;

export type FieldContent = { field: PrivateField; kind: IdNumberKind | null; value: string };
export type SealedField = { kind: IdNumberKind | null; value_sealed: string; value_hash: string | null; masked: string };

/** In the one form in which it is kept and searched. @throws AppError `members.…_wrong`, never with the value */
export function checkedField(field: PrivateField, text: string, kind: IdNumberKind | undefined): FieldContent {
  const value = normalForm(field, text);
  const numberKind = field === 'idNumber' ? (kind ?? 'other') : null;
  if (!isRight(field, value, numberKind)) throw new AppError(WRONG[field]);
  return { field, kind: numberKind, value };
}

const WRONG = {
  email: 'members.email_wrong',
  idNumber: 'members.id_number_wrong',
  bankAccount: 'members.bank_account_wrong',
  address: 'members.address_wrong',
  birthDate: 'members.birth_date_wrong',
} as const satisfies Record<PrivateField, ErrorCode>;

function normalForm(field: PrivateField, text: string): string {
  if (field === 'email') return text.trim().toLowerCase();
  if (field === 'idNumber') return text.replace(/[\s-]/g, '').toUpperCase();
  if (field === 'bankAccount') return text.replace(/[\s-]/g, '');
  return text.trim();
}

function isRight(field: PrivateField, value: string, kind: IdNumberKind | null): boolean {
  if (field === 'email') return value.length <= 120 && /^[^\s@<>"(),:;]+@[^\s@<>"(),:;.]+(?:\.[^\s@<>"(),:;.]+)+$/.test(value);
  if (field === 'idNumber') return kind === 'residentId' ? isResidentId(value) : /^[0-9A-Z]{5,20}$/.test(value);
  if (field === 'bankAccount') return /^\d{8,30}$/.test(value);
  if (field === 'birthDate') return isDay(value);
  return value.length >= ADDRESS_SHORTEST;
}

/** Only an e-mail address and an ID number are searched for; the others get no hash, so that nothing can be guessed from one. */
export function fieldHashOf(secrets: SecretBox, field: 'email' | 'idNumber', text: string): string {
  return secrets.keyedHash(`members.${field}`, normalForm(field, text));
}

export function sealField(secrets: SecretBox, { field, kind, value }: FieldContent): SealedField {
  const isSearched = field === 'email' || field === 'idNumber';
  return {
    kind,
    value_sealed: secrets.seal(FIELD_PURPOSE, value),
    value_hash: isSearched ? fieldHashOf(secrets, field, value) : null,
    masked: maskField(field, value),
  };
}

/** What eyes see that need not know it: never enough to write to, to pay to or to go to. */
export function maskField(field: PrivateField, value: string): string {
  if (field === 'email') return value.slice(0, 1) + HIDDEN + value.slice(value.lastIndexOf('@'));
  if (field === 'idNumber') return value.length > 8 ? value.slice(0, 1) + maskNumber(value.slice(1)) : maskNumber(value);
  if (field === 'bankAccount') return maskNumber(value);
  if (field === 'birthDate') return `${value.slice(0, 4)}-**-**`;
  return [...value].slice(0, Math.min(ADDRESS_SHOWN, Math.floor([...value].length / 2))).join('') + HIDDEN;
}
