import { createQueryClient } from '@tessera/ui';
import { endSession } from '../shared/queries.ts';

/** When any answer says that nobody is signed in, the session is over everywhere at once. */
export const queryClient = createQueryClient({ onSignedOut: () => endSession(queryClient) });
