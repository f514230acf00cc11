import { formatDecimal } from '@tessera/kernel';
import { z } from 'zod';
import { alipayBill } from './alipay-bill.ts';
import { ask, gatewayOf, isSigned, pageAddress, sortedText } from './alipay-client.ts';
import { noticeOf, paymentOf, refundOf } from './alipay-results.ts';
import {
  type AdapterParts,
  type ChannelAdapter,
  ChannelFault,
  type ChannelNotice,
  type OpenChannel,
  type PaymentRequest,
  type PaymentResult,
  type ProbeStep,
  type RawNotification,
  step,
  stepByStep,
} from './channel.ts';
import { chinaTime } from './china-time.ts';
import { privateKeyOf, publicKeyOf } from './keys.ts';

/** Alipay's open platform with RSA2 and plain public keys. https://opendocs.alipay.com/open/270 */
export function createAlipay(parts: AdapterParts): ChannelAdapter {
  return {
    ways: ['qr', 'h5', 'page', 'code'],
    isLocal: false,
    create: (channel, request) => create(parts, channel, request),
    payByCode: async (channel, { code, terminalNo, ...request }) => {
      const content = { ...contentOf(request), scene: 'bar_code', auth_code: code, terminal_id: terminalNo.slice(0, 32) };
      return paymentOf('payment', await ask(parts, channel, { method: 'alipay.trade.pay', content, notify: true }));
    },
    query: async (channel, outTradeNo) =>
      paymentOf('trade', await ask(parts, channel, { method: 'alipay.trade.query', content: { out_trade_no: outTradeNo } })),
    close: async (channel, outTradeNo) => {
      const answer = await ask(parts, channel, { method: 'alipay.trade.close', content: { out_trade_no: outTradeNo } });
      return answer.kind === 'signed' && answer.node.code === '10000' ? { state: 'closed' } : paymentOf('trade', answer);
    },
    reverse: async (channel, outTradeNo) => {
      const answer = await ask(parts, channel, { method: 'alipay.trade.cancel', content: { out_trade_no: outTradeNo } });
      if (answer.kind === 'none' || answer.node.code !== '10000') return paymentOf('trade', answer);
      return answer.node.retry_flag === 'Y' ? { state: 'unknown', note: 'to be cancelled again' } : { state: 'reversed' };
    },
    refund: async (channel, { outTradeNo, refundNo, amountMinor, cause }) => {
      const content = { out_trade_no: outTradeNo, out_request_no: refundNo, refund_amount: formatDecimal(amountMinor), refund_reason: cause };
      return refundOf('refund', await ask(parts, channel, { method: 'alipay.trade.refund', content }), parts.clock());
    },
    queryRefund: async (channel, { outTradeNo, refundNo }) => {
      const content = { out_trade_no: outTradeNo, out_request_no: refundNo, query_options: ['gmt_refund_pay'] };
      return refundOf('question', await ask(parts, channel, { method: 'alipay.trade.fastpay.refund.query', content }), parts.clock());
    },
    readNotification: async (channel, raw) => readNotification(channel, raw),
    acknowledge: (isTaken) => ({ status: 200, type: 'text/plain; charset=utf-8', body: isTaken ? 'success' : 'failure' }),
    downloadBill: (channel, day) => alipayBill(parts, channel, day),
    probe: (channel) => probe(parts, channel),
  };
}

type Ordered = Pick<PaymentRequest, 'outTradeNo' | 'amountMinor' | 'title' | 'expiresAt'>;

function contentOf({ outTradeNo, amountMinor, title, expiresAt }: Ordered) {
  return { out_trade_no: outTradeNo, total_amount: formatDecimal(amountMinor), subject: title, time_expire: chinaTime(expiresAt) };
}

const precreated = z.looseObject({ qr_code: z.url() });
const PAGES = {
  h5: { method: 'alipay.trade.wap.pay', product: 'QUICK_WAP_WAY' },
  page: { method: 'alipay.trade.page.pay', product: 'FAST_INSTANT_TRADE_PAY' },
} as const;

async function create(parts: AdapterParts, channel: OpenChannel, request: PaymentRequest): Promise<PaymentResult> {
  const { way } = request;
  if (way === 'h5' || way === 'page') {
    // Alipay hears of it when the payer's browser arrives there.
    const content = { ...contentOf(request), product_code: PAGES[way].product };
    const pageUrl = pageAddress(parts, channel, { method: PAGES[way].method, content, notify: true, returnUrl: request.returnUrl });
    return { state: 'pending', instructions: { pageUrl } };
  }
  if (way !== 'qr') throw new ChannelFault(`Alipay has no way ${way}`);
  const answer = await ask(parts, channel, { method: 'alipay.trade.precreate', content: contentOf(request), notify: true });
  if (answer.kind === 'none' || answer.node.code !== '10000') return paymentOf('order', answer);
  const read = precreated.safeParse(answer.node);
  return read.success ? { state: 'pending', instructions: { codeUrl: read.data.qr_code } } : { state: 'unknown', note: 'an answer without a code' };
}

/** A form, signed over its decoded values by name, without `sign` and `sign_type`. */
function readNotification(channel: OpenChannel, raw: RawNotification): ChannelNotice {
  const form = new Map(new URLSearchParams(raw.body));
  const sign = form.get('sign');
  form.delete('sign');
  form.delete('sign_type');
  if (sign === undefined || !/^[A-Za-z0-9+/=]+$/.test(sign)) throw new ChannelFault('it is not signed');
  if (!isSigned(channel, sortedText(Object.fromEntries(form)), sign)) throw new ChannelFault('its signature is wrong');
  return noticeOf(channel, form);
}

const NOBODYS_ORDER = 'TESSERA00TEST00OF00THE00CHANNEL0';

/** A trade that cannot exist: where everything is right, Alipay answers under its signature that there is none. */
function probe(parts: AdapterParts, channel: OpenChannel): Promise<ProbeStep[]> {
  return stepByStep([
    () => step('address', () => parts.outbound.check(gatewayOf(channel)).host),
    () =>
      step('keys', () => {
        privateKeyOf(channel.secrets.privateKey ?? '');
        publicKeyOf(channel.public_key);
        return 'both keys are readable';
      }),
    () =>
      step('query', async () => {
        const result = paymentOf('trade', await ask(parts, channel, { method: 'alipay.trade.query', content: { out_trade_no: NOBODYS_ORDER } }));
        if (result.state === 'absent') return 'Alipay answered under its signature';
        throw new ChannelFault('note' in result ? result.note : `an order of nobody is ${result.state}`);
      }),
  ]);
}
