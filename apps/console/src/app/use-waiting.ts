import { useQuery } from '@tanstack/react-query';
import { client } from '../shared/api.ts';
import { useCan, useSession } from '../shared/session.tsx';

/** Time makes a case late, and no event tells of it. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** By address of a page: how much waits there for whoever looks. */
export function useWaiting(): Readonly<Record<string, number>> {
  const can = useCan();
  const kind = useSession().staff?.organizationKind;
  const isOperator = kind === 'operator';
  const chats = useQuery({
    queryKey: ['chats', 'count'],
    queryFn: ({ signal }) => client.chats.countChats(undefined, { signal }),
    enabled: isOperator && can('chats.answer'),
  });
  const disputes = useQuery({
    queryKey: ['disputes', 'count'],
    queryFn: ({ signal }) => client.disputes.countDisputes(undefined, { signal }),
    enabled: isOperator && can('disputes.write'),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const bookings = useQuery({
    queryKey: ['redemptions', 'count'],
    queryFn: ({ signal }) => client.redemptions.countBookings(undefined, { signal }),
    enabled: kind === 'merchant' && can('redemptions.write'),
    refetchInterval: LOOK_AGAIN_MS,
  });
  return {
    '/chats': (chats.data?.waiting ?? 0) + (chats.data?.unread ?? 0),
    '/disputes': disputes.data?.late ?? 0,
    '/redemptions': bookings.data?.asked ?? 0,
  };
}
