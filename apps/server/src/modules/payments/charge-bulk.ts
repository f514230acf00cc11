import { type BulkAnswer, chargeItem } from '@tessera/contract';
import { toAppError } from '../../platform/http/problem.ts';
import type { Charger } from './charger.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** Every charge of a bulk request on its own: one that is malformed or refused leaves the others alone. */
export function chargeBulk(charge: Charger, terminal: TerminalFacts, charges: readonly unknown[]): Promise<BulkAnswer[]> {
  return Promise.all(charges.map((raw) => chargeRaw(charge, terminal, raw)));
}

async function chargeRaw(charge: Charger, terminal: TerminalFacts, raw: unknown): Promise<BulkAnswer> {
  try {
    return await charge(terminal, chargeItem.parse(raw));
  } catch (error) {
    const refusal = toAppError(error);
    if (!refusal) throw error;
    return { outcome: 'refused', key: keyOf(raw), code: refusal.code, params: refusal.params };
  }
}

function keyOf(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'key' in raw && typeof raw.key === 'string' ? raw.key.slice(0, 64) : '';
}
