import { z } from 'zod';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, id, instant, name, page, paging, searchText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const terminalsErrors = {
  'terminals.unknown': 404,
  'terminals.enrolment_code_wrong': 403,
  'terminals.revoked': 403,
} as const;

export const TERMINAL_KINDS = ['till', 'kiosk', 'gate'] as const;

/** What a till may do; pushed to it whenever it changes. */
const policy = z.object({ version: z.int(), maxAmountMinor: balanceMinor, refundsAllowed: z.boolean() });

const terminal = z.object({
  id: id<'terminal'>(),
  name,
  kind: z.enum(TERMINAL_KINDS),
  organizationId: id<'organization'>(),
  organizationName: z.string(),
  status: z.enum(['waiting', 'active', 'revoked']),
  policy,
  /** The shop of its merchant where it stands. */
  shopId: id<'shop'>().nullable(),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
});
export type Terminal = z.input<typeof terminal>;

const enrolment = z.object({ terminal, enrolmentCode: z.string(), expiresAt: instant });
const terminalParams = z.object({ terminalId: id<'terminal'>() });

export const terminals = routes({
  listTerminals: {
    method: 'GET',
    path: '/terminals',
    summary: 'Terminals, newest first; a merchant sees its own',
    permission: 'terminals.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      organizationId: id<'organization'>().optional(),
      status: z.enum(['waiting', 'active', 'revoked']).optional(),
    }),
    response: page(terminal),
    errors: [],
  },
  createTerminal: {
    method: 'POST',
    path: '/terminals',
    summary: 'Register a terminal of a merchant and get the one-time code that enrols the device',
    permission: 'terminals.write',
    idempotent: true,
    body: z.object({ name, kind: z.enum(TERMINAL_KINDS), organizationId: id<'organization'>() }),
    response: enrolment,
    errors: ['organizations.unknown', 'organizations.suspended'],
  },
  renewEnrolmentCode: {
    method: 'POST',
    path: '/terminals/:terminalId/enrolment-code',
    summary: 'A new one-time code; the device enrolled before, if any, stays valid until the code is used',
    permission: 'terminals.write',
    params: terminalParams,
    response: enrolment,
    errors: ['terminals.unknown', 'terminals.revoked'],
  },
  updateTerminal: {
    method: 'PATCH',
    path: '/terminals/:terminalId',
    summary: 'Rename a terminal or change its policy; an open till hears it at once',
    permission: 'terminals.write',
    params: terminalParams,
    body: z.object({ name: name.optional(), maxAmountMinor: amountMinor.optional(), refundsAllowed: z.boolean().optional() }),
    response: terminal,
    errors: ['terminals.unknown', 'terminals.revoked'],
  },
  revokeTerminal: {
    method: 'POST',
    path: '/terminals/:terminalId/revoke',
    summary: 'End a terminal for ever: its token stops working and an open till is disconnected',
    permission: 'terminals.write',
    params: terminalParams,
    response: terminal,
    errors: ['terminals.unknown'],
  },
  sendTerminalMessage: {
    method: 'POST',
    path: '/terminals/:terminalId/messages',
    summary: 'Show a message on an open till',
    permission: 'terminals.write',
    ratePerMinute: 60,
    params: terminalParams,
    body: z.object({ text: oneLine(200).min(1) }),
    response: z.object({ sentAt: instant }),
    errors: ['terminals.unknown', 'terminals.revoked'],
  },
  enrolTerminal: {
    method: 'POST',
    path: '/terminals/enrol',
    summary: 'Turn a one-time code into this device’s token; the code is then spent',
    permission: 'public',
    ratePerMinute: 10,
    body: z.object({ enrolmentCode: z.string().trim().toUpperCase().min(8).max(16) }),
    response: z.object({ token: z.string(), terminal }),
    errors: ['terminals.enrolment_code_wrong'],
  },
  getOwnTerminal: {
    method: 'GET',
    path: '/terminal/self',
    summary: 'The terminal that asks: its name, merchant and policy',
    permission: 'terminal.read',
    response: terminal,
    errors: [],
  },
});
