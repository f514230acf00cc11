import { useEffect, useState } from 'react';

const REST_MS = 3_000;
const TOUCHES = ['pointerdown', 'keydown', 'input'] as const;

/** Whether nobody has touched, typed or scanned for a moment: what moves the keys then moves none under a finger. */
export function useAtRest(): boolean {
  const [atRest, setAtRest] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touched = () => {
      clearTimeout(timer);
      setAtRest(false);
      timer = setTimeout(() => setAtRest(true), REST_MS);
    };
    for (const touch of TOUCHES) window.addEventListener(touch, touched, true);
    return () => {
      clearTimeout(timer);
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, true);
    };
  }, []);
  return atRest;
}
