import { z } from 'zod';
import { ALL_MEMBER_KINDS } from './members.ts';
import { id, name } from './schemas.ts';

export const REPORT_FORMATS = ['csv', 'xlsx'] as const;

/** What narrows a report, beside its days. */
export const reportFilters = {
  merchantId: id<'organization'>().optional(),
  shopId: id<'shop'>().optional(),
  region: name.optional(),
  departmentId: id<'department'>().optional(),
  memberKind: z.enum(ALL_MEMBER_KINDS).optional(),
};
