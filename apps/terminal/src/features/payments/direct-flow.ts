import type { Sale, SaleMethod } from '@tessera/contract';
import { SALE_METHODS } from '@tessera/contract/sale-kinds';
import { type Id, isId, type Minor, toMinor } from '@tessera/kernel';
import { isRecord, readStored, writeStored } from '../../device/store.ts';

/**
 * One sale that is paid past our cards and codes: by WeChat Pay, Alipay, a bank card's slip or cash. Pure. Money is never assumed: an answer that
 * does not come is asked for by key, and only what the server has never heard of is sent again, a bounded number of times.
 */
export type DirectKey = Id<'order'>;
export type DirectPay = { by: 'code'; code: string } | { by: 'cash'; tenderedMinor: Minor } | { by: 'slip'; reference: string; cardLastFour: string };
/** Written down before it is sent, without code or card: after a reload it is asked for, and never sent again. */
export type PendingDirect = { key: DirectKey; method: SaleMethod; amountMinor: Minor; at: string };
export type DirectOrder = PendingDirect & { pay: DirectPay | null };

export type DirectState =
  | { step: 'idle' }
  | { step: 'sending'; order: DirectOrder; sends: number; isLost: boolean }
  | { step: 'waiting'; order: DirectOrder; sale: Sale }
  | { step: 'ended'; sale: Sale }
  | { step: 'refused'; order: DirectOrder; code: string };

export type DirectEvent =
  | { type: 'started'; order: DirectOrder }
  | { type: 'restored'; order: PendingDirect }
  | { type: 'told'; sale: Sale }
  | { type: 'refused'; key: DirectKey; code: string }
  | { type: 'lost'; key: DirectKey }
  /** The server has never heard of it. */
  | { type: 'missing'; key: DirectKey }
  | { type: 'setAside' }
  | { type: 'dismissed' };

export const NO_SALE: DirectState = { step: 'idle' };
export const SENDS_MAX = 3;
/** Refusals that leave open what became of the sale. */
const OPEN_CODES = ['request.failed', 'request.unavailable', 'request.unreachable', 'request.busy'];

export function directStep(state: DirectState, event: DirectEvent): DirectState {
  switch (event.type) {
    case 'started':
      return isOver(state) ? { step: 'sending', order: event.order, sends: 1, isLost: false } : state;
    case 'restored':
      return isOver(state) ? { step: 'sending', order: { ...event.order, pay: null }, sends: SENDS_MAX, isLost: true } : state;
    case 'setAside':
      return state.step === 'waiting' || (state.step === 'sending' && state.isLost) ? NO_SALE : state;
    case 'dismissed':
      return isOver(state) ? NO_SALE : state;
    default:
      return openStep(state, event);
  }
}

/** What happens to a sale that is under way. News of an earlier one changes nothing. */
function openStep(state: DirectState, event: Extract<DirectEvent, { type: 'told' | 'refused' | 'lost' | 'missing' }>): DirectState {
  const order = openOrder(state);
  const key = event.type === 'told' ? event.sale.id : event.key;
  if (!order || order.key !== key) return state;
  if (event.type === 'told')
    return event.sale.state === 'waiting' ? { step: 'waiting', order, sale: event.sale } : { step: 'ended', sale: event.sale };
  if (state.step !== 'sending') return state;
  if (event.type === 'lost') return { ...state, isLost: true };
  if (event.type === 'refused')
    return OPEN_CODES.includes(event.code) || state.sends > 1 ? { ...state, isLost: true } : { step: 'refused', order, code: event.code };
  if (!state.isLost) return state;
  if (order.pay && state.sends < SENDS_MAX) return { ...state, sends: state.sends + 1, isLost: false };
  // Of a sale of before a reload nobody knows anything: it never left this till.
  return order.pay ? state : NO_SALE;
}

export function isOver(state: DirectState): boolean {
  return state.step === 'idle' || state.step === 'ended' || state.step === 'refused';
}

export function openOrder(state: DirectState): DirectOrder | undefined {
  return state.step === 'sending' || state.step === 'waiting' ? state.order : undefined;
}

/** For how long it has been open, in whole seconds; a clock that was put back counts as none. */
export function secondsOpen(at: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(at)) / 1_000));
}

/** Sales whose result this till does not know, the oldest first. */
export function readPendingDirect(): readonly PendingDirect[] {
  return parsePendingDirect(readStored('pendingDirect'));
}

export function keepPendingDirect({ key, method, amountMinor, at }: PendingDirect): void {
  writeStored('pendingDirect', [...readPendingDirect().filter((other) => other.key !== key), { key, method, amountMinor, at }]);
}

export function dropPendingDirect(key: string): void {
  const left = readPendingDirect().filter((sale) => sale.key !== key);
  writeStored('pendingDirect', left.length > 0 ? left : undefined);
}

export function parsePendingDirect(stored: unknown): readonly PendingDirect[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((row: unknown) => {
    if (!isRecord(row) || !isOrderId(row.key) || typeof row.amountMinor !== 'number' || typeof row.at !== 'string') return [];
    const method = SALE_METHODS.find((one) => one === row.method);
    if (!method || !Number.isSafeInteger(row.amountMinor) || Number.isNaN(Date.parse(row.at))) return [];
    return [{ key: row.key, method, amountMinor: toMinor(row.amountMinor), at: row.at }];
  });
}

function isOrderId(value: unknown): value is DirectKey {
  return typeof value === 'string' && isId(value);
}
