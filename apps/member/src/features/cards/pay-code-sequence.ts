import { PAY_CODE_INDEX_MAX } from '@tessera/rules';

/** Which code is, or was last, on the screen. Never the seed. */
export type Shown = { handle: string; step: number; index: number };
type Store = Pick<Storage, 'getItem' | 'setItem'>;
const STORE_KEY = 'tessera.payCodeShown';

/**
 * The code to show after `last`: the server spends a (step, index) once and only forward, so within a step the index grows, across
 * reloads too. `null` when the step has no index left. A `last` of one step ahead (a clock that was set back a little) goes on from there.
 */
export function nextShown(last: Shown | null, handle: string, step: number): Shown | null {
  const ahead = last && last.handle === handle ? last.step - step : -1;
  if (!last || ahead < 0 || ahead > 1) return { handle, step, index: 0 };
  return last.index < PAY_CODE_INDEX_MAX ? { handle, step: last.step, index: last.index + 1 } : null;
}

/** Hands out codes one after the other and remembers the last one in `store`. */
export function createPayCodeSequence(store: Store) {
  let current: Shown | null = null;
  const present = (handle: string, step: number): Shown | null => {
    if (current && current.handle === handle && current.step >= step && current.step <= step + 1) return current;
    return advance(handle, step);
  };
  /** A new code: asked for by the member, or because the one in view was spent. */
  const advance = (handle: string, step: number): Shown | null => {
    current = nextShown(readShown(store), handle, step);
    if (current) store.setItem(STORE_KEY, `${current.handle}:${current.step}:${current.index}`);
    return current;
  };
  return { present, advance };
}

function readShown(store: Store): Shown | null {
  const match = /^(\d{9}):(\d{1,12}):(\d)$/.exec(store.getItem(STORE_KEY) ?? '');
  return match ? { handle: match[1] ?? '', step: Number(match[2]), index: Number(match[3]) } : null;
}
