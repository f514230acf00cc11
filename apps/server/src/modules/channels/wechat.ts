import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type AdapterParts,
  type ChannelAdapter,
  ChannelFault,
  type ChannelNotice,
  type Instructions,
  type OpenChannel,
  type PaymentRequest,
  type PaymentResult,
  type ProbeStep,
  type RawNotification,
  step,
  stepByStep,
} from './channel.ts';
import { rfc3339 } from './china-time.ts';
import { privateKeyOf, publicKeyOf } from './keys.ts';
import { wechatBill } from './wechat-bill.ts';
import { createKeyFinder, fetchCertificates } from './wechat-certificates.ts';
import { addressOf, ask, sign, signatureFault, type WechatParts } from './wechat-client.ts';
import { noticeOf, paymentOf, refundOf } from './wechat-results.ts';
import { openResource, sealedResource } from './wechat-sealed.ts';

/** WeChat Pay API v3. https://pay.weixin.qq.com/doc/v3/merchant/4012081606 */
export function createWechat(adapter: AdapterParts): ChannelAdapter {
  const parts: WechatParts = { ...adapter, findKey: createKeyFinder(adapter) };
  const act = (verb: 'close' | 'reverse') => async (channel: OpenChannel, outTradeNo: string) => {
    const body = { mchid: channel.merchant_id, ...(verb === 'reverse' && { appid: channel.app_id }) };
    return doneOf(channel, verb, await ask(parts, channel, { method: 'POST', path: `${orderPath(outTradeNo)}/${verb}`, body }));
  };
  return {
    ways: ['qr', 'h5', 'jsapi', 'code'],
    isLocal: false,
    create: (channel, request) => create(parts, channel, request),
    payByCode: async (channel, request) => {
      const body = {
        ...orderOf(channel, request),
        payer: { auth_code: request.code },
        scene_info: { store_info: { id: request.terminalNo } },
      };
      return paymentOf(channel, 'payment', await ask(parts, channel, { method: 'POST', path: '/v3/pay/transactions/codepay', body }));
    },
    query: async (channel, outTradeNo) => {
      const path = `${orderPath(outTradeNo)}?mchid=${encodeURIComponent(channel.merchant_id)}`;
      return paymentOf(channel, 'trade', await ask(parts, channel, { method: 'GET', path }));
    },
    close: act('close'),
    reverse: act('reverse'),
    refund: async (channel, { outTradeNo, refundNo, amountMinor, totalMinor, cause }) => {
      const body = {
        out_trade_no: outTradeNo,
        out_refund_no: refundNo,
        reason: cause,
        notify_url: channel.notifyUrl,
        amount: { refund: amountMinor, total: totalMinor, currency: 'CNY' },
      };
      const answered = refundOf('refund', await ask(parts, channel, { method: 'POST', path: '/v3/refund/domestic/refunds', body }));
      return answered.state === 'absent' ? { state: 'failed', reason: 'refund_refused', note: 'WeChat Pay does not know the order' } : answered;
    },
    queryRefund: async (channel, { refundNo }) =>
      refundOf('question', await ask(parts, channel, { method: 'GET', path: `/v3/refund/domestic/refunds/${encodeURIComponent(refundNo)}` })),
    readNotification: (channel, raw) => readNotification(parts, channel, raw),
    acknowledge: (isTaken) => ({
      status: isTaken ? 200 : 500,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(isTaken ? { code: 'SUCCESS', message: '' } : { code: 'FAIL', message: 'try again' }),
    }),
    downloadBill: (channel, day) => wechatBill(parts, channel, day),
    probe: (channel) => probe(parts, channel),
  };
}

function orderPath(outTradeNo: string): string {
  return `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`;
}

function orderOf(channel: OpenChannel, request: Pick<PaymentRequest, 'outTradeNo' | 'amountMinor' | 'title' | 'expiresAt'>) {
  return {
    appid: channel.app_id,
    mchid: channel.merchant_id,
    description: request.title,
    out_trade_no: request.outTradeNo,
    time_expire: rfc3339(request.expiresAt),
    amount: { total: request.amountMinor, currency: 'CNY' },
  };
}

const created = z.object({ code_url: z.string().optional(), h5_url: z.string().optional(), prepay_id: z.string().optional() });
const PATHS = { qr: 'native', h5: 'h5', jsapi: 'jsapi' } as const;

