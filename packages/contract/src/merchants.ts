import { z } from 'zod';
import { password, userName } from './identity.ts';
import { applicationFields, merchantApplicantRoutes, shownDocument } from './merchant-applicants.ts';
import { merchantShopRoutes } from './merchant-shops.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, name, page, paging, searchText } from './schemas.ts';
import { oneLine, paragraphs } from './texts.ts';

export const merchantsErrors = {
  'merchants.applications_off': 403,
  'merchants.visit_over': 403,
  'merchants.already_applied': 409,
  'merchants.too_many_applications': 409,
  'merchants.application_unknown': 404,
  'merchants.document_unknown': 404,
  'merchants.document_not_accepted': 400,
  'merchants.too_many_documents': 409,
  'merchants.not_now': 409,
  'merchants.changed_meanwhile': 409,
  'merchants.needs_another_person': 403,
  'merchants.contract_unknown': 404,
  'merchants.begins_in_past': 400,
  'merchants.begins_today': 409,
  'merchants.manager_needed': 400,
  'merchants.no_contract': 409,
  'merchants.still_owed': 409,
  'merchants.shop_unknown': 404,
  'merchants.shop_name_taken': 409,
} as const;

export const APPLICATION_STATES = ['submitted', 'incomplete', 'refused', 'approved', 'contracted'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
/** How often what a merchant has earned is paid out. */
export const SETTLEMENT_CYCLES = ['day', 'week', 'month'] as const;
export type SettlementCycle = (typeof SETTLEMENT_CYCLES)[number];
/** `drawn` waits for a second person; `ended` held until the merchant left. */
export const CONTRACT_STATES = ['drawn', 'signed', 'ended', 'discarded'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];
const COMMISSION_BPS_MAX = 10_000;
const MIN_PAYOUT_MINOR_MAX = 100_000_000;
const REVISION_MAX = 2_147_483_647;

const application = z.object({
  id: id<'application'>(),
  ...applicationFields,
  phoneMasked: z.string(),
  state: z.enum(APPLICATION_STATES),
  /** What is asked for, or why it was refused. */
  message: z.string(),
  /** Counts what the applicant changed: a decision names what it was made on. */
  revision: z.int(),
  reviewedByName: z.string().nullable(),
  /** The actor approved it, so somebody else draws the contract up. */
  isOwnReview: z.boolean(),
  organizationId: id<'organization'>().nullable(),
  documents: z.array(shownDocument),
  submittedAt: instant,
  changedAt: instant,
});
export type MerchantApplication = z.input<typeof application>;

const terms = {
  commissionBps: z.int().min(0).max(COMMISSION_BPS_MAX),
  cycle: z.enum(SETTLEMENT_CYCLES),
  minPayoutMinor: z.int().min(0).max(MIN_PAYOUT_MINOR_MAX),
  validFrom: businessDay,
};
const contract = z.object({
  id: id<'contract'>(),
  applicationId: id<'application'>().nullable(),
  organizationId: id<'organization'>().nullable(),
  partyName: z.string(),
  /** Counts the signed contracts of a merchant. */
  version: z.int().nullable(),
  ...terms,
  minPayoutMinor: balanceMinor,
  endedOn: businessDay.nullable(),
  payoutHolder: z.string(),
  payoutBank: z.string(),
  payoutMasked: z.string(),
  state: z.enum(CONTRACT_STATES),
  drawnByName: z.string(),
  /** The actor drew it up, so somebody else signs it. */
  isOwn: z.boolean(),
  drawnAt: instant,
  signedByName: z.string().nullable(),
  signedAt: instant.nullable(),
});
export type MerchantContract = z.input<typeof contract>;

const applicationParams = z.object({ applicationId: id<'application'>() });
const contractParams = z.object({ contractId: id<'contract'>() });
const revision = z.int().min(1).max(REVISION_MAX);
const message = paragraphs(500).min(1);
const decided = ['merchants.application_unknown', 'merchants.not_now', 'merchants.changed_meanwhile'] as const;

export const merchants = routes({
  ...merchantApplicantRoutes,
  listApplications: {
    method: 'GET',
    path: '/merchant-applications',
    summary: 'Companies that want to become merchants, newest first',
    permission: 'merchants.review',
    query: z.object({ ...paging, q: searchText.optional(), state: z.enum(APPLICATION_STATES).optional() }),
    response: page(application),
    errors: [],
  },
  getApplication: {
    method: 'GET',
    path: '/merchant-applications/:applicationId',
    summary: 'One application with its documents',
    permission: 'merchants.review',
    params: applicationParams,
    response: application,
    errors: ['merchants.application_unknown'],
  },
  readApplicantPhone: {
    method: 'GET',
    path: '/merchant-applications/:applicationId/phone',
    summary: 'The applicant’s phone, to ask or tell something; who reads it is written down',
    permission: 'merchants.review',
    sensitive: true,
    params: applicationParams,
    response: z.object({ phone: z.string() }),
    errors: ['merchants.application_unknown'],
  },
  downloadDocument: {
    method: 'GET',
    path: '/merchant-applications/:applicationId/documents/:documentId',
    summary: 'A document of an application; who opens it is written down',
    permission: 'merchants.review',
    params: z.object({ applicationId: id<'application'>(), documentId: id<'document'>() }),
    response: file,
    download: ['application/pdf', 'image/jpeg', 'image/png'],
    errors: ['merchants.document_unknown'],
  },
  askApplicant: {
    method: 'POST',
    path: '/merchant-applications/:applicationId/ask',
    summary: 'Ask the applicant for more',
    permission: 'merchants.review',
    params: applicationParams,
    body: z.object({ revision, message }),
    response: application,
    errors: decided,
  },
  refuseApplication: {
    method: 'POST',
    path: '/merchant-applications/:applicationId/refuse',
    summary: 'Refuse an application with a reason, which the applicant reads',
    permission: 'merchants.review',
    params: applicationParams,
    body: z.object({ revision, message }),
    response: application,
    errors: decided,
  },
  approveApplication: {
    method: 'POST',
    path: '/merchant-applications/:applicationId/approve',
    summary: 'Approve an application as it was read; somebody else draws the contract up',
    permission: 'merchants.review',
    params: applicationParams,
    body: z.object({ revision }),
    response: application,
    errors: decided,
  },
  listContracts: {
    method: 'GET',
    path: '/merchant-contracts',
    summary: 'Contracts with merchants, newest first; a merchant sees its own',
    permission: 'merchants.read',
    query: z.object({
      ...paging,
      organizationId: id<'organization'>().optional(),
      applicationId: id<'application'>().optional(),
      state: z.enum(CONTRACT_STATES).optional(),
    }),
    response: page(contract),
    errors: [],
  },
  getContract: {
    method: 'GET',
    path: '/merchant-contracts/:contractId',
    summary: 'One contract, the payout account masked',
    permission: 'merchants.read',
    params: contractParams,
    response: contract,
    errors: ['merchants.contract_unknown'],
  },
  readPayoutAccount: {
    method: 'GET',
    path: '/merchant-contracts/:contractId/payout-account',
    summary: 'The whole number of the payout account, for who signs; who reads it is written down',
    permission: 'merchants.contract',
    sensitive: true,
    params: contractParams,
    response: z.object({ account: z.string() }),
    errors: ['merchants.contract_unknown'],
  },
  drawUpContract: {
    method: 'POST',
    path: '/merchant-contracts',
    summary: 'Draw a contract up for an approved application or a merchant; it holds once another person signs it',
    permission: 'merchants.contract',
    idempotent: true,
    body: z
      .object({
        applicationId: id<'application'>().optional(),
        organizationId: id<'organization'>().optional(),
        ...terms,
        payoutHolder: name,
        payoutBank: name,
        payoutAccount: z.string().regex(/^[0-9]{6,32}$/),
      })
      .refine((of) => (of.applicationId === undefined) !== (of.organizationId === undefined), 'an application or a merchant'),
    response: contract,
    errors: [
      'merchants.application_unknown',
      'merchants.not_now',
      'merchants.needs_another_person',
      'merchants.begins_in_past',
      'merchants.begins_today',
      'organizations.unknown',
    ],
  },
  signContract: {
    method: 'POST',
    path: '/merchant-contracts/:contractId/sign',
    summary: 'Another person than its maker signs; the first contract of an applicant makes the merchant, with its first manager',
    permission: 'merchants.contract',
    params: contractParams,
    body: z.object({ manager: z.object({ name, userName, password }).optional() }),
    response: contract,
    errors: [
      'merchants.contract_unknown',
      'merchants.not_now',
      'merchants.needs_another_person',
      'merchants.begins_in_past',
      'merchants.begins_today',
      'merchants.manager_needed',
      'organizations.name_taken',
      'identity.user_name_taken',
    ],
  },
  discardContract: {
    method: 'POST',
    path: '/merchant-contracts/:contractId/discard',
    summary: 'Put a contract away that nobody has signed',
    permission: 'merchants.contract',
    params: contractParams,
    response: contract,
    errors: ['merchants.contract_unknown', 'merchants.not_now'],
  },
  endMerchant: {
    method: 'POST',
    path: '/merchants/:organizationId/leave',
    summary: 'A merchant leaves: its contract ends, shops close, terminals are revoked; refused while something is owed',
    permission: 'merchants.contract',
    params: z.object({ organizationId: id<'organization'>() }),
    body: z.object({ reason: oneLine(200).min(1) }),
    response: z.object({ endedOn: businessDay, closedShops: z.int(), revokedTerminals: z.int() }),
    errors: ['organizations.unknown', 'merchants.no_contract', 'merchants.still_owed'],
  },
  ...merchantShopRoutes,
});
