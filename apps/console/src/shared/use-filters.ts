import { isBusinessDay } from '@tessera/kernel';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

export type Filters = {
  get: (name: string) => string | undefined;
  /** The value when it is one of the choices, so that a hand-written URL cannot ask for nonsense. */
  pick: <Choice extends string>(name: string, choices: readonly Choice[]) => Choice | undefined;
  /** Sets some and starts again at the first page; `undefined` or '' removes one. */
  set: (values: Record<string, string | undefined>) => void;
  clear: () => void;
  active: boolean;
};

/** A business day among the filters, `YYYY-MM-DD`; what somebody wrote into the address by hand and is none is left out. */
export function readDay(filters: Pick<Filters, 'get'>, name: string): string | undefined {
  const text = filters.get(name);
  return isBusinessDay(text) ? text : undefined;
}

/** Filters of a list, kept in the URL so that a view can be linked, reloaded and gone back to. */
export function useFilters(names: readonly string[]): Filters {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const get = (name: string) => params.get(name) || undefined;
    const set: Filters['set'] = (values) => {
      setParams(
        () => {
          // From the address as it is now: this may run late, when something else was opened meanwhile.
          const next = new URLSearchParams(window.location.search);
          for (const [name, value] of Object.entries(values)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true, state: null },
      );
    };
    return {
      get,
      set,
      pick: (name, choices) => choices.find((choice) => choice === get(name)),
      clear: () => set(Object.fromEntries(names.map((name) => [name, undefined]))),
      active: names.some((name) => get(name) !== undefined),
    };
  }, [params, setParams, names]);
}

/** Opens something over the page that is shown, by one search parameter; the list below keeps its filters and its place. */
export function useOverlay(name: string): { value: string | undefined; open: (value: string) => void; close: () => void } {
  const [params] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const go = useCallback(
    (value: string | undefined) => {
      const next = new URLSearchParams(location.search);
      if (value) next.set(name, value);
      else next.delete(name);
      navigate({ pathname: location.pathname, search: next.toString() }, { state: location.state, replace: value === undefined });
    },
    [name, location, navigate],
  );
  return { value: params.get(name) || undefined, open: (value) => go(value), close: () => go(undefined) };
}
