import type { CHANNEL_STEPS, ChannelReason, PaymentWay } from '@tessera/contract';
import type { Minor } from '@tessera/kernel';
import type { Outbound } from '../../platform/outbound.ts';
import type { ChannelRow } from './tables.ts';

/** The purpose under which a channel's secrets are sealed. */
export const SECRETS_PURPOSE = 'channels.secrets';

export type ChannelSecrets = { privateKey?: string | undefined; apiKey?: string | undefined };
/** A channel with its secrets opened, for the adapter that talks to it. */
export type OpenChannel = ChannelRow & { secrets: ChannelSecrets; notifyUrl: string };

/** What the payer's device needs: an address for a QR code, a page to go to, or parameters for WeChat's own bridge. */
export type Instructions = { codeUrl?: string | undefined; pageUrl?: string | undefined; jsapi?: Record<string, string> | undefined };

/** Money that came, as the channel says under its signature. */
export type Paid = { amountMinor: Minor; transactionNo: string | null; payerMasked: string | null; paidAt: Date };

/**
 * What is known of a payment. `pending`: the payer may still pay. `unknown`: nobody knows, and nothing is assumed: a time-out, an answer
 * without a valid signature, "system busy". `absent`: the channel has never heard of it, which only ends an order that nobody can pay any more.
 */
export type PaymentResult =
  | { state: 'paid'; paid: Paid }
  | { state: 'pending'; instructions?: Instructions }
  | { state: 'unknown'; note: string }
  | { state: 'absent' }
  | { state: 'closed' }
  | { state: 'reversed' }
  | { state: 'failed'; reason: ChannelReason; note: string };

/** `held`: the channel has taken it and cannot carry it out until a person acts there. */
export type RefundResult =
  | { state: 'refunded'; transactionNo: string | null; at: Date }
  | { state: 'pending'; isHeld?: true }
  | { state: 'unknown'; note: string }
  | { state: 'absent' }
  | { state: 'failed'; reason: ChannelReason; note: string };

export type PaymentRequest = {
  outTradeNo: string;
  amountMinor: Minor;
  title: string;
  way: PaymentWay;
  expiresAt: Date;
  /** Where the payer stands; WeChat asks for it with `h5`. */
  payerAddress?: string | undefined;
  /** The payer's id in our app at WeChat, for `jsapi`. */
  openid?: string | undefined;
  /** Where the browser goes after it paid on a page of the channel. */
  returnUrl?: string | undefined;
  /** A slip's or transfer's number, for desk channels. */
  reference?: string | undefined;
};
export type CodeRequest = Pick<PaymentRequest, 'outTradeNo' | 'amountMinor' | 'title' | 'expiresAt'> & { code: string; terminalNo: string };
export type RefundRequest = {
  outTradeNo: string;
  refundNo: string;
  amountMinor: Minor;
  /** What was paid in all. */
  totalMinor: Minor;
  cause: string;
  reference?: string | undefined;
};

/** A notification as it arrived: the body's bytes as text, because the signature is over them. */
export type RawNotification = { headers: Headers; body: string };
/** What a notification says, after its signature was verified. */
export type ChannelNotice =
  | { kind: 'payment'; outTradeNo: string; result: PaymentResult }
  | { kind: 'refund'; outTradeNo: string; refundNo: string; result: RefundResult }
  /** Signed, and about nothing that we follow. */
  | { kind: 'other' };
/** The channel's own words for "taken" and "send it again". */
export type Acknowledgement = { status: number; type: string; body: string };

export type ProbeStep = { step: (typeof CHANNEL_STEPS)[number]; ok: boolean; detail: string };

/**
 * One way that money comes from outside. Amounts are integers of fen. What the network or the channel leaves open is answered `unknown`,
 * never thrown; only settings that cannot work and notifications that are not to be believed are thrown, as `ChannelFault`.
 */
export type ChannelAdapter = {
  /** Ways that this kind knows. */
  ways: readonly PaymentWay[];
  /** True: no network in any call, so it may run inside a transaction. */
  isLocal: boolean;
  /** An order that the member pays. */
  create: (channel: OpenChannel, request: PaymentRequest) => Promise<PaymentResult>;
  /** The till has scanned the payer's code of this channel. */
  payByCode: (channel: OpenChannel, request: CodeRequest) => Promise<PaymentResult>;
  query: (channel: OpenChannel, outTradeNo: string) => Promise<PaymentResult>;
  /** Nobody can pay it from now on; `closed`, or what it is instead. */
  close: (channel: OpenChannel, outTradeNo: string) => Promise<PaymentResult>;
  /** Undoes a payment by code whatever became of it; `reversed`, or `unknown`. */
  reverse: (channel: OpenChannel, outTradeNo: string) => Promise<PaymentResult>;
  /** The same `refundNo` twice is one refund. */
  refund: (channel: OpenChannel, request: RefundRequest) => Promise<RefundResult>;
  queryRefund: (channel: OpenChannel, request: Pick<RefundRequest, 'outTradeNo' | 'refundNo'>) => Promise<RefundResult>;
  /** @throws ChannelFault when it is not to be believed */
  readNotification: (channel: OpenChannel, raw: RawNotification) => Promise<ChannelNotice>;
  acknowledge: (isTaken: boolean) => Acknowledgement;
  /** The lines of the bill of a day `YYYY-MM-DD`, after its hash was checked; none for desk channels. @throws ChannelFault */
  downloadBill: (channel: OpenChannel, day: string) => AsyncIterable<string>;
  /** What can be asked without a person; stops at the first step that fails. */
  probe: (channel: OpenChannel) => Promise<ProbeStep[]>;
};

export type AdapterParts = { outbound: Outbound; clock: () => Date };

/** What was wrong with a channel's answer or settings, in English, for the log and the administrator; it holds no secret. */
export class ChannelFault extends Error {
  override name = 'ChannelFault';
}

export async function step(name: ProbeStep['step'], work: () => Promise<string> | string): Promise<ProbeStep> {
  try {
    return { step: name, ok: true, detail: await work() };
  } catch (error) {
    return { step: name, ok: false, detail: error instanceof Error ? error.message.slice(0, 300) : 'unknown' };
  }
}

/** Steps one after another until one fails. */
export async function stepByStep(steps: readonly (() => Promise<ProbeStep>)[]): Promise<ProbeStep[]> {
  const done: ProbeStep[] = [];
  for (const next of steps) {
    const one = await next();
    done.push(one);
    if (!one.ok) break;
  }
  return done;
}
