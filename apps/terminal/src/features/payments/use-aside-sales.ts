import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TerminalSession } from '../../link/terminal-session.tsx';
import { type Answer, type ChargeState, openAttempt } from './charge-flow.ts';
import { dropPending, type PendingSale, readPending } from './pending-sales.ts';

/** `answer` is null when the server still has no record of the sale long after it was sent. */
export type AsideNotice = { sale: PendingSale; answer: Answer | null };
export type AsideSales = {
  waiting: readonly PendingSale[];
  /** Results that came late, until the cashier has seen them. */
  notices: readonly AsideNotice[];
  settle: (answer: Answer) => void;
  acknowledge: (key: string) => void;
};

const ASK_EVERY_MS = 10_000;
const ASK_WITHIN_MS = 5_000;
/** No request lives this long, and a sale set aside is never sent again: what the server does not know by then will not come. */
const NO_RECORD_AFTER_MS = 180_000;

/** Sales that were set aside: asked for again and again while the line is up, never sent again. */
export function useAsideSales(session: TerminalSession, state: ChargeState): AsideSales {
  const openKey = openAttempt(state)?.key;
  const [waiting, setWaiting] = useState<readonly PendingSale[]>([]);
  const [notices, setNotices] = useState<readonly AsideNotice[]>([]);
  useEffect(() => setWaiting(readPending().filter((sale) => sale.key !== openKey)), [openKey]);

  const close = useCallback((key: string, answer: Answer | null) => {
    const sale = readPending().find((pending) => pending.key === key);
    if (!sale) return;
    dropPending(key);
    setWaiting((before) => before.filter((other) => other.key !== key));
    setNotices((before) => [...before, { sale, answer }]);
  }, []);
  const settle = useCallback((answer: Answer) => close(answer.key, answer), [close]);
  const acknowledge = useCallback((key: string) => setNotices((before) => before.filter((notice) => notice.sale.key !== key)), []);

  const { client, status, nowMs } = session;
  useEffect(() => {
    if (status !== 'online' || waiting.length === 0) return;
    const ask = async ({ key, at }: PendingSale) => {
      const found = await client.payments.findCharge({ key }, { signal: AbortSignal.timeout(ASK_WITHIN_MS) }).catch(() => null);
      if (!found) return; // Not reached: the next round asks again.
      if (found.outcome !== 'unknown') settle(found);
      else if (nowMs() - Date.parse(at) > NO_RECORD_AFTER_MS) close(key, null);
    };
    const askAll = () => {
      for (const sale of waiting) void ask(sale);
    };
    askAll();
    const timer = setInterval(askAll, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, status, nowMs, waiting, settle, close]);

  return useMemo(() => ({ waiting, notices, settle, acknowledge }), [waiting, notices, settle, acknowledge]);
}
