import { useCallback, useEffect, useRef } from 'react';

/** A result that has just come is not for the Enter that a hand is already on its way to. */
export const RESULT_HELD_MS = 600;

/** How long ago `what` came to be on the screen, in ms. */
export function useShownFor(what: string): () => number {
  const sinceMs = useRef(0);
  useEffect(() => {
    if (what) sinceMs.current = performance.now();
  }, [what]);
  return useCallback(() => performance.now() - sinceMs.current, []);
}
