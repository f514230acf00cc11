import { personClient } from '@tessera/ui';

/** The typed client with the member's session. */
export const client = personClient('member');
