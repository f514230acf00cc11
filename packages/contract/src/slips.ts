import { z } from 'zod';
import { memberNumber } from './members.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, page, paging, searchText, shortText } from './schemas.ts';

export const slipsErrors = {
  'slips.unknown': 404,
  'slips.merchant_unknown': 400,
  'slips.not_waiting': 409,
  'slips.needs_another_person': 403,
  'slips.insufficient_funds': 409,
  'slips.wallet_not_active': 409,
  'slips.anonymous_card': 409,
} as const;

export const SLIPS_AT_ONCE_MAX = 100;
export const SLIP_STATES = ['waiting', 'posted', 'refused'] as const;
/** Why a line was not taken; the others of the same request were. */
export const SLIP_PROBLEMS = ['member_unknown', 'anonymous_card', 'number_used', 'day_ahead', 'day_too_old'] as const;

/** Why a slip of a batch was not charged; the others were. */
export const CONFIRM_PROBLEMS = ['not_waiting', 'needs_another_person', 'insufficient_funds', 'wallet_not_active', 'anonymous_card'] as const;

/** The number printed on the slip, as it stands there. */
const slipNumber = z.string().regex(/^[0-9A-Za-z-]{1,20}$/);

const slip = z.object({
  id: id<'slip'>(),
  slipNumber,
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  amountMinor: balanceMinor,
  /** The day on the paper; the books have the day on which it was confirmed. */
  paidOn: businessDay,
  state: z.enum(SLIP_STATES),
  /** The file that it came in; null where it was keyed by hand. */
  importId: id<'import'>().nullable(),
  keyedBy: z.string(),
  keyedAt: instant,
  /** Whether the person who asks keyed it, and so cannot confirm it. */
  keyedByMe: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
});
export type Slip = z.input<typeof slip>;

const slipId = z.object({ slipId: id<'slip'>() });

export const slips = routes({
  listSlips: {
    method: 'GET',
    path: '/slips',
    summary: 'Paper slips, newest first',
    permission: 'slips.read',
    query: z.object({
      ...paging,
      state: z.enum(SLIP_STATES).optional(),
      merchantId: id<'organization'>().optional(),
      /** Those of one file. */
      importId: id<'import'>().optional(),
      /** A slip's number, or a member. */
      q: searchText.optional(),
    }),
    response: page(slip),
    errors: [],
  },
  keySlips: {
    method: 'POST',
    path: '/slips',
    summary: 'Key up to 100 slips of one merchant; each waits for another person, and each that cannot be taken says why',
    permission: 'slips.write',
    idempotent: true,
    body: z.object({
      merchantId: id<'organization'>(),
      slips: z
        .array(z.object({ slipNumber, memberNumber, amountMinor, paidOn: businessDay }))
        .min(1)
        .max(SLIPS_AT_ONCE_MAX),
    }),
    response: z.object({ lines: z.array(z.object({ slipNumber, problem: z.enum(SLIP_PROBLEMS).nullable() })) }),
    errors: ['slips.merchant_unknown'],
  },
  confirmSlip: {
    method: 'POST',
    path: '/slips/:slipId/confirm',
    summary: 'Charge the member for a slip that somebody else keyed; a slip number is charged once',
    permission: 'slips.approve',
    idempotent: true,
    params: slipId,
    response: slip,
    errors: [
      'slips.unknown',
      'slips.not_waiting',
      'slips.needs_another_person',
      'slips.insufficient_funds',
      'slips.wallet_not_active',
      'slips.anonymous_card',
    ],
  },
  confirmSlips: {
    method: 'POST',
    path: '/slips/confirm',
    summary: 'Charge up to 100 slips that somebody else keyed; each that cannot be charged waits on and says why',
    permission: 'slips.approve',
    idempotent: true,
    body: z.object({ slipIds: z.array(id<'slip'>()).min(1).max(SLIPS_AT_ONCE_MAX) }),
    response: z.object({ lines: z.array(z.object({ slipId: id<'slip'>(), problem: z.enum(CONFIRM_PROBLEMS).nullable() })) }),
    errors: ['slips.unknown'],
  },
  refuseSlip: {
    method: 'POST',
    path: '/slips/:slipId/refuse',
    summary: 'Put a slip aside unpaid; its number may be keyed again',
    permission: ['slips.write', 'slips.approve'],
    idempotent: true,
    params: slipId,
    body: z.object({ reason: shortText.min(1) }),
    response: slip,
    errors: ['slips.unknown', 'slips.not_waiting'],
  },
});
