import { z } from 'zod';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, page, paging, searchText, shortText } from './schemas.ts';

export const issuertopupsErrors = {
  'issuertopups.unknown': 404,
  'issuertopups.member_unknown': 404,
  'issuertopups.member_not_yours': 403,
  'issuertopups.issuer_suspended': 409,
  'issuertopups.key_without_right': 403,
  'issuertopups.over_limit': 409,
  'issuertopups.too_late': 409,
  'issuertopups.reference_differs': 409,
  'issuertopups.taken_back': 409,
  'issuertopups.spent': 409,
} as const;

/** By a person at the console, or by the issuer's own system with its key. */
export const ISSUER_TOP_UP_WAYS = ['hand', 'key'] as const;
export const ISSUER_TOP_UP_STATES = ['given', 'takenBack'] as const;
const REFERENCE_MAX = 80;
/** From the giving on; afterwards what is left is taken for spent. */
export const TAKE_BACK_DAYS = 7;

const issuerTopUp = z.object({
  id: id<'issuerTopUp'>(),
  issuerId: id<'organization'>(),
  issuerName: z.string(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  amountMinor: balanceMinor,
  way: z.enum(ISSUER_TOP_UP_WAYS),
  /** The issuer's own number of it, where its system told it. */
  reference: z.string().nullable(),
  reason: z.string(),
  byName: z.string(),
  businessOn: businessDay,
  at: instant,
  takenBackAt: instant.nullable(),
  takenBackByName: z.string().nullable(),
  takenBackReason: z.string().nullable(),
  mayTakeBack: z.boolean(),
});
export type IssuerTopUp = z.input<typeof issuerTopUp>;

const SHORT = [
  'deposits.none',
  'deposits.short',
  'wallets.top_ups_off',
  'payments.wallet_not_active',
  'issuertopups.over_limit',
  'issuertopups.issuer_suspended',
] as const;

/** Money that issuers give their own members, out of what they have paid in advance. */
export const issuertopups = routes({
  listIssuerTopUps: {
    method: 'GET',
    path: '/issuer-top-ups',
    summary: 'Top-ups that issuers gave their members, newest first; an issuer sees its own',
    permission: 'deposits.read',
    query: z.object({
      ...paging,
      issuerId: id<'organization'>().optional(),
      /** A member's number, or a reference. */
      q: searchText.optional(),
      state: z.enum(ISSUER_TOP_UP_STATES).optional(),
      from: businessDay.optional(),
      to: businessDay.optional(),
    }),
    response: page(issuerTopUp),
    errors: [],
  },
  giveIssuerTopUp: {
    method: 'POST',
    path: '/issuer-top-ups',
    summary: 'Top up a member of one’s own issuer out of its deposit',
    permission: 'deposits.topUp',
    idempotent: true,
    body: z.object({ memberId: id<'member'>(), amountMinor, reason: shortText.min(1) }),
    response: issuerTopUp,
    errors: ['members.unknown', 'issuertopups.member_not_yours', ...SHORT],
  },
  takeBackIssuerTopUp: {
    method: 'POST',
    path: '/issuer-top-ups/:issuerTopUpId/taking-back',
    summary: 'Take a top-up back, whole: from the member’s purse to the deposit',
    permission: 'deposits.topUp',
    idempotent: true,
    params: z.object({ issuerTopUpId: id<'issuerTopUp'>() }),
    body: z.object({ reason: shortText.min(1) }),
    response: issuerTopUp,
    errors: ['issuertopups.unknown', 'issuertopups.taken_back', 'issuertopups.too_late', 'issuertopups.spent', 'payments.wallet_not_active'],
  },
  tellIssuerTopUp: {
    method: 'POST',
    path: '/issuer-top-ups/told',
    summary: 'An issuer’s own system tops up one of its members out of its deposit. Proves itself by a key; the same reference again changes nothing',
    permission: 'public',
    ratePerMinute: 600,
    body: z.object({
      reference: z.string().trim().min(1).max(REFERENCE_MAX),
      memberNumber: z.string().trim().min(1).max(40),
      amountMinor,
      reason: shortText.default(''),
    }),
    response: z.object({
      reference: z.string(),
      amountMinor: balanceMinor,
      /** What is left of the deposit afterwards. */
      depositLeftMinor: balanceMinor,
      takenBackAt: instant.nullable(),
      replayed: z.boolean(),
    }),
    errors: ['loyalty.key_wrong', 'issuertopups.key_without_right', 'issuertopups.member_unknown', 'issuertopups.reference_differs', ...SHORT],
  },
});
