import type { Terminal } from '@tessera/contract';
import { isRecord, readStored, writeStored } from '../device/store.ts';

/** Who this device is: kept over restarts, so that a till without a network still knows its name and its limit. */
export type StoredSession = { token: string; terminal: Terminal };

export function readSession(): StoredSession | null {
  const stored = readStored('session');
  if (!isRecord(stored) || typeof stored.token !== 'string' || !isTerminal(stored.terminal)) return null;
  return { token: stored.token, terminal: stored.terminal };
}

export function writeSession(session: StoredSession | null): void {
  writeStored('session', session ?? undefined);
}

export function isTerminal(value: unknown): value is Terminal {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.organizationName !== 'string') return false;
  return isRecord(value.policy) && Number.isSafeInteger(value.policy.maxAmountMinor);
}
