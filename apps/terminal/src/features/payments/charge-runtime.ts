import { ProblemError } from '@tessera/contract/client';
import {
  ANSWER_WITHIN_MS,
  type Answer,
  type Attempt,
  type ChargeEffect,
  type ChargeEvent,
  type ChargeKey,
  type ChargeState,
  chargeStep,
  IDLE,
} from './charge-flow.ts';

/** What the flow needs from the world. `sendBySocket` says false when the socket is not open; then the charge goes over HTTP. */
export type ChargePorts = {
  sendBySocket: (attempt: Attempt) => boolean;
  sendByHttp: (attempt: Attempt) => Promise<Answer>;
  find: (key: ChargeKey) => Promise<Answer | { outcome: 'unknown'; key: ChargeKey }>;
  keep: (attempt: Attempt) => void;
  drop: (key: ChargeKey) => void;
  /** An answer to a sale that was set aside. */
  settled: (answer: Answer) => void;
  sound: (tone: 'approved' | 'declined' | 'attention') => void;
  later: (run: () => void, afterMs: number) => void;
  nowMs: () => number;
};

export type ChargeRuntime = {
  getState: () => ChargeState;
  subscribe: (listener: () => void) => () => void;
  dispatch: (event: ChargeEvent) => void;
};

/** Runs the pure flow: keeps its state, carries out its effects through `ports`, and feeds what comes back in as events. */
export function createChargeRuntime(ports: ChargePorts): ChargeRuntime {
  let state: ChargeState = IDLE;
  const listeners = new Set<() => void>();

  const dispatch = (event: ChargeEvent) => {
    const step = chargeStep(state, event);
    state = step.state;
    for (const effect of step.effects) carryOut(ports, effect, dispatch);
    for (const listener of listeners) listener();
  };

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
  };
}

type Dispatch = (event: ChargeEvent) => void;

function carryOut(ports: ChargePorts, effect: ChargeEffect, dispatch: Dispatch): void {
  switch (effect.type) {
    case 'keep':
      ports.keep(effect.attempt);
      break;
    case 'drop':
      ports.drop(effect.key);
      break;
    case 'sound':
      ports.sound(effect.tone);
      break;
    case 'settled':
      ports.settled(effect.answer);
      break;
    case 'awaitAnswer':
      ports.later(() => dispatch({ type: 'silent', key: effect.key, sends: effect.sends }), ANSWER_WITHIN_MS);
      break;
    case 'send':
      send(ports, effect.attempt, dispatch);
      break;
    case 'ask':
      ports.later(() => void ask(ports, effect.key, dispatch), effect.afterMs);
      break;
  }
}

function send(ports: ChargePorts, attempt: Attempt, dispatch: Dispatch): void {
  if (ports.sendBySocket(attempt)) return;
  const { key } = attempt;
  ports.sendByHttp(attempt).then(
    (answer) => dispatch({ type: 'answered', answer }),
    (error: unknown) => dispatch(error instanceof ProblemError ? { type: 'refused', key, code: error.code } : { type: 'lost', key }),
  );
}

async function ask(ports: ChargePorts, key: ChargeKey, dispatch: Dispatch): Promise<void> {
  const found = await ports.find(key).catch(() => null);
  if (!found) dispatch({ type: 'notAsked', key });
  else if (found.outcome === 'unknown') dispatch({ type: 'unknown', key, nowMs: ports.nowMs() });
  else dispatch({ type: 'answered', answer: found });
}
