import { z } from 'zod';
import { MERCHANT_CATEGORIES } from './organizations.ts';
import { routes, type Upload } from './route.ts';
import { empty, id, instant, name } from './schemas.ts';
import { oneTimeCode, phone } from './session.ts';
import { oneLine, paragraphs } from './texts.ts';

export const DOCUMENT_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export const DOCUMENT_UPLOAD: Upload = { maxBytes: 4 * 1024 * 1024, types: DOCUMENT_TYPES };
export const DOCUMENTS_MAX = 8;

export const applicationFields = {
  companyName: name,
  /** As the register of companies has it: the unified social credit code, or another country's number. */
  registrationNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z-]{6,20}$/),
  category: z.enum(MERCHANT_CATEGORIES),
  contactName: name,
  region: oneLine(40).min(1),
  address: oneLine(120).min(1),
  note: paragraphs(500),
};

export const shownDocument = z.object({
  id: id<'document'>(),
  name: z.string(),
  type: z.enum(DOCUMENT_TYPES),
  bytes: z.int(),
  addedAt: instant,
});
export type ApplicationDocument = z.input<typeof shownDocument>;

/** An application as its applicant sees it. */
const ownApplication = z.object({
  id: id<'application'>(),
  ...applicationFields,
  state: z.enum(['submitted', 'incomplete', 'refused', 'approved', 'contracted']),
  message: z.string(),
  documents: z.array(shownDocument),
  submittedAt: instant,
});
export type ApplicantApplication = z.input<typeof ownApplication>;

const applicationParams = z.object({ applicationId: id<'application'>() });
const ownErrors = [
  'identity.realm_missing',
  'merchants.applications_off',
  'merchants.visit_over',
  'merchants.application_unknown',
  'merchants.not_now',
] as const;

/** Without a sign-in: whoever proves a phone by a code has a visit of half an hour, kept in a cookie, to the applications of that phone. */
export const merchantApplicantRoutes = routes({
  sendApplicantCode: {
    method: 'POST',
    path: '/applicant/code',
    summary: 'Send a code to the phone of somebody who wants to become a merchant',
    permission: 'public',
    ratePerMinute: 5,
    body: z.object({ phone }),
    response: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['identity.realm_missing', 'merchants.applications_off', 'identity.too_many_attempts'],
  },
  openApplicantVisit: {
    method: 'POST',
    path: '/applicant/visits',
    summary: 'Prove the phone by its code; a cookie opens the applications of that phone for half an hour',
    permission: 'public',
    ratePerMinute: 10,
    body: z.object({ phone, code: oneTimeCode }),
    response: z.object({ endsAt: instant }),
    errors: ['identity.realm_missing', 'merchants.applications_off', 'identity.code_wrong', 'identity.too_many_attempts'],
  },
  closeApplicantVisit: {
    method: 'POST',
    path: '/applicant/visits/close',
    summary: 'End the visit in this browser',
    permission: 'public',
    ratePerMinute: 10,
    response: empty,
    errors: ['identity.realm_missing'],
  },
  listApplicantApplications: {
    method: 'GET',
    path: '/applicant/applications',
    summary: 'The applications of the proved phone, newest first',
    permission: 'public',
    ratePerMinute: 60,
    response: z.object({ items: z.array(ownApplication), phoneMasked: z.string(), endsAt: instant }),
    errors: ['identity.realm_missing', 'merchants.applications_off', 'merchants.visit_over'],
  },
  submitApplication: {
    method: 'POST',
    path: '/applicant/applications',
    summary: 'Apply to become a merchant; one application under way for one company',
    permission: 'public',
    ratePerMinute: 5,
    body: z.object(applicationFields),
    response: ownApplication,
    errors: [
      'identity.realm_missing',
      'merchants.applications_off',
      'merchants.visit_over',
      'merchants.already_applied',
      'merchants.too_many_applications',
    ],
  },
  amendApplication: {
    method: 'PUT',
    path: '/applicant/applications/:applicationId',
    summary: 'Change an application before it is decided, or hand in what was asked for',
    permission: 'public',
    ratePerMinute: 20,
    params: applicationParams,
    body: z.object(applicationFields),
    response: ownApplication,
    errors: [...ownErrors, 'merchants.already_applied'],
  },
  addDocument: {
    method: 'POST',
    path: '/applicant/applications/:applicationId/documents',
    summary: 'Add a photo or a PDF to an application; what it holds decides, not what it is called',
    permission: 'public',
    ratePerMinute: 20,
    params: applicationParams,
    upload: DOCUMENT_UPLOAD,
    response: ownApplication,
    errors: [...ownErrors, 'merchants.document_not_accepted', 'merchants.too_many_documents'],
  },
  removeDocument: {
    method: 'DELETE',
    path: '/applicant/applications/:applicationId/documents/:documentId',
    summary: 'Take a document back before the application is decided',
    permission: 'public',
    ratePerMinute: 20,
    params: z.object({ applicationId: id<'application'>(), documentId: id<'document'>() }),
    response: ownApplication,
    errors: [...ownErrors, 'merchants.document_unknown'],
  },
});
