import { z } from 'zod';
import { points } from './loyalty-shapes.ts';
import { routes } from './route.ts';
import { amountMinor, id, instant, page, paging } from './schemas.ts';
import { audience } from './subsidies.ts';

const MERCHANTS_MAX = 100;
const FACTOR_MAX = 1_000;
export const EARNING_RULE_STATUSES = ['active', 'paused'] as const;

/** Times so many hundredths: 150 is half as much again. */
export const factorPercent = z.int().min(1).max(FACTOR_MAX);

const programmeParams = z.object({ pointsProgrammeId: id<'pointsProgramme'>() });

const earningRule = z.object({
  id: id<'earningRule'>(),
  programmeId: id<'pointsProgramme'>(),
  /** So many points for each whole `perMinor` that is spent. */
  points: z.int(),
  perMinor: z.int(),
  factorPercent: z.int(),
  /** None: everywhere. */
  merchantNames: z.array(z.string()),
  /** Neither: everybody whom the programme gives to. */
  departmentNames: z.array(z.string()),
  memberKinds: z.array(z.string()),
  status: z.enum(EARNING_RULE_STATUSES),
  /** What is spent from then on earns. */
  startsAt: instant,
  madeByName: z.string(),
});
export type EarningRule = z.input<typeof earningRule>;

/** Points earned by spending. */
export const pointsEarning = routes({
  listEarningRules: {
    method: 'GET',
    path: '/loyalty/programmes/:pointsProgrammeId/earning-rules',
    summary: 'By what spending earns points of a programme, newest first',
    permission: 'loyalty.read',
    params: programmeParams,
    query: z.object({ ...paging }),
    response: page(earningRule),
    errors: ['loyalty.programme_unknown'],
  },
  createEarningRule: {
    method: 'POST',
    path: '/loyalty/programmes/:pointsProgrammeId/earning-rules',
    summary: 'Let spending earn points from now on; they are pending until the refund window of the payment has shut',
    permission: 'loyalty.write',
    idempotent: true,
    params: programmeParams,
    body: z.object({
      points,
      perMinor: amountMinor,
      factorPercent: factorPercent.default(100),
      merchantIds: z.array(id<'organization'>()).max(MERCHANTS_MAX).default([]),
      audience,
    }),
    response: earningRule,
    errors: [
      'loyalty.programme_unknown',
      'loyalty.programme_not_open',
      'loyalty.programme_over',
      'loyalty.merchant_unknown',
      'loyalty.audience_empty',
    ],
  },
  updateEarningRule: {
    method: 'PATCH',
    path: '/loyalty/earning-rules/:earningRuleId',
    summary: 'Pause a rule, or let it go on; what was earned stays',
    permission: 'loyalty.write',
    params: z.object({ earningRuleId: id<'earningRule'>() }),
    body: z.object({ status: z.enum(EARNING_RULE_STATUSES) }),
    response: earningRule,
    errors: ['loyalty.earning_rule_unknown'],
  },
});
