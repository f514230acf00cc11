import { newId, toMinor } from '@tessera/kernel';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  ASKS_MAX,
  type ChargeEffect,
  type ChargeEvent,
  type ChargeKey,
  type ChargeState,
  chargeStep,
  IDLE,
  RESEND_WITHIN_MS,
  SENDS_MAX,
} from './charge-flow.ts';

const AT = '2026-03-01T04:00:00.000Z';
const NOW_MS = Date.parse(AT);
const amountMinor = toMinor(1250);
const key = newId<'payment'>();
const credential = { kind: 'card', uid: '04A2B3C4' } as const;
const presented: ChargeEvent = { type: 'presented', key, amountMinor, credential, at: AT };

function approved(of: ChargeKey = key): Answer {
  const holder = { nameMasked: '张*', memberNumberMasked: '2023****01' };
  return { outcome: 'approved', key: of, amountMinor, balanceAfterMinor: toMinor(5000), holder, legs: [], replayed: false, at: AT };
}

function declined(reason: Extract<Answer, { outcome: 'declined' }>['reason'], of: ChargeKey = key): Answer {
  return { outcome: 'declined', key: of, amountMinor, reason, replayed: false, at: AT };
}

function run(events: readonly ChargeEvent[], from: ChargeState = IDLE): { state: ChargeState; effects: ChargeEffect[] } {
  let state = from;
  const effects: ChargeEffect[] = [];
  for (const event of events) {
    const step = chargeStep(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const sentKeys = (effects: readonly ChargeEffect[]) => effects.flatMap((effect) => (effect.type === 'send' ? [effect.attempt.key] : []));
const unknown: ChargeEvent = { type: 'unknown', key, nowMs: NOW_MS + 6_000 };
const silent = (sends: number): ChargeEvent => ({ type: 'silent', key, sends });

describe('a sale', () => {
  it('is written down before it is sent', () => {
    const kinds = run([presented]).effects.map((effect) => effect.type);
    expect(kinds).toEqual(['keep', 'send', 'awaitAnswer']);
  });

  it('is approved by its answer, and then forgotten', () => {
    const { state, effects } = run([presented, { type: 'answered', answer: approved() }]);
    expect(state).toMatchObject({ step: 'approved', restored: false });
    expect(effects).toContainEqual({ type: 'drop', key });
    expect(effects).toContainEqual({ type: 'sound', tone: 'approved' });
  });

  it('is declined with its reason', () => {
    expect(run([presented, { type: 'answered', answer: declined('insufficient_funds') }]).state).toMatchObject({
      step: 'declined',
      because: { reason: 'insufficient_funds' },
    });
  });

  it('is not begun twice by a second scan', () => {
    const second = { ...presented, key: newId<'payment'>() };
    expect(sentKeys(run([presented, second]).effects)).toEqual([key]);
  });

  it('cannot be dismissed while its result is open', () => {
    expect(run([presented, { type: 'dismissed' }]).state.step).toBe('sending');
    expect(run([presented, silent(1), { type: 'dismissed' }]).state.step).toBe('asking');
    expect(run([presented, silent(1), { type: 'setAside' }]).state.step).toBe('asking');
  });
});

describe('a lost answer', () => {
  it('is asked for by key when the socket drops', () => {
    const { state, effects } = run([presented, { type: 'lost', key }]);
    expect(state.step).toBe('asking');
    expect(effects.at(-1)).toEqual({ type: 'ask', key, afterMs: 0 });
  });

  it('is asked for when nothing came in time, but only for the send that is late', () => {
    expect(run([presented, silent(1)]).state.step).toBe('asking');
    expect(run([presented, silent(1), unknown, silent(1)]).state.step).toBe('sending');
  });

  it('is found, and nothing is sent again', () => {
    const { state, effects } = run([presented, silent(1), { type: 'answered', answer: approved() }]);
    expect(state.step).toBe('approved');
    expect(sentKeys(effects)).toHaveLength(1);
  });

  it('is sent again with the same key when the server knows nothing of it', () => {
    const { state, effects } = run([presented, silent(1), unknown]);
    expect(state.step).toBe('sending');
    expect(sentKeys(effects)).toEqual([key, key]);
  });

  it('is sent a bounded number of times, then only asked for, then left to the cashier', () => {
    let { state, effects } = run([presented]);
    for (let turn = 0; turn < 40; turn += 1) {
      const event = state.step === 'sending' ? silent(state.attempt.sends) : unknown;
      const step = chargeStep(state, event);
      state = step.state;
      effects = [...effects, ...step.effects];
    }
    expect(state.step).toBe('unresolved');
    expect(sentKeys(effects)).toEqual(Array.from({ length: SENDS_MAX }, () => key));
    expect(effects.filter((effect) => effect.type === 'ask')).toHaveLength(ASKS_MAX);
  });

  it('is not sent again when the payer may have left', () => {
    const late: ChargeEvent = { type: 'unknown', key, nowMs: NOW_MS + RESEND_WITHIN_MS };
    const { state, effects } = run([presented, silent(1), late]);
    expect(state.step).toBe('asking');
    expect(sentKeys(effects)).toHaveLength(1);
  });

  it('is not sent again while the server cannot be asked', () => {
    const { state, effects } = run([
      presented,
      { type: 'lost', key },
      ...Array.from({ length: ASKS_MAX }, (): ChargeEvent => ({ type: 'notAsked', key })),
    ]);
    expect(state.step).toBe('unresolved');
    expect(sentKeys(effects)).toHaveLength(1);
    expect(effects.some((effect) => effect.type === 'drop')).toBe(false);
  });

  it('may still arrive after all, whatever the till is doing about it', () => {
    const waiting = run([
      presented,
      ...Array.from({ length: ASKS_MAX + 1 }, (_, index): ChargeEvent => (index === 0 ? silent(1) : { type: 'notAsked', key })),
    ]);
    expect(waiting.state.step).toBe('unresolved');
    expect(run([{ type: 'answered', answer: approved() }], waiting.state).state.step).toBe('approved');
  });

  it('of a sale that was set aside is passed on and does not touch the sale at hand', () => {
    const other = newId<'payment'>();
    const { state, effects } = run([presented, { type: 'answered', answer: approved(other) }]);
    expect(state.step).toBe('sending');
    expect(effects.at(-1)).toEqual({ type: 'settled', answer: approved(other) });
  });
});

describe('a refused request', () => {
  it('moved no money when it was the only send', () => {
    const { state } = run([presented, { type: 'refused', key, code: 'request.busy' }]);
    expect(state).toMatchObject({ step: 'declined', because: { code: 'request.busy' } });
  });

  it('leaves the result open when the server failed or was not reached', () => {
    for (const code of ['request.failed', 'request.unavailable', 'request.unreachable']) {
      expect(run([presented, { type: 'refused', key, code }]).state.step).toBe('asking');
    }
  });

  it('leaves the result open when an earlier send may have arrived', () => {
    expect(run([presented, silent(1), unknown, { type: 'refused', key, code: 'request.rate_limited' }]).state.step).toBe('asking');
  });
});

describe('the PIN', () => {
  const asked = run([presented, { type: 'answered', answer: declined('pin_required') }]);
  const second = newId<'payment'>();
  const entered: ChargeEvent = { type: 'pinEntered', key: second, pin: '123456', at: AT };

  it('is asked for, and the sale goes again with a new key', () => {
    expect(asked.state).toEqual({ step: 'pin', amountMinor, credential, wrong: false });
    const { state, effects } = run([entered], asked.state);
    expect(sentKeys(effects)).toEqual([second]);
    expect(state).toMatchObject({ step: 'sending', attempt: { pin: '123456', credential } });
  });

  it('is asked for again when it was wrong', () => {
    const { state } = run([entered, { type: 'answered', answer: declined('pin_wrong', second) }], asked.state);
    expect(state).toMatchObject({ step: 'pin', wrong: true });
  });

  it('can be given up', () => {
    expect(run([{ type: 'dismissed' }], asked.state).state).toEqual(IDLE);
  });
});

describe('a sale from before a reload', () => {
  const restored: ChargeEvent = { type: 'restored', key, amountMinor, at: AT };

  it('is asked for and shown as such', () => {
    const { state, effects } = run([restored]);
    expect(effects).toEqual([{ type: 'ask', key, afterMs: 0 }]);
    expect(run([{ type: 'answered', answer: approved() }], state).state).toMatchObject({ step: 'approved', restored: true });
  });

  it('is never sent again', () => {
    const { state, effects } = run([restored, ...Array.from({ length: ASKS_MAX }, () => unknown)]);
    expect(state.step).toBe('unresolved');
    expect(sentKeys(effects)).toEqual([]);
  });

  it('that had been asked for a PIN is simply declined, since nobody is there to type it', () => {
    expect(run([restored, { type: 'answered', answer: declined('pin_required') }]).state.step).toBe('declined');
  });
});
