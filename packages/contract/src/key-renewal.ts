import { z } from 'zod';
import { instant } from './schemas.ts';

const keyView = z.object({
  keys: z.array(
    z.object({
      version: z.int(),
      state: z.enum(['waiting', 'current', 'old', 'retired']),
      createdAt: instant,
      activeAt: instant,
      retiredAt: instant.nullable(),
      /** Texts that are sealed under it. */
      uses: z.int(),
    }),
  ),
  columns: z.array(z.object({ column: z.string(), walked: z.int(), total: z.int(), broken: z.int(), finishedAt: instant.nullable() })),
  rotationDueAt: instant,
  isUnderWay: z.boolean(),
});
export type Keys = z.input<typeof keyView>;

/** Part of the routes of privacy. */
export const keyRoutes = {
  getKeys: {
    method: 'GET',
    path: '/privacy/keys',
    summary: 'The keys of sealed data, what each has sealed, and how far sealing anew has come',
    permission: 'security.write',
    response: keyView,
    errors: [],
  },
  rotateKey: {
    method: 'POST',
    path: '/privacy/keys/rotate',
    summary: 'Make a new key and seal everything anew under it',
    permission: 'security.write',
    idempotent: true,
    ratePerMinute: 6,
    response: keyView,
    errors: ['privacy.rotation_under_way'],
  },
} as const;
