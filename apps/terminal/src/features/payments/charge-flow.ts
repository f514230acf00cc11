import type { ChargeAnswerWire, DeclineReason } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Credential } from '../../scan/scan-router.ts';

/**
 * One sale from the moment the payer shows who they are. Pure: events in, the next state and the effects out.
 * The rule above all: money is never assumed. An answer that does not come is asked for by key; only when the server knows nothing of the
 * key is the same key sent again, a bounded number of times and only while the payer still stands there.
 */
export type ChargeKey = Id<'payment'>;
export type Attempt = {
  key: ChargeKey;
  amountMinor: Minor;
  /** ISO 8601. */
  at: string;
  /** Null after a reload: who pays is never written down, so such a sale is asked for but not sent again. */
  credential: Credential | null;
  pin?: string;
  sends: number;
  asks: number;
};
export type Answer = ChargeAnswerWire;
export type Because = { reason: DeclineReason } | { code: string };

export type ChargeState =
  | { step: 'idle' }
  | { step: 'sending'; attempt: Attempt }
  | { step: 'asking'; attempt: Attempt }
  | { step: 'unresolved'; attempt: Attempt }
  | { step: 'pin'; amountMinor: Minor; credential: Credential; wrong: boolean }
  | { step: 'approved'; answer: Extract<Answer, { outcome: 'approved' }>; restored: boolean }
  | { step: 'declined'; amountMinor: Minor; because: Because; restored: boolean };

export type ChargeEvent =
  | { type: 'presented'; key: ChargeKey; amountMinor: Minor; credential: Credential; at: string }
  | { type: 'pinEntered'; key: ChargeKey; pin: string; at: string }
  | { type: 'answered'; answer: Answer }
  | { type: 'refused'; key: ChargeKey; code: string }
  | { type: 'lost'; key: ChargeKey }
  | { type: 'silent'; key: ChargeKey; sends: number }
  | { type: 'unknown'; key: ChargeKey; nowMs: number }
  | { type: 'notAsked'; key: ChargeKey }
  | { type: 'askAgain' }
  | { type: 'setAside' }
  | { type: 'dismissed' }
  | { type: 'restored'; key: ChargeKey; amountMinor: Minor; at: string };

export type ChargeEffect =
  | { type: 'keep'; attempt: Attempt }
  | { type: 'drop'; key: ChargeKey }
  | { type: 'send'; attempt: Attempt }
  | { type: 'awaitAnswer'; key: ChargeKey; sends: number }
  | { type: 'ask'; key: ChargeKey; afterMs: number }
  | { type: 'settled'; answer: Answer }
  | { type: 'sound'; tone: 'approved' | 'declined' | 'attention' };

export type Step = { state: ChargeState; effects: readonly ChargeEffect[] };

export const ANSWER_WITHIN_MS = 5_000;
export const SENDS_MAX = 3;
export const ASKS_MAX = 8;
/** After this the payer may have left, and a pay code is stale: the sale is asked for but never sent again. */
export const RESEND_WITHIN_MS = 60_000;
const ASK_PAUSES_MS = [0, 1_000, 1_000, 2_000, 3_000, 5_000];
/** Refusals that leave open what became of the sale. */
const OPEN_CODES = ['request.failed', 'request.unavailable', 'request.unreachable'];

export const IDLE: ChargeState = { step: 'idle' };

export function chargeStep(state: ChargeState, event: ChargeEvent): Step {
  switch (event.type) {
    case 'presented':
      return state.step === 'idle' || state.step === 'declined' || state.step === 'approved' ? begin(event) : same(state);
    case 'pinEntered':
      return state.step === 'pin' ? begin({ ...event, amountMinor: state.amountMinor, credential: state.credential }) : same(state);
    case 'answered':
      return answered(state, event.answer);
    case 'restored':
      return state.step === 'idle' ? ask({ ...event, credential: null, sends: 1, asks: 0 }) : same(state);
    case 'askAgain':
      return state.step === 'unresolved' ? ask({ ...state.attempt, asks: 0 }) : same(state);
    case 'setAside':
      return state.step === 'unresolved' ? { state: IDLE, effects: [] } : same(state);
    case 'dismissed':
      return state.step === 'approved' || state.step === 'declined' || state.step === 'pin' ? { state: IDLE, effects: [] } : same(state);
    default:
      return openStep(state, event);
  }
}

