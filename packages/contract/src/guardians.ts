import { MAX_AMOUNT_MINOR, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { oneTimeCode, phone, session } from './identity.ts';
import { MERCHANT_CATEGORIES } from './organizations.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, empty, id, instant, name, page, paging, searchText, shortText } from './schemas.ts';

export const guardiansErrors = {
  'guardians.unknown': 404,
  'guardians.not_minor': 409,
  'guardians.birth_date_differs': 409,
  'guardians.already': 409,
  'guardians.too_many': 409,
  'guardians.oneself': 409,
  'guardians.child_left': 409,
  'guardians.invitation_wrong': 404,
  'guardians.other_person': 409,
  'guardians.not_the_guardian': 403,
  'guardians.still_minor': 403,
  'guardians.audience_too_large': 409,
} as const;

/** Guardians that one member has at once. */
export const GUARDIANS_PER_CHILD_MAX = 4;
/** Members whose guardians are invited at once, and invitations for each. */
export const INVITED_AT_ONCE_MAX = 500;
export const INVITATION_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const INVITATION_LENGTH = 10;

/** The request header, or the word in a live stream's address, by which a guardian says whose purse it is about. */
export const CHILD_HEADER = 'x-tessera-for';

export const RELATIONS = ['mother', 'father', 'grandparent', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];
export const GUARDIANSHIP_ORIGINS = ['counter', 'import', 'invitation'] as const;
export type GuardianshipOrigin = (typeof GUARDIANSHIP_ORIGINS)[number];
/** Where somebody stands before their guardians are invited; `open` has a code already that nobody has used. */
export const INVITATION_STANDINGS = ['guarded', 'open', 'none', 'birth_date_missing', 'not_minor'] as const;
export type InvitationStanding = (typeof INVITATION_STANDINGS)[number];
/** What stands against a row of a file of guardians, beside what every import knows. */
export const GUARDIAN_PROBLEMS = [
  'guardian_left',
  'guardian_oneself',
  'guardians_full',
  'guardian_ended',
  'birth_date_missing',
  'birth_date_differs',
  'not_minor',
] as const;
export const GUARDIANSHIP_ENDINGS = ['age', 'guardian', 'child', 'staff', 'erasure'] as const;
export type GuardianshipEnding = (typeof GUARDIANSHIP_ENDINGS)[number];
/** How the guardian agreed: in the app, or on a paper that the desk keeps. */
export const GUARDIAN_CONSENTS = ['app', 'paper'] as const;

const limit = z.int().min(0).max(MAX_AMOUNT_MINOR).transform(toMinor).nullable();
/** A limit that is null is not set: the child's own counts alone. */
const guardianLimits = z.object({
  transactionLimitMinor: balanceMinor.nullable(),
  dayLimitMinor: balanceMinor.nullable(),
  noPinFloorMinor: balanceMinor.nullable(),
  /** Kinds of merchants at which the child pays nothing. */
  refusedCategories: z.array(z.enum(MERCHANT_CATEGORIES)),
  setAt: instant,
});
export type GuardianLimits = z.input<typeof guardianLimits>;

const person = z.object({ memberId: id<'member'>(), name: z.string(), memberNumber: z.string() });
const guardianship = z.object({
  id: id<'guardianship'>(),
  child: person,
  guardian: person.extend({ phoneMasked: z.string().nullable() }),
  relation: z.enum(RELATIONS),
  origin: z.enum(GUARDIANSHIP_ORIGINS),
  consent: z.enum(GUARDIAN_CONSENTS),
  since: instant,
  /** The birthday on which it ends by itself. */
  endsOn: businessDay,
  endedAt: instant.nullable(),
  endedBy: z.enum(GUARDIANSHIP_ENDINGS).nullable(),
  endReason: z.string().nullable(),
});
export type Guardianship = z.input<typeof guardianship>;

const ownChild = person.extend({
  guardianshipId: id<'guardianship'>(),
  relation: z.enum(RELATIONS),
  since: instant,
  endsOn: businessDay,
  limits: guardianLimits.nullable(),
});
export type OwnChild = z.input<typeof ownChild>;

const guardianshipId = z.object({ guardianshipId: id<'guardianship'>() });
const invitation = z
  .string()
  .trim()
  .toUpperCase()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(new RegExp(`^[${INVITATION_LETTERS}]{${INVITATION_LENGTH}}$`)));

