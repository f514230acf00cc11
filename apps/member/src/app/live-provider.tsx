import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent, Payment } from '@tessera/contract';
import { useLive, wasAnswered } from '@tessera/ui';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ArrivalsContext } from '../shared/arrivals.ts';
import { useChildShown } from '../shared/family.ts';
import { mergeArrivals, type PaymentPages } from '../shared/merge-arrivals.ts';
import { fetchRecentPayments, keys } from '../shared/queries.ts';

const FRESH_MS = 6_000;
/** How often to look by ourselves while the live stream is down. */
const POLL_MS = 5_000;
/** News can outrun the list by a moment: look again this often, with this pause. */
const LOOKS_MAX = 4;
const LOOK_PAUSE_MS = 400;

/** Keeps every list true by server-sent events, and tells the screens what arrived. */
export function LiveProvider(props: { children: ReactNode }) {
  const queries = useQueryClient();
  const { fresh, mark } = useFresh();
  const { listen, tell } = useListeners();
  const known = useRef<ReadonlySet<string> | null>(null);

  const look = useCallback(
    async (wanted: readonly string[]) => {
      const items = await readRecent(wanted);
      const before = known.current;
      const news = items.filter((item) => (before ? !before.has(item.id) : wanted.some((id) => id === item.id)));
      known.current = new Set([...(before ?? []), ...items.map((item) => item.id)]);
      queries.setQueryData(keys.recentPayments, { items, nextCursor: null });
      if (news.length === 0) return;
      showInLists(queries, news);
      mark(news);
      tell(news);
    },
    [queries, mark, tell],
  );
  const lookQuietly = useCallback((wanted: readonly string[] = []) => void look(wanted).catch(() => undefined), [look]);
  const childId = useChildShown();
  const { online } = useLive({ realm: 'member', childId }, true, (event) => {
    refresh(queries, event);
    if (event.kind === 'payments') lookQuietly(event.paymentIds);
    if (event.kind === 'resync') lookQuietly();
  });
  useEffect(() => {
    if (online) return;
    queries.invalidateQueries({ queryKey: keys.session });
    queries.invalidateQueries({ queryKey: keys.children });
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') lookQuietly();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [online, queries, lookQuietly]);

  const value = useMemo(() => ({ online, fresh, listen }), [online, fresh, listen]);
  return <ArrivalsContext value={value}>{props.children}</ArrivalsContext>;
}

/** Who wants to hear of arrivals, oldest first. */
function useListeners() {
  const listeners = useRef(new Set<(payment: Payment) => void>());
  const listen = useCallback((hear: (payment: Payment) => void) => {
    listeners.current.add(hear);
    return () => void listeners.current.delete(hear);
  }, []);
  const tell = useCallback((news: readonly Payment[]) => {
    for (const payment of [...news].reverse()) for (const hear of listeners.current) hear(payment);
  }, []);
  return { listen, tell };
}

function useFresh() {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const mark = useCallback((payments: readonly Payment[]) => {
    const ids = new Set<string>(payments.map((payment) => payment.id));
    setFresh((before) => new Set([...before, ...ids]));
    setTimeout(() => setFresh((before) => new Set([...before].filter((id) => !ids.has(id)))), FRESH_MS);
  }, []);
  return { fresh, mark };
}

/** The newest movements; while none of the wanted ones is among them, looks again a few times. */
async function readRecent(wanted: readonly string[]): Promise<Payment[]> {
  for (let count = 1; ; count += 1) {
    const { items } = await fetchRecentPayments();
    const found = wanted.length === 0 || wanted.some((id) => items.some((item) => item.id === id));
    if (found || count >= LOOKS_MAX) return items;
    await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
  }
}

function refresh(queries: QueryClient, event: LiveEvent): void {
  if (event.kind === 'resync') queries.invalidateQueries({ predicate: wasAnswered });
  if (event.kind === 'wallet' || event.kind === 'payments') queries.invalidateQueries({ queryKey: keys.wallet });
  if (event.kind === 'funding') queries.invalidateQueries({ queryKey: keys.withdrawals });
  if (event.kind === 'reviews') queries.invalidateQueries({ queryKey: keys.reviews });
  if (event.kind === 'chats') queries.invalidateQueries({ queryKey: keys.chats });
  if (event.kind === 'disputes') queries.invalidateQueries({ queryKey: keys.disputes });
  if (event.kind === 'mealplans' || event.kind === 'payments') queries.invalidateQueries({ queryKey: keys.mealPlans });
  if (event.kind === 'redemptions') queries.invalidateQueries({ queryKey: keys.redemptions });
  if (event.kind === 'points') queries.invalidateQueries({ queryKey: keys.points });
  if (event.kind === 'orders') queries.invalidateQueries({ queryKey: keys.orders });
  if (event.kind === 'notices') queries.invalidateQueries({ queryKey: keys.notices });
  if (event.kind === 'incidents') queries.invalidateQueries({ queryKey: keys.status });
  if (event.kind === 'guardians') {
    queries.invalidateQueries({ queryKey: keys.children });
    queries.invalidateQueries({ queryKey: keys.guardians });
  }
  if (event.kind === 'members') queries.invalidateQueries({ queryKey: keys.member });
  if (event.kind === 'privacy') queries.invalidateQueries({ queryKey: keys.privacy });
  if (event.kind === 'cardOrders') queries.invalidateQueries({ queryKey: keys.cardOrders });
  if (event.kind === 'payments') {
    queries.invalidateQueries({ queryKey: keys.emergencyCode });
    queries.invalidateQueries({ queryKey: keys.coupons });
  }
  if (event.kind === 'cards') {
    queries.invalidateQueries({ queryKey: keys.cards });
    queries.invalidateQueries({ queryKey: keys.payCode });
  }
}

function showInLists(queries: QueryClient, arrived: readonly Payment[]): void {
  for (const query of queries.getQueryCache().findAll({ queryKey: keys.paymentList })) {
    const filter = query.meta?.filter ?? {};
    queries.setQueryData<PaymentPages>(query.queryKey, (list) => (list ? mergeArrivals(list, arrived, filter) : list));
  }
}
