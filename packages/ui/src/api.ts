import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { type ClientOf, createClientOf, ProblemError, type RouteTable } from '@tessera/contract/client';
import type { MessageValues } from '@tessera/messages';

/** The client of an app that people sign in to: the header tells the server which session cookie counts, and guards against forged requests. `more`: what else each request says. */
export function personClient<Table extends RouteTable>(
  routes: Table,
  realm: 'member' | 'console',
  more: () => Record<string, string> = () => ({}),
): ClientOf<Table> {
  return createClientOf(routes, { headers: () => ({ 'x-tessera-app': realm, ...more() }) });
}

/** The client of a device with its own token. */
export function terminalClient<Table extends RouteTable>(routes: Table, token: () => string | null): ClientOf<Table> {
  return createClientOf(routes, {
    headers: (): Record<string, string> => {
      const held = token();
      return held ? { authorization: `Bearer ${held}` } : {};
    },
  });
}

/** Reads are kept fresh by live events; a refusal is final, only a lost connection is tried again. `onSignedOut` hears that the session ended. */
export function createQueryClient(options: { onSignedOut?: () => void } = {}): QueryClient {
  const onError = (error: unknown) => {
    if (errorKey(error) === 'request.unauthenticated') options.onSignedOut?.();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < 3 && isUnreachable(error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ProblemError && (error.code === 'request.unreachable' || error.code === 'request.unavailable');
}

/** What the sentence for an error names: ids and numbers. */
export function errorValues(error: unknown): MessageValues {
  const params = error instanceof ProblemError ? Object.entries(error.params) : [];
  return Object.fromEntries(params.flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, value]])));
}

/** The key of the sentence for any error, for the app's `useTexts`. */
export function errorKey(error: unknown): ProblemError['code'] {
  return error instanceof ProblemError ? error.code : 'request.failed';
}
