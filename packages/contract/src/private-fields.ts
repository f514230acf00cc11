import { z } from 'zod';
import { id, instant } from './schemas.ts';

/** What is held of a member under seal. The phone is one of them, but is entered with the member. */
export const PRIVATE_FIELDS = ['email', 'idNumber', 'bankAccount', 'address', 'birthDate'] as const;
export type PrivateField = (typeof PRIVATE_FIELDS)[number];
export const REVEALED_FIELDS = ['phone', ...PRIVATE_FIELDS] as const;
export type RevealedField = (typeof REVEALED_FIELDS)[number];

/** What document an ID number stands on; only the resident ID has a check digit. */
export const ID_NUMBER_KINDS = ['residentId', 'passport', 'hongKongMacauPermit', 'taiwanPermit', 'foreignResidentId', 'other'] as const;
export type IdNumberKind = (typeof ID_NUMBER_KINDS)[number];

export const privateFieldErrors = {
  'members.id_number_wrong': 400,
  'members.email_wrong': 400,
  'members.bank_account_wrong': 400,
  'members.birth_date_wrong': 400,
  'members.address_wrong': 400,
  'members.email_taken': 409,
  'members.id_number_taken': 409,
  'members.field_empty': 404,
} as const;

const memberId = id<'member'>();
const maskedField = z.object({
  field: z.enum(REVEALED_FIELDS),
  /** Of an ID number. */
  kind: z.enum(ID_NUMBER_KINDS).nullable(),
  /** Null when nothing is held. */
  masked: z.string().nullable(),
  changedAt: instant.nullable(),
});
export type MaskedField = z.input<typeof maskedField>;

/** Part of the routes of members. */
export const privateFieldRoutes = {
  listPrivateFields: {
    method: 'GET',
    path: '/members/:memberId/private-fields',
    summary: 'What is held of a member under seal, masked',
    permission: 'members.read',
    params: z.object({ memberId }),
    response: z.object({ items: z.array(maskedField) }),
    errors: ['members.unknown'],
  },
  setPrivateField: {
    method: 'PUT',
    path: '/members/:memberId/private-fields/:field',
    summary: 'Enter, correct or take away what is held under seal; `value: null` takes it away',
    permission: 'members.write',
    params: z.object({ memberId, field: z.enum(PRIVATE_FIELDS) }),
    body: z.object({ value: z.string().trim().max(200).nullable(), kind: z.enum(ID_NUMBER_KINDS).optional() }),
    response: maskedField,
    errors: [
      'members.unknown',
      'members.forgotten',
      'members.anonymous',
      'members.id_number_wrong',
      'members.email_wrong',
      'members.bank_account_wrong',
      'members.birth_date_wrong',
      'members.address_wrong',
      'members.email_taken',
      'members.id_number_taken',
    ],
  },
  revealPrivateField: {
    method: 'POST',
    path: '/members/:memberId/private-fields/:field/reveal',
    summary: 'Show one of them in the clear; who did so is recorded',
    permission: 'members.readSensitive',
    ratePerMinute: 30,
    params: z.object({ memberId, field: z.enum(REVEALED_FIELDS) }),
    response: z.object({ field: z.enum(REVEALED_FIELDS), kind: z.enum(ID_NUMBER_KINDS).nullable(), value: z.string() }),
    errors: ['members.unknown', 'members.field_empty'],
  },
} as const;