async function create(parts: WechatParts, channel: OpenChannel, request: PaymentRequest): Promise<PaymentResult> {
  const { way } = request;
  if (way !== 'qr' && way !== 'h5' && way !== 'jsapi') throw new ChannelFault(`WeChat Pay has no way ${way}`);
  const body = {
    ...orderOf(channel, request),
    notify_url: channel.notifyUrl,
    ...(way === 'h5' && { scene_info: { payer_client_ip: request.payerAddress ?? '127.0.0.1', h5_info: { type: 'Wap' } } }),
    ...(way === 'jsapi' && { payer: { openid: request.openid ?? '' } }),
  };
  const answer = await ask(parts, channel, { method: 'POST', path: `/v3/pay/transactions/${PATHS[way]}`, body });
  if (answer.kind === 'none' || answer.status >= 300) return paymentOf(channel, 'payment', answer);
  const read = created.safeParse(answer.body);
  const instructions = read.success ? instructionsOf(parts, channel, { ...read.data, returnUrl: request.returnUrl }) : undefined;
  return instructions ? { state: 'pending', instructions } : { state: 'unknown', note: 'an answer without an address to pay at' };
}

type Created = z.output<typeof created> & { returnUrl: string | undefined };

function instructionsOf(parts: WechatParts, channel: OpenChannel, of: Created): Instructions | undefined {
  if (of.code_url !== undefined) return { codeUrl: of.code_url };
  if (of.h5_url !== undefined) {
    const page = new URL(of.h5_url);
    if (of.returnUrl !== undefined) page.searchParams.set('redirect_url', of.returnUrl);
    return { pageUrl: page.href };
  }
  if (of.prepay_id === undefined) return undefined;
  const timeStamp = String(Math.floor(parts.clock().getTime() / 1000));
  const nonceStr = randomBytes(16).toString('hex');
  const wrapped = `prepay_id=${of.prepay_id}`;
  const paySign = sign(channel, [channel.app_id, timeStamp, nonceStr, wrapped]);
  return { jsapi: { appId: channel.app_id, timeStamp, nonceStr, package: wrapped, signType: 'RSA', paySign } };
}

/** A close and a reversal answer nothing when they were done; a reversal may ask to be called again. */
function doneOf(channel: OpenChannel, verb: 'close' | 'reverse', answer: Awaited<ReturnType<typeof ask>>): PaymentResult {
  if (answer.kind === 'none' || answer.status >= 300) return paymentOf(channel, 'trade', answer);
  if (verb === 'close') return { state: 'closed' };
  const recall = z.object({ recall: z.string().optional() }).safeParse(answer.body);
  return recall.success && recall.data.recall === 'Y' ? { state: 'unknown', note: 'to be reversed again' } : { state: 'reversed' };
}

const notification = z.object({ event_type: z.string().max(60), resource: sealedResource });

async function readNotification(parts: WechatParts, channel: OpenChannel, raw: RawNotification): Promise<ChannelNotice> {
  const fault = await signatureFault(parts, channel, raw);
  if (fault) throw new ChannelFault(fault);
  const { event_type: eventType, resource } = notification.parse(jsonOf(raw.body));
  return noticeOf(channel, eventType, jsonOf(openResource(resource, channel.secrets.apiKey)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ChannelFault('it is not JSON');
  }
}

const NOBODYS_ORDER = 'TESSERA00TEST00OF00THE00CHANNEL0';

/** An order that cannot exist: where everything is right, WeChat answers under its signature that there is none. */
function probe(parts: WechatParts, channel: OpenChannel): Promise<ProbeStep[]> {
  return stepByStep([
    () => step('address', () => parts.outbound.check(addressOf(channel)).host),
    () =>
      step('keys', () => {
        privateKeyOf(channel.secrets.privateKey ?? '');
        if (channel.public_key_id === '') return 'the private key is readable; the platform certificates are fetched';
        publicKeyOf(channel.public_key);
        return 'both keys are readable';
      }),
    () =>
      step('connection', async () => {
        if (channel.public_key_id !== '') return 'a public key is set: no certificates are needed';
        return `${(await fetchCertificates(parts, channel)).size} platform certificate(s)`;
      }),
    () =>
      step('query', async () => {
        const path = `${orderPath(NOBODYS_ORDER)}?mchid=${encodeURIComponent(channel.merchant_id)}`;
        const result = paymentOf(channel, 'trade', await ask(parts, channel, { method: 'GET', path }));
        if (result.state === 'absent') return 'WeChat Pay answered under its signature';
        throw new ChannelFault('note' in result ? result.note : `an order of nobody is ${result.state}`);
      }),
  ]);
}
