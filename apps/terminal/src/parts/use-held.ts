import { useEffect, useState } from 'react';

/** The second touch of a double tap comes within this time. */
export const TAP_HELD_MS = 400;

/** Whether this has only just come to be on the screen: a touch that was meant for what stood here before must do nothing. */
export function useHeld(): boolean {
  const [held, setHeld] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setHeld(false), TAP_HELD_MS);
    return () => clearTimeout(timer);
  }, []);
  return held;
}
