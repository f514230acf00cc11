import { AppError } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';

export const DEFAULT_MAX_AMOUNT_MINOR = toMinor(100_000);
export const ENROLMENT_CODE_TTL_SECONDS = 24 * 60 * 60;

/** A new terminal waits for its device; a revoked one never comes back. */
export type TerminalStatus = 'waiting' | 'active' | 'revoked';
export type TerminalKind = 'till' | 'kiosk' | 'gate';
/** Every change raises `version`, so that a till knows whether it is up to date. */
export type Policy = { readonly version: number; readonly maxAmountMinor: Minor; readonly refundsAllowed: boolean };

export type Terminal = {
  readonly id: Id<'terminal'>;
  readonly organizationId: Id<'organization'>;
  readonly name: string;
  readonly kind: TerminalKind;
  readonly status: TerminalStatus;
  readonly policy: Policy;
  /** Where it stands, if anybody said so. */
  readonly shopId: Id<'shop'> | null;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
};

export type TerminalChange = { name?: string; maxAmountMinor?: Minor; refundsAllowed?: boolean };

/** The terminal after a change; an unchanged policy keeps its version. */
export function change(terminal: Terminal, wanted: TerminalChange): Terminal {
  const { policy } = terminal;
  const maxAmountMinor = wanted.maxAmountMinor ?? policy.maxAmountMinor;
  const refundsAllowed = wanted.refundsAllowed ?? policy.refundsAllowed;
  const same = maxAmountMinor === policy.maxAmountMinor && refundsAllowed === policy.refundsAllowed;
  return {
    ...terminal,
    name: wanted.name ?? terminal.name,
    policy: same ? policy : { version: policy.version + 1, maxAmountMinor, refundsAllowed },
  };
}

/** @throws AppError terminals.revoked */
export function refuseRevoked(terminal: Terminal): void {
  if (terminal.status === 'revoked') throw new AppError('terminals.revoked', { terminalId: terminal.id });
}
