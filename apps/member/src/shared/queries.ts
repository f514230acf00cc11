import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { OwnChild, Purse, Session } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { client } from './client.ts';
import { showPurseOf } from './family.ts';

/** How many recent movements the home page shows, and how far back an arrival is looked for. */
export const RECENT_COUNT = 5;

export const keys = {
  session: ['session'],
  /** True after a session ended by itself rather than by signing out. */
  expired: ['expired'],
  member: ['member'],
  wallet: ['wallet'],
  purses: ['wallet', 'purses'],
  giftCards: ['wallet', 'gift-cards'],
  cards: ['cards'],
  cardOrders: ['card-orders'],
  emergencyCode: ['emergency-code'],
  coupons: ['coupons'],
  privacy: ['privacy'],
  notices: ['notices'],
  status: ['status'],
  payCode: ['pay-code'],
  mealPlans: ['meal-plans'],
  points: ['points'],
  services: ['services'],
  redemptions: ['redemptions'],
  events: ['events'],
  orders: ['orders'],
  withdrawals: ['withdrawals'],
  disputes: ['disputes'],
  reviews: ['reviews'],
  help: ['help'],
  chats: ['chats'],
  surveys: ['surveys'],
  payments: ['payments'],
  recentPayments: ['payments', 'recent'],
  paymentList: ['payments', 'list'],
  children: ['children'],
  guardians: ['guardians'],
} as const;

/** Who is signed in: `null` when nobody is. */
export function useSessionQuery() {
  return useQuery({ queryKey: keys.session, queryFn: readSession, staleTime: 5 * 60_000 });
}

async function readSession(context: { client: QueryClient }): Promise<Session | null> {
  try {
    return await client.identity.getSession();
  } catch (error) {
    const key = errorKey(error);
    if (key !== 'request.unauthenticated' && key !== 'identity.no_access') throw error;
    endSession(context.client);
    return null;
  }
}

/** What another person read on this phone is forgotten before the new session begins. */
export function enterSession(queries: QueryClient, session: Session): void {
  showPurseOf(null);
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
  queries.setQueryData(keys.session, session);
}

/** The session is over without anyone having ended it: sign-in appears in place, and the seed is forgotten. */
export function endSession(queries: QueryClient): void {
  if (queries.getQueryData<Session | null>(keys.session)) queries.setQueryData(keys.expired, true);
  queries.setQueryData(keys.session, null);
  showPurseOf(null);
  queries.removeQueries({ queryKey: keys.payCode });
}

export function useOwnMember() {
  return useQuery({ queryKey: keys.member, queryFn: () => client.members.getOwnMember(), staleTime: 60_000 });
}

export function useOwnWallet() {
  return useQuery({ queryKey: keys.wallet, queryFn: () => client.wallets.getOwnWallet() });
}

/** What the wallet holds beside its cash, and may still be spent; what expires first stands first, as it is drawn. */
export function useOwnPurses() {
  return useQuery({
    queryKey: keys.purses,
    queryFn: async () => {
      const { purses } = await client.subsidies.listOwnPurses();
      const end = (purse: Purse) => purse.expiresOn ?? '9999';
      return purses.filter(({ balanceMinor, isExpired }) => balanceMinor > 0 && !isExpired).sort((a, b) => end(a).localeCompare(end(b)));
    },
  });
}

export function useOwnCards() {
  return useQuery({ queryKey: keys.cards, queryFn: () => client.cards.listOwnCards() });
}

export const fetchRecentPayments = () => client.payments.listOwnPayments({ limit: RECENT_COUNT });

export function useRecentPayments() {
  return useQuery({ queryKey: keys.recentPayments, queryFn: fetchRecentPayments });
}

/** Whom the signed-in member looks after, whosever purse is shown. */
export function useOwnChildren() {
  return useQuery({ queryKey: keys.children, queryFn: async () => (await client.guardians.listOwnChildren()).items, staleTime: 5 * 60_000 });
}

/** The other purse’s figures are forgotten, so that none of them is ever shown under this one’s name. */
export function switchPurse(queries: QueryClient, childId: OwnChild['memberId'] | null): void {
  showPurseOf(childId);
  queries.removeQueries({ predicate: ({ queryKey }) => !KEPT.has(String(queryKey[0])) });
}

const KEPT: ReadonlySet<string> = new Set(
  [keys.session, keys.expired, keys.children, keys.notices, keys.status, keys.privacy].map(([first]) => first),
);
