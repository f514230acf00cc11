import { randomUUID } from 'node:crypto';
import { type AlipayHouse, alipayNotice } from './alipay-notice.ts';
import type { Book, FaultKind, Refund, Trade } from './book.ts';
import { rfc3339 } from './clock.ts';
import { refundOf, transactionOf } from './wechat.ts';
import { seal, signatureHeaders, type WechatHouse } from './wechat-sign.ts';

/** Between the tries of what was not taken. In life it is minutes and hours. */
const RETRY_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const ANSWER_WITHIN_MS = 5_000;

export type Sent = { outTradeNo: string; url: string; status: number; answer: string };
export type Notifier = ReturnType<typeof createNotifier>;
type Notice = { headers: Record<string, string>; body: string };
type Parts = { book: Book; wechat: WechatHouse; alipay: AlipayHouse; clock: () => Date };

/** Posts what happened to the merchant, signed, and again until the merchant says in the channel's words that it was taken. */
export function createNotifier(parts: Parts) {
  const sent: Sent[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let isClosed = false;
  const post = async (trade: Trade, url: string, notice: Notice): Promise<boolean> => {
    try {
      const response = await fetch(url, { method: 'POST', ...notice, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const answer = await response.text();
      sent.push({ outTradeNo: trade.outTradeNo, url, status: response.status, answer });
      return trade.channel === 'wechat' ? response.ok : answer.trim() === 'success';
    } catch (error) {
      sent.push({ outTradeNo: trade.outTradeNo, url, status: 0, answer: String(error) });
      return false;
    }
  };
  const attempt = (trade: Trade, url: string, { make, tries }: { make: (tries: number) => Notice; tries: number }): void => {
    if (isClosed) return;
    const run = post(trade, url, make(tries)).then((isTaken) => {
      const waitMs = RETRY_MS[tries];
      if (isTaken || waitMs === undefined || isClosed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        attempt(trade, url, { make, tries: tries + 1 });
      }, waitMs);
      timers.add(timer);
    });
    running.add(run);
    run.finally(() => running.delete(run));
  };
  /** A fault is of the first try only: what comes after it is right, as in life. */
  const tell = (trade: Trade, url: string, make: (fault: FaultKind | undefined) => Notice): void => {
    const fault = parts.book.takeFault(trade.channel, 'notify');
    if (fault === 'never') return;
    for (let copy = 0; copy < (fault === 'duplicate' ? 3 : 1); copy += 1) {
      attempt(trade, url, { make: (tries) => make(tries === 0 && fault !== 'duplicate' ? fault : undefined), tries: 0 });
    }
  };
  return {
    tellPayment(trade: Trade): void {
      const { notifyUrl } = trade;
      if (notifyUrl) tell(trade, notifyUrl, (fault) => paymentNotice(parts, trade, fault));
    },
    tellRefund(trade: Trade, refund: Refund, url: string): void {
      tell(trade, url, (fault) => refundNotice(parts, trade, { refund, fault }));
    },
    sent: () => [...sent],
    close: async () => {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}

function paymentNotice(parts: Parts, trade: Trade, fault: FaultKind | undefined): Notice {
  const amountMinor = fault === 'wrongAmount' ? 1 : trade.amountMinor;
  if (trade.channel === 'alipay') return alipayNotice(parts.alipay, parts.clock(), { trade, amountMinor, fault });
  return wechatNotice(parts, fault, { event: 'TRANSACTION.SUCCESS', type: 'transaction', content: transactionOf(parts.wechat, trade, amountMinor) });
}

function refundNotice(parts: Parts, trade: Trade, { refund, fault }: { refund: Refund; fault: FaultKind | undefined }): Notice {
  if (trade.channel === 'alipay') return alipayNotice(parts.alipay, parts.clock(), { trade, amountMinor: trade.amountMinor, refund, fault });
  const { status, ...rest } = refundOf(trade, refund);
  const content = { ...rest, mchid: parts.wechat.merchantId, refund_status: status };
  return wechatNotice(parts, fault, { event: 'REFUND.SUCCESS', type: 'refund', content });
}

function wechatNotice(parts: Parts, fault: FaultKind | undefined, of: { event: string; type: string; content: unknown }): Notice {
  const { wechat: house, clock } = parts;
  const whole = JSON.stringify({
    id: randomUUID(),
    create_time: rfc3339(clock()),
    resource_type: 'encrypt-resource',
    event_type: of.event,
    summary: of.event,
    resource: { original_type: of.type, ...seal(house, JSON.stringify(of.content), of.type) },
  });
  const headers = { 'content-type': 'application/json', ...signatureHeaders({ house, clock }, whole, fault) };
  return { headers, body: fault === 'cutShort' ? whole.slice(0, -20) : whole };
}
