import { z } from 'zod';
import { routes } from './route.ts';
import { id, instant, page, paging } from './schemas.ts';

export const auditErrors = {} as const;

const record = z.object({
  id: id<'audit'>(),
  at: instant,
  actorKind: z.enum(['anonymous', 'system', 'staff', 'member', 'terminal']),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string(),
  address: z.string().nullable(),
});
export type AuditRecord = z.input<typeof record>;

export const audit = routes({
  listRecords: {
    method: 'GET',
    path: '/audit/records',
    summary: 'Who did what, newest first',
    permission: 'audit.read',
    query: z.object({
      ...paging,
      q: z.string().trim().max(80).optional(),
      action: z.string().max(80).optional(),
      targetId: z.string().max(80).optional(),
    }),
    response: page(record),
    errors: [],
  },
});
