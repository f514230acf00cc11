import { type Minor, toMinor } from '@tessera/kernel';
import { isRecord } from '../../device/store.ts';
import type { ChargeState } from './charge-flow.ts';
import { type DirectState, openOrder } from './direct-flow.ts';

/** What the payer's screen shows. It travels between windows of this device only, and names nobody. */
export const DISPLAY_STEPS = ['welcome', 'amount', 'present', 'working', 'pin', 'approved', 'declined', 'unresolved'] as const;
export type DisplayStep = (typeof DISPLAY_STEPS)[number];
export type Display = { step: DisplayStep; amountMinor: Minor; organizationName: string };

const NAME = 'tessera.till.display';
const ASK = 'show';

type Scene = { organizationName: string; state: ChargeState; direct: DirectState; view: 'amount' | 'present'; totalMinor: Minor };

export function displayOf({ organizationName, state, direct, view, totalMinor }: Scene): Display {
  if (direct.step !== 'idle') return { organizationName, ...directDisplay(direct) };
  switch (state.step) {
    case 'idle':
      return { organizationName, amountMinor: totalMinor, step: view === 'present' ? 'present' : totalMinor > 0 ? 'amount' : 'welcome' };
    case 'sending':
    case 'asking':
      return { organizationName, amountMinor: state.attempt.amountMinor, step: 'working' };
    case 'unresolved':
      return { organizationName, amountMinor: state.attempt.amountMinor, step: 'unresolved' };
    case 'approved':
      return { organizationName, amountMinor: state.answer.amountMinor, step: 'approved' };
    case 'pin':
    case 'declined':
      return { organizationName, amountMinor: state.amountMinor, step: state.step };
  }
}

function directDisplay(direct: Exclude<DirectState, { step: 'idle' }>): Omit<Display, 'organizationName'> {
  const order = openOrder(direct);
  if (order)
    return { step: direct.step === 'waiting' && direct.sale.progress === 'unknown' ? 'unresolved' : 'working', amountMinor: order.amountMinor };
  if (direct.step === 'refused') return { step: 'declined', amountMinor: direct.order.amountMinor };
  return direct.step === 'ended'
    ? { step: direct.sale.state === 'paid' ? 'approved' : 'declined', amountMinor: direct.sale.amountMinor }
    : { step: 'welcome', amountMinor: toMinor(0) };
}

let shown: Display | undefined;
let sender: BroadcastChannel | undefined;

/** Tells the second window, if there is one; a window opened later asks and is told then. */
export function showOnDisplay(display: Display): void {
  shown = display;
  if (!sender) {
    sender = new BroadcastChannel(NAME);
    sender.onmessage = (event) => {
      if (event.data === ASK) sender?.postMessage(shown);
    };
  }
  sender.postMessage(display);
}

export function watchDisplay(onDisplay: (display: Display) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = (event) => {
    const display = parseDisplay(event.data);
    if (display) onDisplay(display);
  };
  channel.postMessage(ASK);
  return () => channel.close();
}

export function parseDisplay(value: unknown): Display | undefined {
  if (!isRecord(value) || typeof value.organizationName !== 'string' || typeof value.amountMinor !== 'number') return undefined;
  const step = DISPLAY_STEPS.find((known) => known === value.step);
  if (!step || !Number.isSafeInteger(value.amountMinor)) return undefined;
  return { step, amountMinor: toMinor(value.amountMinor), organizationName: value.organizationName };
}
