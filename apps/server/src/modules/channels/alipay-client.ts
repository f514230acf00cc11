import { createSign, createVerify } from 'node:crypto';
import { z } from 'zod';
import { type AdapterParts, ChannelFault, type OpenChannel } from './channel.ts';
import { chinaTime } from './china-time.ts';
import { privateKeyOf, publicKeyOf } from './keys.ts';

const GATEWAY = 'https://openapi.alipay.com/gateway.do';

export type AlipayAsk = { method: string; content: Record<string, unknown>; notify?: true };
/** What Alipay answered under its signature, or that we have nothing to believe. */
export type AlipayAnswer = { kind: 'signed'; node: AlipayNode } | { kind: 'none'; note: string };

const node = z.looseObject({ code: z.string(), msg: z.string().default(''), sub_code: z.string().default(''), sub_msg: z.string().default('') });
export type AlipayNode = z.output<typeof node>;

export function gatewayOf(channel: OpenChannel): string {
  return channel.base_url || GATEWAY;
}

/** Signs with RSA2, asks, and believes only what is signed. Never throws for the network. */
export async function ask(parts: AdapterParts, channel: OpenChannel, request: AlipayAsk): Promise<AlipayAnswer> {
  const { biz_content: content = '', ...query } = signedParams(parts, channel, request);
  try {
    const url = new URL(gatewayOf(channel));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await parts.outbound.fetch(url, { method: 'POST', body: new URLSearchParams({ biz_content: content }) });
    return readAnswer(channel, request.method, await response.text());
  } catch (error) {
    if (error instanceof ChannelFault) throw error;
    return { kind: 'none', note: error instanceof Error ? error.message.slice(0, 150) : 'no answer' };
  }
}

/** The address of a page of Alipay that the payer's browser goes to: the request itself, signed. */
export function pageAddress(parts: AdapterParts, channel: OpenChannel, request: AlipayAsk & { returnUrl: string | undefined }): string {
  const url = new URL(gatewayOf(channel));
  for (const [name, value] of Object.entries(signedParams(parts, channel, request))) url.searchParams.set(name, value);
  return url.href;
}

function signedParams(parts: AdapterParts, channel: OpenChannel, request: AlipayAsk & { returnUrl?: string | undefined }): Record<string, string> {
  if (!channel.secrets.privateKey) throw new ChannelFault('there is no private key');
  const params: Record<string, string> = {
    app_id: channel.app_id,
    method: request.method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: chinaTime(parts.clock()),
    version: '1.0',
    ...(request.notify && { notify_url: channel.notifyUrl }),
    ...(request.returnUrl !== undefined && { return_url: request.returnUrl }),
    biz_content: JSON.stringify(request.content),
  };
  const sign = createSign('RSA-SHA256').update(sortedText(params), 'utf8').sign(privateKeyOf(channel.secrets.privateKey), 'base64');
  return { ...params, sign };
}

/** `a=1&b=2`, by name, without empty values. */
export function sortedText(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function readAnswer(channel: OpenChannel, method: string, text: string): AlipayAnswer {
  const name = `${method.replaceAll('.', '_')}_response`;
  const raw = rawNode(text, name) ?? rawNode(text, 'error_response');
  const sign = /"sign"\s*:\s*"([A-Za-z0-9+/=]+)"/.exec(raw === undefined ? '' : text.replace(raw, ''))?.[1];
  if (raw === undefined) return { kind: 'none', note: 'an answer of another shape' };
  if (sign === undefined || !isSigned(channel, raw, sign)) return { kind: 'none', note: `the answer’s signature is missing or wrong${codeIn(raw)}` };
  const read = node.safeParse(JSON.parse(raw));
  return read.success ? { kind: 'signed', node: read.data } : { kind: 'none', note: 'an answer of another shape' };
}

export function isSigned(channel: OpenChannel, text: string, sign: string): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKeyOf(channel.public_key), sign, 'base64');
}

/** The text of an object by its name at the top level, to the character: the signature is over it, and writing it anew would change it. */
function rawNode(text: string, name: string): string | undefined {
  const start = text.indexOf(`"${name}"`);
  const from = start < 0 ? -1 : text.indexOf('{', start);
  if (from < 0 || !/^"\w+"\s*:\s*$/.test(text.slice(start, from))) return undefined;
  let depth = 0;
  let isText = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (isText && sign === '\\') at += 1;
    else if (sign === '"') isText = !isText;
    else if (!isText && sign === '{') depth += 1;
    else if (!isText && sign === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(from, at + 1);
    }
  }
  return undefined;
}

function codeIn(raw: string): string {
  const code = /"sub_code"\s*:\s*"([\w.-]{1,60})"/.exec(raw)?.[1];
  return code === undefined ? '' : ` (${code})`;
}
