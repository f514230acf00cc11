import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, businessDay, instant, page, paging } from './schemas.ts';

export const ledgerErrors = { 'ledger.page_unknown': 404 } as const;

/** A till may send a key again for seven days; a refusal is remembered for longer, whatever the setting says. */
export const DECLINE_KEPT_DAYS_MIN = 30;

export const ACCOUNT_KINDS = ['wallet', 'merchant', 'channel', 'operator', 'issuer', 'deposit', 'suspense', 'exchange'] as const;

const journalPage = z.object({
  lane: z.int(),
  page: z.int(),
  at: instant,
  count: z.int(),
  totalMinor: balanceMinor,
  hash: z.string(),
  previousHash: z.string(),
});
export type JournalPage = z.input<typeof journalPage>;

/** Of a charge's first leg the key of the charge; of further legs a UUID of another version, which no client can send. */
const transferId = z
  .custom<Id<'transfer'>>((value) => typeof value === 'string' && z.guid().safeParse(value).success, 'not a UUID')
  .meta({ type: 'string', format: 'uuid' });

const transfer = z.object({
  id: transferId,
  debitAccount: z.int(),
  debitKind: z.enum(ACCOUNT_KINDS),
  creditAccount: z.int(),
  creditKind: z.enum(ACCOUNT_KINDS),
  amountMinor: balanceMinor,
  code: z.string(),
  businessOn: businessDay,
  balanceAfterMinor: balanceMinor.nullable(),
  originalId: transferId.nullable(),
  at: instant,
});
export type LedgerTransfer = z.input<typeof transfer>;

export const ledger = routes({
  getTrialBalance: {
    method: 'GET',
    path: '/ledger/trial-balance',
    summary: 'Balances by unit and kind of account, in the debit or the credit column, now or at a past instant; each unit sums to zero',
    permission: 'ledger.read',
    query: z.object({ at: z.iso.datetime().optional() }),
    response: z.object({
      at: instant,
      units: z.array(
        z.object({
          unit: z.string(),
          sumMinor: balanceMinor,
          rows: z.array(
            z.object({ kind: z.enum(ACCOUNT_KINDS), accounts: z.int(), debitMinor: balanceMinor, creditMinor: balanceMinor, balanceMinor }),
          ),
        }),
      ),
    }),
    errors: [],
  },
  listPages: {
    method: 'GET',
    path: '/ledger/pages',
    summary: 'Pages of the journal, newest first',
    permission: 'ledger.read',
    query: z.object({ ...paging, lane: z.coerce.number().int().min(0).max(255).optional() }),
    response: page(journalPage),
    errors: [],
  },
  getPage: {
    method: 'GET',
    path: '/ledger/pages/:lane/:page',
    summary: 'One page of the journal with its transfers',
    permission: 'ledger.read',
    params: z.object({ lane: z.coerce.number().int().min(0).max(255), page: z.coerce.number().int().min(1) }),
    response: z.object({ page: journalPage, transfers: z.array(transfer) }),
    errors: ['ledger.page_unknown'],
  },
  verifyJournal: {
    method: 'POST',
    path: '/ledger/verify',
    summary: 'Recompute the hash chain of every lane and compare every balance with its entries; names the first bad page',
    permission: 'ledger.read',
    ratePerMinute: 6,
    response: z.object({
      sound: z.boolean(),
      pages: z.int(),
      faults: z.array(z.object({ lane: z.int().nullable(), page: z.int().nullable(), fault: z.string() })),
    }),
    errors: [],
  },
});
