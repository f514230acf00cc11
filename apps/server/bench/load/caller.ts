import { newId } from '@tessera/kernel';

/** One answer, read no further than the count needs: the load generator must not be what limits the server. */
export type Answered = { readonly approvedCount: number; readonly approvedMinor: number; readonly refusal?: string };

/** A connection to the server with at most one request under way. */
export type Caller = {
  ask(): void;
  close(): void;
};

export type Calling = {
  readonly port: number;
  /** Of the tills behind this connection; one of them, but for bulk requests. */
  readonly tokens: readonly string[];
  readonly drawUid: () => string;
  readonly onAnswer: (answered: Answered) => void;
  readonly onFault: (error: Error) => void;
};

/** From 1.00 to 9.99, below every limit of a wallet and a terminal. */
const LEAST_MINOR = 100;
const MOST_MINOR = 999;

export function drawAmountMinor(): number {
  return LEAST_MINOR + Math.floor(Math.random() * (MOST_MINOR - LEAST_MINOR + 1));
}

/** A charge with its key inside, as JSON. */
export function chargeText(uid: string): string {
  return `{"key":"${newId()}","amountMinor":${drawAmountMinor()},"credential":{"kind":"card","uid":"${uid}"}}`;
}

const APPROVED = '"outcome":"approved"';
const AMOUNT = '"amountMinor":';

/** Counts the approvals in a JSON text and adds up what each says it charged: the first amount after its outcome. */
export function readAnswers(text: string, expectedCount: number): Answered {
  let approvedCount = 0;
  let approvedMinor = 0;
  for (let at = text.indexOf(APPROVED); at >= 0; at = text.indexOf(APPROVED, at)) {
    at = text.indexOf(AMOUNT, at) + AMOUNT.length;
    approvedMinor += Number.parseInt(text.slice(at, at + 16), 10);
    approvedCount += 1;
  }
  const refusal = approvedCount === expectedCount ? undefined : (/"(?:reason|code)":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 80));
  return { approvedCount, approvedMinor, ...(refusal !== undefined && { refusal }) };
}
