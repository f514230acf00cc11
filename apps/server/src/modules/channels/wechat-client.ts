import { createSign, createVerify, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type AdapterParts, ChannelFault, type OpenChannel } from './channel.ts';
import { privateKeyOf } from './keys.ts';

/** WeChat Pay API v3: the host, unless the channel's address says otherwise. */
const HOST = 'https://api.mch.weixin.qq.com';
/** How far a signature's instant may be from ours, either way. */
const SKEW_MAX_SECONDS = 5 * 60;

/** Finds the key that a serial number names: the public key of the settings, or a platform certificate. */
export type KeyFinder = (channel: OpenChannel, serial: string) => Promise<KeyObject | undefined>;
export type WechatParts = AdapterParts & { findKey: KeyFinder };

export type WechatAsk = { method: 'GET' | 'POST'; path: string; body?: Record<string, unknown> };
/** An answer that WeChat signed, or that we have none. */
export type WechatAnswer = { kind: 'signed'; status: number; body: unknown } | { kind: 'none'; note: string };

export function addressOf(channel: OpenChannel): string {
  return (channel.base_url || HOST).replace(/\/+$/, '');
}

/** Signs, asks, and believes only what is signed: whatever else comes back is no answer. Never throws for the network. */
export async function ask(parts: WechatParts, channel: OpenChannel, request: WechatAsk): Promise<WechatAnswer> {
  const text = request.body ? JSON.stringify(request.body) : '';
  try {
    const { status, headers, body } = await send(parts, channel, { ...request, text });
    const fault = await signatureFault(parts, channel, { headers, body });
    // WeChat leaves faults of its own and refused signatures unsigned; they settle nothing.
    if (fault) return { kind: 'none', note: `HTTP ${status}, ${fault}${codeIn(body)}` };
    return { kind: 'signed', status, body: body === '' ? {} : JSON.parse(body) };
  } catch (error) {
    if (error instanceof ChannelFault) throw error;
    return { kind: 'none', note: error instanceof Error ? error.message.slice(0, 150) : 'no answer' };
  }
}

type Sent = { status: number; headers: Headers; body: string };

/** One request with our signature; what comes back is not verified yet. */
export async function send(parts: AdapterParts, channel: OpenChannel, request: WechatAsk & { text: string }): Promise<Sent> {
  const response = await parts.outbound.fetch(`${addressOf(channel)}${request.path}`, {
    method: request.method,
    headers: {
      ...requestHeaders(parts, channel, request),
      ...(request.text !== '' && { 'content-type': 'application/json' }),
    },
    body: request.text === '' ? null : request.text,
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

export function requestHeaders(parts: AdapterParts, channel: OpenChannel, request: { method: string; path: string; text: string }) {
  return {
    accept: 'application/json',
    'user-agent': 'tessera',
    authorization: authorizationOf(channel, { ...request, seconds: Math.floor(parts.clock().getTime() / 1000) }),
    ...(channel.public_key_id !== '' && { 'wechatpay-serial': channel.public_key_id }),
  };
}

/** `WECHATPAY2-SHA256-RSA2048` over method, path with query, instant, nonce and body, a line each. */
function authorizationOf(channel: OpenChannel, of: { method: string; path: string; text: string; seconds: number }): string {
  const nonce = randomBytes(16).toString('hex').toUpperCase();
  const signature = sign(channel, [of.method, of.path, String(of.seconds), nonce, of.text]);
  const parts = {
    mchid: channel.merchant_id,
    nonce_str: nonce,
    signature,
    timestamp: String(of.seconds),
    serial_no: channel.certificate_serial,
  };
  return `WECHATPAY2-SHA256-RSA2048 ${Object.entries(parts)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}`;
}

/** A signature over lines, each ended by a line feed. @throws ChannelFault without a readable key */
export function sign(channel: OpenChannel, lines: readonly string[]): string {
  if (!channel.secrets.privateKey) throw new ChannelFault('there is no private key');
  return createSign('RSA-SHA256')
    .update(`${lines.join('\n')}\n`)
    .sign(privateKeyOf(channel.secrets.privateKey), 'base64');
}

const signed = z.object({
  serial: z.string().min(1).max(100),
  signature: z.string().min(1).max(2_000),
  timestamp: z.string().regex(/^\d{9,11}$/),
  nonce: z.string().min(1).max(100),
});

/** Why the signature of an answer or a notification is not to be believed; undefined when it is. */
export async function signatureFault(parts: WechatParts, channel: OpenChannel, of: { headers: Headers; body: string }): Promise<string | undefined> {
  const header = (name: string) => of.headers.get(`wechatpay-${name}`) ?? undefined;
  const found = signed.safeParse({
    serial: header('serial'),
    signature: header('signature'),
    timestamp: header('timestamp'),
    nonce: header('nonce'),
  });
  if (!found.success) return 'it is not signed';
  const { serial, signature, timestamp, nonce } = found.data;
  if (Math.abs(parts.clock().getTime() / 1000 - Number(timestamp)) > SKEW_MAX_SECONDS) return 'its signature is of another time: compare the clocks';
  const key = await parts.findKey(channel, serial);
  if (!key) return 'its signature names a serial number that is not known';
  const isGood = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n${of.body}\n`).verify(key, signature, 'base64');
  return isGood ? undefined : 'its signature is wrong';
}

const refusal = z.object({ code: z.string().max(60), message: z.string().default('') });

/** The code of a refusal; empty when the answer is none. */
export function refusalOf(answer: { status: number; body: unknown }): { code: string; message: string } {
  const read = refusal.safeParse(answer.body);
  if (answer.status < 400 && !(answer.status === 202)) return { code: '', message: '' };
  return read.success ? read.data : { code: `HTTP_${answer.status}`, message: '' };
}

/** For the note of an unsigned refusal, which tells an administrator what to mend. */
function codeIn(body: string): string {
  try {
    const { code } = refusal.parse(JSON.parse(body));
    return ` (${code})`;
  } catch {
    return '';
  }
}
