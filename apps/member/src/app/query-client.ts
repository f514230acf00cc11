import type { Session } from '@tessera/contract';
import { createQueryClient } from '@tessera/ui';
import { keys } from '../shared/queries.ts';

let expired = false;

/** When any answer says that nobody is signed in, the session is over everywhere at once. */
export const queryClient = createQueryClient({
  onSignedOut: () => {
    if (queryClient.getQueryData<Session | null>(keys.session)) expired = true;
    queryClient.setQueryData(keys.session, null);
    queryClient.removeQueries({ queryKey: keys.payCode });
  },
});

/** True once after a session ended by itself rather than by signing out. */
export const sessionExpired = () => expired;
export const forgetExpiry = () => {
  expired = false;
};
