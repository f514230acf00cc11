import { ProblemError } from '@tessera/contract/client';
import { newId } from '@tessera/kernel';
import { useRef } from 'react';

/** No answer came: the request may have arrived or not, so only the same key may be sent again. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ProblemError && (error.code === 'request.unreachable' || error.code === 'request.unavailable' || error.status >= 500);
}

/** Two files are two contents. */
function withFiles(_name: string, value: unknown): unknown {
  return value instanceof File ? [value.name, value.size, value.lastModified] : value;
}

/**
 * Sends an idempotent call. The key stays while no answer came and the content is the same, so that trying again can never act twice; a
 * refusal or a success ends it.
 */
export function useKeyedCall<Input, Output>(call: (input: Input, options: { key: string }) => Promise<Output>) {
  const open = useRef<{ key: string; content: string } | null>(null);
  return async (input: Input): Promise<Output> => {
    const content = JSON.stringify(input, withFiles);
    const held = open.current?.content === content ? open.current : { key: newId(), content };
    open.current = held;
    try {
      const output = await call(input, { key: held.key });
      open.current = null;
      return output;
    } catch (error) {
      if (!isUnanswered(error)) open.current = null;
      throw error;
    }
  };
}
