import { useQuery } from '@tanstack/react-query';
import { useTerminalSession } from './terminal-session.tsx';

/** The open shift of this till with its totals so far, and what the till can be paid by. */
export function useShift() {
  const { client } = useTerminalSession();
  return useQuery({
    queryKey: ['payments', 'shift'],
    queryFn: ({ signal }) => client.sales.getTerminalShift({}, { signal }),
    refetchInterval: 60_000,
  });
}