/** The attempt whose result is not known yet, if there is one. */
export function openAttempt(state: ChargeState): Attempt | undefined {
  return state.step === 'sending' || state.step === 'asking' || state.step === 'unresolved' ? state.attempt : undefined;
}

type OpenEvent = Extract<ChargeEvent, { type: 'refused' | 'lost' | 'silent' | 'unknown' | 'notAsked' }>;

/** What happens to a sale without an answer. Events of an earlier sale or an earlier send change nothing. */
function openStep(state: ChargeState, event: OpenEvent): Step {
  const attempt = openAttempt(state);
  if (!attempt || attempt.key !== event.key) return same(state);
  if (state.step === 'sending') {
    if (event.type === 'refused') return refused(attempt, event.code);
    if (event.type === 'lost' || (event.type === 'silent' && event.sends === attempt.sends)) return ask(attempt);
  }
  if (state.step === 'asking') {
    if (event.type === 'unknown') return maySendAgain(attempt, event.nowMs) ? send(attempt) : ask(attempt);
    if (event.type === 'notAsked') return ask(attempt);
  }
  return same(state);
}

function begin(sale: { key: ChargeKey; amountMinor: Minor; credential: Credential; at: string; pin?: string }): Step {
  const { key, amountMinor, credential, at, pin } = sale;
  const attempt: Attempt = { key, amountMinor, at, credential, sends: 0, asks: 0, ...(pin === undefined ? {} : { pin }) };
  const sent = send(attempt);
  return { state: sent.state, effects: [{ type: 'keep', attempt }, ...sent.effects] };
}

function send(before: Attempt): Step {
  const attempt = { ...before, sends: before.sends + 1 };
  const { key, sends } = attempt;
  return {
    state: { step: 'sending', attempt },
    effects: [
      { type: 'send', attempt },
      { type: 'awaitAnswer', key, sends },
    ],
  };
}

function maySendAgain(attempt: Attempt, nowMs: number): boolean {
  return attempt.credential !== null && attempt.sends < SENDS_MAX && nowMs - Date.parse(attempt.at) < RESEND_WITHIN_MS;
}

function ask(before: Attempt): Step {
  if (before.asks >= ASKS_MAX) {
    return { state: { step: 'unresolved', attempt: before }, effects: [{ type: 'sound', tone: 'attention' }] };
  }
  const afterMs = ASK_PAUSES_MS[Math.min(before.asks, ASK_PAUSES_MS.length - 1)] ?? 0;
  const attempt = { ...before, asks: before.asks + 1 };
  return { state: { step: 'asking', attempt }, effects: [{ type: 'ask', key: attempt.key, afterMs }] };
}

/** A refused request moved no money, unless an earlier send of the same key may have arrived: then it is asked for. */
function refused(attempt: Attempt, code: string): Step {
  if (OPEN_CODES.includes(code) || attempt.sends > 1) return ask(attempt);
  return {
    state: { step: 'declined', amountMinor: attempt.amountMinor, because: { code }, restored: false },
    effects: [
      { type: 'drop', key: attempt.key },
      { type: 'sound', tone: 'declined' },
    ],
  };
}

function answered(state: ChargeState, answer: Answer): Step {
  const attempt = openAttempt(state);
  const drop: ChargeEffect = { type: 'drop', key: answer.key };
  if (!attempt || attempt.key !== answer.key) return { state, effects: [{ type: 'settled', answer }] };
  const restored = attempt.credential === null;
  if (answer.outcome === 'approved') {
    return { state: { step: 'approved', answer, restored }, effects: [drop, { type: 'sound', tone: 'approved' }] };
  }
  const { amountMinor, credential } = attempt;
  if (credential && (answer.reason === 'pin_required' || answer.reason === 'pin_wrong')) {
    const wrong = answer.reason === 'pin_wrong';
    return { state: { step: 'pin', amountMinor, credential, wrong }, effects: [drop, { type: 'sound', tone: wrong ? 'declined' : 'attention' }] };
  }
  return {
    state: { step: 'declined', amountMinor, because: { reason: answer.reason }, restored },
    effects: [drop, { type: 'sound', tone: 'declined' }],
  };
}

function same(state: ChargeState): Step {
  return { state, effects: [] };
}
