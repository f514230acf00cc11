import { ROUTES } from '@tessera/contract/routes';
import { createQueryClient, personClient } from '@tessera/ui';

export const SESSION_KEY = ['session'] as const;

export const client = personClient(ROUTES, 'console');
/** A call that is answered "sign in first" ends the session, wherever it was made; the sign-in then appears in place. */
export const queryClient = createQueryClient({ onSignedOut: () => queryClient.setQueryData(SESSION_KEY, null) });
