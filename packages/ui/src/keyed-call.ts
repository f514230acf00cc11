import { ProblemError } from '@tessera/contract/client';
import { newId } from '@tessera/kernel';
import { useState } from 'react';

/** Refusals that say nothing about an earlier try with the same key: they were made before the route looked at it. */
const BEFORE_THE_ROUTE: readonly string[] = ['request.unauthenticated', 'request.rate_limited', 'request.forbidden'];
const stillOpen = new WeakSet<Error>();

/** No answer came: the request may have arrived or not, so only the same key may be sent again. Also when the repeat was turned away at the door. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return stillOpen.has(error) || error.code === 'request.unreachable' || error.code === 'request.unavailable' || error.status >= 500;
}

/** Two files are two contents. */
function withFiles(_name: string, value: unknown): unknown {
  return value instanceof File ? [value.name, value.size, value.lastModified] : value;
}

type Call<Input, Output> = (input: Input, options: { key: string }) => Promise<Output>;

/**
 * Sends an idempotent call. The key stays while no answer came and the content is the same, so that trying again can never act twice; a
 * refusal by the route or a success ends it. Whoever is turned away before the route, after a try without an answer, still has none.
 */
export function keyedCall<Input, Output>(call: Call<Input, Output>): (input: Input) => Promise<Output> {
  let open: { key: string; content: string; isUnanswered: boolean } | null = null;
  return async (input) => {
    const content = JSON.stringify(input, withFiles);
    const held = open?.content === content ? open : { key: newId(), content, isUnanswered: false };
    open = held;
    try {
      const output = await call(input, { key: held.key });
      open = null;
      return output;
    } catch (error) {
      if (held.isUnanswered && error instanceof ProblemError && BEFORE_THE_ROUTE.includes(error.code)) stillOpen.add(error);
      held.isUnanswered = isUnanswered(error);
      if (!held.isUnanswered) open = null;
      throw error;
    }
  };
}

/** One for as long as the screen lives; it calls what it was given in the latest rendering. */
export function useKeyedCall<Input, Output>(call: Call<Input, Output>): (input: Input) => Promise<Output> {
  const [kept] = useState(() => {
    const latest = { call };
    return { latest, send: keyedCall<Input, Output>((input, options) => latest.call(input, options)) };
  });
  kept.latest.call = call;
  return kept.send;
}