export const guardians = routes({
  listGuardianships: {
    method: 'GET',
    path: '/guardians',
    summary: 'Who looks after whom, newest first; `q` finds a member on either side',
    permission: 'guardians.read',
    query: z.object({ ...paging, q: searchText.optional(), memberId: id<'member'>().optional(), state: z.enum(['live', 'ended']).optional() }),
    response: page(guardianship),
    errors: [],
  },
  linkGuardian: {
    method: 'POST',
    path: '/guardians',
    summary: 'At the counter: enter a guardian of a member who is a minor, known by the phone; their consent lies on paper',
    permission: 'guardians.write',
    idempotent: true,
    body: z.object({ memberId: id<'member'>(), bornOn: businessDay, name, phone, relation: z.enum(RELATIONS), consentOnPaper: z.literal(true) }),
    response: guardianship,
    errors: [
      'members.unknown',
      'guardians.not_minor',
      'guardians.birth_date_differs',
      'guardians.already',
      'guardians.too_many',
      'guardians.oneself',
      'guardians.child_left',
      'identity.contact_taken',
    ],
  },
  inviteGuardians: {
    method: 'POST',
    path: '/guardians/invitations',
    summary: 'Make codes for the guardians of up to 500 members; each code is shown this once, and used once',
    permission: 'guardians.write',
    idempotent: true,
    body: z.object({
      memberIds: z.array(id<'member'>()).min(1).max(INVITED_AT_ONCE_MAX),
      each: z.int().min(1).max(GUARDIANS_PER_CHILD_MAX).default(2),
      /** What becomes of earlier codes that nobody has used. */
      former: z.enum(['keep', 'void']).default('keep'),
      /** For one member whose birthday is not known yet. */
      bornOn: businessDay.optional(),
    }),
    response: z.object({
      expiresAt: instant,
      invitations: z.array(person.extend({ codes: z.array(z.string()) })),
      skipped: z.array(person.extend({ problem: z.enum(['birth_date_missing', 'not_minor', 'child_left']) })),
    }),
    errors: ['guardians.birth_date_differs'],
  },
  previewInvitations: {
    method: 'POST',
    path: '/guardians/invitations/preview',
    summary: 'The members of departments, with all below them, who may be minors: who has a guardian, an unused code, or neither',
    permission: 'guardians.write',
    body: z.object({ departmentIds: z.array(id<'department'>()).min(1).max(50) }),
    response: z.object({ items: z.array(person.extend({ department: z.string().nullable(), standing: z.enum(INVITATION_STANDINGS) })) }),
    errors: ['guardians.audience_too_large'],
  },
  endGuardianship: {
    method: 'POST',
    path: '/guardians/:guardianshipId/end',
    summary: 'End a guardianship: from now on the guardian sees nothing of the member',
    permission: 'guardians.write',
    params: guardianshipId,
    body: z.object({ reason: shortText.min(1) }),
    response: guardianship,
    errors: ['guardians.unknown'],
  },
  sendInvitationCode: {
    method: 'POST',
    path: '/guardians/invitations/send-code',
    summary: 'Send a one-time code to the phone of whoever was invited as a guardian',
    permission: 'public',
    ratePerMinute: 6,
    body: z.object({ invitation, phone }),
    response: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int(), childNameMasked: z.string() }),
    errors: ['guardians.invitation_wrong', 'identity.realm_missing', 'identity.too_many_attempts'],
  },
  acceptInvitation: {
    method: 'POST',
    path: '/guardians/invitations/accept',
    summary: 'Become the guardian of a member with an invitation and a proved phone; whoever is new gets an account, and is signed in',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({
      invitation,
      phone,
      code: oneTimeCode,
      /** Counts for whoever has no account here yet. */
      name,
      relation: z.enum(RELATIONS),
      consent: z.literal(true),
    }),
    response: session,
    errors: [
      'guardians.invitation_wrong',
      'guardians.not_minor',
      'guardians.already',
      'guardians.too_many',
      'guardians.oneself',
      'guardians.child_left',
      'guardians.other_person',
      'identity.code_wrong',
      'identity.contact_taken',
      'identity.no_access',
      'identity.realm_missing',
      'identity.too_many_attempts',
    ],
  },
  listOwnChildren: {
    method: 'GET',
    path: '/self/children',
    summary: 'The members whom the signed-in member looks after',
    permission: 'self.guard',
    response: z.object({ items: z.array(ownChild) }),
    errors: [],
  },
  setChildLimits: {
    method: 'PUT',
    path: '/self/guardianships/:guardianshipId/limits',
    summary: 'Set what a child may spend; the stricter of this and the child’s own limits counts',
    permission: 'self.guard',
    params: guardianshipId,
    body: z.object({
      transactionLimitMinor: limit,
      dayLimitMinor: limit,
      noPinFloorMinor: limit,
      refusedCategories: z.array(z.enum(MERCHANT_CATEGORIES)).max(MERCHANT_CATEGORIES.length),
    }),
    response: ownChild,
    errors: ['guardians.unknown', 'guardians.not_the_guardian', 'wallets.unknown'],
  },
  endOwnGuardianship: {
    method: 'POST',
    path: '/self/guardianships/:guardianshipId/end',
    summary: 'End one’s own guardianship of somebody; or, being of age, that of one’s guardian',
    permission: 'self.guard',
    params: guardianshipId,
    response: empty,
    errors: ['guardians.unknown', 'guardians.still_minor'],
  },
  listOwnGuardians: {
    method: 'GET',
    path: '/self/guardians',
    summary: 'Who looks after the member, and which limits they have set',
    permission: 'self.read',
    response: z.object({
      guardians: z.array(
        z.object({
          guardianshipId: id<'guardianship'>(),
          name: z.string(),
          relation: z.enum(RELATIONS),
          since: instant,
          endsOn: businessDay,
          /** Of age: the member may end it. */
          mayEnd: z.boolean(),
        }),
      ),
      limits: guardianLimits.nullable(),
    }),
    errors: [],
  },
});
