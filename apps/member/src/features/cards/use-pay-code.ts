import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { useQuery } from '@tanstack/react-query';
import { type Hmac, makePayCode, PAY_CODE_STEP_SECONDS, payCodeStep } from '@tessera/rules';
import { useEffect, useMemo, useState } from 'react';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import { useNow } from '../../shared/use-now.ts';
import { createPayCodeSequence, type Shown } from './pay-code-sequence.ts';

const TICK_MS = 250;
/** The clocks are compared anew when the page opens after this long. */
const STALE_MS = 60_000;

/** What the phone computes codes from. It lives in memory only and is gone with the page. */
export type PayCodeSource = { handle: string; seed: Uint8Array; offsetMs: number };

const sequence = createPayCodeSequence(localStorage);
const phoneHmac: Hmac = (key, message) => hmac(sha256, key, message);

export function usePayCodeSource(enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.payCode,
    queryFn: openSource,
    staleTime: STALE_MS,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

async function openSource(): Promise<PayCodeSource> {
  const askedMs = Date.now();
  const opened = await client.cards.openPayCode();
  const middleMs = (askedMs + Date.now()) / 2;
  const seed = Uint8Array.from(atob(opened.seed), (letter) => letter.charCodeAt(0));
  return { handle: opened.handle, seed, offsetMs: Date.parse(opened.serverTime) - middleMs };
}

export type PayCode = {
  /** 20 digits; `null` for a blink, or when the step's ten codes were all shown. */
  code: string | null;
  secondsLeft: number;
  stepSeconds: number;
  exhausted: boolean;
  /** Another code at once: the member asked for it, or the one in view was spent. */
  renew: () => void;
};

/** The code of this moment by the server's clock, without asking the server. */
export function usePayCode(source: PayCodeSource): PayCode {
  const nowMs = useNow(TICK_MS) + source.offsetMs;
  const step = payCodeStep(nowMs);
  const [shown, setShown] = useState<Shown | null>(null);
  const [exhausted, setExhausted] = useState(false);
  const show = (next: Shown | null) => {
    setShown(next);
    setExhausted(next === null);
  };
  useEffect(() => {
    const next = sequence.present(source.handle, step);
    setShown(next);
    setExhausted(next === null);
  }, [source.handle, step]);
  const code = useMemo(() => (shown && shown.handle === source.handle ? makePayCode(phoneHmac, source.seed, shown) : null), [shown, source]);
  const secondsLeft = Math.max(1, Math.ceil((step + 1) * PAY_CODE_STEP_SECONDS - nowMs / 1000));
  return { code, secondsLeft, stepSeconds: PAY_CODE_STEP_SECONDS, exhausted, renew: () => show(sequence.advance(source.handle, step)) };
}
