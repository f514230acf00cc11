import { z } from 'zod';
import { routes } from './route.ts';
import { file, id, instant, name, page, paging, searchText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const venuesErrors = {
  'venues.unknown': 404,
  'venues.name_taken': 409,
  'venues.changed_meanwhile': 409,
  'venues.gate_twice': 400,
  'venues.too_many_plans': 409,
  'venues.plan_unknown': 404,
  'venues.plan_published': 409,
  'venues.draft_open': 409,
  'venues.plan_not_ready': 409,
  'venues.file_unreadable': 400,
  'venues.file_not_a_plan': 400,
  'venues.file_key_missing': 400,
  'venues.file_key_unknown': 400,
  'venues.file_value_wrong': 400,
  'venues.file_number_not_finite': 400,
  'venues.file_number_too_large': 400,
  'venues.file_text_too_long': 400,
  'venues.file_shapes_mixed': 400,
  'venues.file_too_large': 400,
  'venues.file_category_twice': 400,
  'venues.file_category_unknown': 400,
  'venues.file_guid_twice': 400,
  'venues.file_uuid_twice': 400,
  'venues.file_seat_unknown': 400,
  'venues.file_area_unknown': 400,
} as const;

const FILE_WRONG = [
  'venues.file_unreadable',
  'venues.file_not_a_plan',
  'venues.file_key_missing',
  'venues.file_key_unknown',
  'venues.file_value_wrong',
  'venues.file_number_not_finite',
  'venues.file_number_too_large',
  'venues.file_text_too_long',
  'venues.file_shapes_mixed',
  'venues.file_too_large',
  'venues.file_category_twice',
  'venues.file_category_unknown',
  'venues.file_guid_twice',
  'venues.file_uuid_twice',
  'venues.file_seat_unknown',
  'venues.file_area_unknown',
] as const;

export const GATES_MAX = 60;
export const SEAT_PLANS_MAX = 200;
/** Room for forty thousand seats in pretix's own writing, each with a guid and a uuid; it is read where all else is served. */
const PLAN_BYTES_MAX = 10_000_000;
const ADDRESS_MAX = 200;
const REVISION_MAX = 2_147_483_647;
const revision = z.int().min(1).max(REVISION_MAX);
const venueId = z.object({ venueId: id<'venue'>() });
const planId = z.object({ seatPlanId: id<'seatPlan'>() });

const gate = z.object({ code: oneLine(12).min(1), name });
const venueFields = { name, address: oneLine(ADDRESS_MAX), gates: z.array(gate).max(GATES_MAX) };

const venue = z.object({
  id: id<'venue'>(),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  ...venueFields,
  revision,
  createdAt: instant,
  /** Of its largest plan that is published: seats and places to stand. */
  capacity: z.int().nullable(),
  planCount: z.int(),
});
export type Venue = z.input<typeof venue>;

const seatPlan = z.object({
  id: id<'seatPlan'>(),
  venueId: id<'venue'>(),
  venueName: z.string(),
  name: z.string(),
  version: z.int(),
  seatCount: z.int(),
  standingCount: z.int(),
  /** Counts what was saved of a draft, so that nobody overwrites what they have not seen. */
  revision,
  changedAt: instant,
  changedBy: z.string(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
});
export type VenueSeatPlan = z.input<typeof seatPlan>;

const upload = { maxBytes: PLAN_BYTES_MAX, types: ['application/json'] } as const;
const act = { method: 'POST', idempotent: true, permission: 'venues.write' } as const;

export const venues = routes({
  listVenues: {
    method: 'GET',
    path: '/venues',
    summary: 'Venues, newest first; a merchant sees its own',
    permission: 'venues.read',
    query: z.object({ ...paging, merchantId: id<'organization'>().optional(), q: searchText.optional() }),
    response: page(venue),
    errors: [],
  },
  getVenue: {
    method: 'GET',
    path: '/venues/:venueId',
    summary: 'One venue with every version of its seat plans, the newest first',
    permission: 'venues.read',
    params: venueId,
    response: z.object({ venue, plans: z.array(seatPlan) }),
    errors: ['venues.unknown'],
  },
  createVenue: {
    ...act,
    path: '/venues',
    summary: 'Enter a venue of a merchant',
    body: z.object({ merchantId: id<'organization'>(), ...venueFields }),
    response: venue,
    errors: ['organizations.unknown', 'venues.name_taken', 'venues.gate_twice'],
  },
  updateVenue: {
    method: 'PUT',
    path: '/venues/:venueId',
    summary: 'Change a venue’s name, address or gates',
    permission: 'venues.write',
    params: venueId,
    body: z.object({ revision, ...venueFields }),
    response: venue,
    errors: ['venues.unknown', 'venues.changed_meanwhile', 'venues.name_taken', 'venues.gate_twice'],
  },
  createSeatPlan: {
    ...act,
    path: '/venues/:venueId/seat-plans',
    summary: 'Begin a seat plan with nothing on it',
    params: venueId,
    body: z.object({ name }),
    response: seatPlan,
    errors: ['venues.unknown', 'venues.draft_open', 'venues.too_many_plans'],
  },
  importSeatPlan: {
    ...act,
    path: '/venues/:venueId/seat-plans/import',
    summary: 'Read a seat plan from pretix’s file or from one of ours; it becomes a draft under the name that it bears',
    ratePerMinute: 20,
    params: venueId,
    upload,
    response: seatPlan,
    errors: ['venues.unknown', 'venues.draft_open', 'venues.too_many_plans', ...FILE_WRONG],
  },
  getSeatPlan: {
    method: 'GET',
    path: '/seat-plans/:seatPlanId',
    summary: 'One version of a seat plan, without its content',
    permission: 'venues.read',
    params: planId,
    response: seatPlan,
    errors: ['venues.plan_unknown'],
  },
  getSeatPlanContent: {
    method: 'GET',
    path: '/seat-plans/:seatPlanId/content',
    summary: 'The content of a version: whole, with what stands beside the layout, or pretix’s file alone',
    permission: 'venues.read',
    ratePerMinute: 60,
    params: planId,
    query: z.object({ form: z.enum(['whole', 'pretix']).default('whole') }),
    download: ['application/json'],
    response: file,
    errors: ['venues.plan_unknown'],
  },
  saveSeatPlan: {
    ...act,
    path: '/seat-plans/:seatPlanId/content',
    summary: 'Save a draft over the revision that was read',
    ratePerMinute: 60,
    params: planId,
    query: z.object({ revision: z.coerce.number().int().min(1).max(REVISION_MAX) }),
    upload,
    response: seatPlan,
    errors: ['venues.plan_unknown', 'venues.plan_published', 'venues.changed_meanwhile', ...FILE_WRONG],
  },
  publishSeatPlan: {
    ...act,
    path: '/seat-plans/:seatPlanId/publish',
    summary: 'Publish a draft as it was read; it never changes from then on',
    ratePerMinute: 20,
    params: planId,
    body: z.object({ revision }),
    response: seatPlan,
    errors: ['venues.plan_unknown', 'venues.plan_published', 'venues.changed_meanwhile', 'venues.plan_not_ready'],
  },
  copySeatPlan: {
    ...act,
    path: '/seat-plans/:seatPlanId/copy',
    summary: 'Begin a new version as a copy of this one',
    params: planId,
    response: seatPlan,
    errors: ['venues.plan_unknown', 'venues.draft_open', 'venues.too_many_plans'],
  },
  removeSeatPlan: {
    ...act,
    path: '/seat-plans/:seatPlanId/remove',
    summary: 'Throw a draft away',
    params: planId,
    response: z.object({}),
    errors: ['venues.plan_unknown', 'venues.plan_published'],
  },
});
