import { type Id, isId, type Minor, toMinor } from '@tessera/kernel';
import { isRecord, readStored, writeStored } from '../../device/store.ts';
import type { ChargeKey } from './charge-flow.ts';

/** A sale whose result is not known: written down before it is sent, so that a reload or a power cut loses nothing. Holds no card, code or PIN. */
export type PendingSale = { key: ChargeKey; amountMinor: Minor; at: string };

/** With so many open results something is badly wrong: the till takes no further sale until some are known. */
export const PENDING_MAX = 20;

export function readPending(): readonly PendingSale[] {
  return parsePending(readStored('pending'));
}

export function keepPending(sale: PendingSale): void {
  const { key, amountMinor, at } = sale;
  writeStored('pending', [...readPending().filter((other) => other.key !== key), { key, amountMinor, at }]);
}

export function dropPending(key: string): void {
  const left = readPending().filter((sale) => sale.key !== key);
  writeStored('pending', left.length > 0 ? left : undefined);
}

/** What can be read of the stored list; anything else in it is left out. */
export function parsePending(stored: unknown): readonly PendingSale[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((row: unknown) => {
    if (!isRecord(row) || !isPaymentId(row.key) || typeof row.amountMinor !== 'number' || typeof row.at !== 'string') return [];
    if (!Number.isSafeInteger(row.amountMinor) || Number.isNaN(Date.parse(row.at))) return [];
    return [{ key: row.key, amountMinor: toMinor(row.amountMinor), at: row.at }];
  });
}

export function isPaymentId(value: unknown): value is Id<'payment'> {
  return typeof value === 'string' && isId(value);
}
