import { z } from 'zod';
import { cardView } from './card-view.ts';
import { routes } from './route.ts';
import { businessDay, id, instant, shortText } from './schemas.ts';

export const cardCareErrors = {
  'cards.no_phone': 409,
  'cards.identity_check_needed': 409,
  'cards.identity_checks_spent': 429,
} as const;

/** How a clerk made sure of whom they speak to: a paper that was looked at, a code to the phone that we hold, or answers that only that person knows. */
export const IDENTITY_CHECK_WAYS = ['document', 'code', 'knowledge'] as const;
export type IdentityCheckWay = (typeof IDENTITY_CHECK_WAYS)[number];

/** An identity check that was passed counts for so long. */
export const IDENTITY_CHECK_MINUTES = 15;
/** Of the answers, so many must be given, and all that are given must be right. */
export const KNOWN_ANSWERS_MIN = 2;

const lastFour = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{4}$/);

const proof = z.discriminatedUnion('way', [
  z.object({ way: z.literal('document'), document: shortText.min(1) }),
  z.object({ way: z.literal('code'), code: z.string().regex(/^[0-9]{6}$/) }),
  z.object({
    way: z.literal('knowledge'),
    phoneLastFour: lastFour.optional(),
    idNumberLastFour: lastFour.optional(),
    bornOn: businessDay.optional(),
  }),
]);
export type IdentityProof = z.input<typeof proof>;

const emergencyState = z.object({
  /** Null while there is no code. */
  setAt: instant.nullable(),
  usedToday: z.boolean(),
  /** Three wrong codes today: it works again tomorrow. */
  isBlocked: z.boolean(),
  /** The most that one use pays. */
  mostMinor: z.int(),
});
export type EmergencyState = z.input<typeof emergencyState>;
const emergencyCode = z.object({ code: z.string().regex(/^[0-9]{6}$/), state: emergencyState });

const memberParams = z.object({ memberId: id<'member'>() });
const cardParams = z.object({ cardId: id<'card'>() });

export const cardCare = routes({
  sendCardCode: {
    method: 'POST',
    path: '/members/:memberId/card-codes',
    summary: 'Send a one-time code to the phone that is held of a member, to make sure who calls',
    permission: 'cards.write',
    ratePerMinute: 20,
    params: memberParams,
    response: z.object({ phoneMasked: z.string(), resendAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['members.unknown', 'cards.no_phone', 'identity.too_many_attempts'],
  },
  checkIdentity: {
    method: 'POST',
    path: '/members/:memberId/identity-checks',
    summary: 'Say how one made sure of a member; what was proved counts for a quarter of an hour, and both ways it is written down',
    permission: 'cards.write',
    ratePerMinute: 20,
    params: memberParams,
    body: z.object({ proof }),
    response: z.object({ identityCheckId: id<'identityCheck'>().nullable(), passed: z.boolean(), until: instant.nullable() }),
    errors: ['members.unknown', 'cards.no_phone', 'cards.identity_checks_spent', 'identity.code_wrong', 'identity.too_many_attempts'],
  },
  reportLoss: {
    method: 'POST',
    path: '/cards/:cardId/loss',
    summary: 'Report a card lost for its holder, who called: it is refused from this second on, and the holder may take it back',
    permission: 'cards.write',
    params: cardParams,
    body: z.object({ identityCheckId: id<'identityCheck'>() }),
    response: cardView,
    errors: ['cards.unknown', 'cards.void', 'cards.identity_check_needed'],
  },
  takeBackLoss: {
    method: 'POST',
    path: '/cards/:cardId/found',
    summary: 'The card was found, says its holder, who called: it pays again, unless the staff froze it',
    permission: 'cards.write',
    params: cardParams,
    body: z.object({ identityCheckId: id<'identityCheck'>() }),
    response: cardView,
    errors: [
      'cards.unknown',
      'cards.void',
      'cards.frozen_by_staff',
      'cards.frozen_by_issuer',
      'cards.frozen_by_guardian',
      'cards.identity_check_needed',
    ],
  },
  getOwnEmergencyCode: {
    method: 'GET',
    path: '/self/emergency-code',
    summary: 'Whether the signed-in member has an emergency code, and whether it works today; never the code',
    permission: 'self.pay',
    response: emergencyState,
    errors: [],
  },
  setOwnEmergencyCode: {
    method: 'POST',
    path: '/self/emergency-code',
    summary: 'Make a new emergency code, shown this once; the one before is worth nothing',
    permission: 'self.pay',
    ratePerMinute: 6,
    response: emergencyCode,
    errors: ['cards.no_wallet'],
  },
  removeOwnEmergencyCode: {
    method: 'DELETE',
    path: '/self/emergency-code',
    summary: 'Have no emergency code any more',
    permission: 'self.pay',
    response: emergencyState,
    errors: [],
  },
  setEmergencyCode: {
    method: 'POST',
    path: '/members/:memberId/emergency-code',
    summary: 'Make a new emergency code for a member at the counter, shown this once',
    permission: 'cards.write',
    ratePerMinute: 20,
    params: memberParams,
    body: z.object({ identityCheckId: id<'identityCheck'>() }),
    response: emergencyCode,
    errors: ['members.unknown', 'cards.no_wallet', 'cards.identity_check_needed'],
  },
});
