/** Why a file is no seat plan that we take. Whoever takes files says each of them in a sentence of its own. */
export const PLAN_FAULTS = [
  'not_a_plan',
  'key_missing',
  'key_unknown',
  'value_wrong',
  'number_not_finite',
  'number_too_large',
  'text_too_long',
  'shapes_mixed',
  'too_large',
  'category_twice',
  'category_unknown',
  'guid_twice',
  'uuid_twice',
  'seat_unknown',
  'area_unknown',
] as const;
export type PlanFault = (typeof PLAN_FAULTS)[number];

/** Where: keys and places from the top, `zones.0.rows.3.seats.7.category`, places from nought. */
export type PlanProblem = { readonly fault: PlanFault; readonly at: string };

/** More are not told; who has mended so many asks again. */
export const PLAN_PROBLEMS_MAX = 50;
