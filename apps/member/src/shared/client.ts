import { MEMBER_ROUTES } from '@tessera/contract/member-routes';
import { personClient } from '@tessera/ui';
import { childShown } from './family.ts';

const own = personClient(MEMBER_ROUTES, 'member');

/** For what the app shows of a purse: the member’s own, or, in the place of a child they look after, the child’s. */
export const purseClient = personClient(MEMBER_ROUTES, 'member', (): Record<string, string> => {
  const childId = childShown();
  return childId === null ? {} : { 'x-tessera-for': childId };
});

/** The typed client with the member's session: the purse in view, and everything else, which is always the member's own. */
export const client = {
  ...own,
  wallets: purseClient.wallets,
  payments: purseClient.payments,
  cards: purseClient.cards,
  subsidies: purseClient.subsidies,
  funding: purseClient.funding,
  channels: purseClient.channels,
  members: purseClient.members,
};
