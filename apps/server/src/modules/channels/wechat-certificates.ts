import { createVerify, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type AdapterParts, ChannelFault, type OpenChannel } from './channel.ts';
import { publicKeyOf } from './keys.ts';
import { type KeyFinder, send } from './wechat-client.ts';
import { openResource, sealedResource } from './wechat-sealed.ts';

const PATH = '/v3/certificates';
/** WeChat asks that they be fetched anew within twelve hours. */
const KEPT_MS = 10 * 60 * 60 * 1000;
/** A made-up serial number must not make us ask WeChat at every notification. */
const ASK_AGAIN_MS = 60 * 1000;

const list = z.object({
  data: z.array(z.object({ serial_no: z.string(), encrypt_certificate: sealedResource })).max(20),
});

type Kept = { askedAtMs: number; identity: string; keys: ReadonlyMap<string, KeyObject> };

/** The keys that WeChat signs with, by serial number: of the settings, else fetched, and kept by this process. */
export function createKeyFinder(parts: AdapterParts): KeyFinder {
  const kept = new Map<string, Kept>();
  return async (channel, serial) => {
    if (channel.public_key_id !== '' && serial === channel.public_key_id) return publicKeyOf(channel.public_key);
    const nowMs = parts.clock().getTime();
    const identity = [channel.base_url, channel.merchant_id, channel.certificate_serial].join(' ');
    const known = kept.get(channel.key);
    const isOurs = known?.identity === identity;
    const ageMs = isOurs ? Math.abs(nowMs - known.askedAtMs) : Number.POSITIVE_INFINITY;
    const key = isOurs ? known.keys.get(serial) : undefined;
    if (ageMs < (key ? KEPT_MS : ASK_AGAIN_MS)) return key;
    const keys = await fetchCertificates(parts, channel).catch(() => undefined);
    kept.set(channel.key, { askedAtMs: nowMs, identity, keys: keys ?? (isOurs ? known.keys : new Map()) });
    return kept.get(channel.key)?.keys.get(serial);
  };
}

/**
 * The platform certificates. Only who has the API v3 key can have sealed them, and the answer is signed by one of them besides.
 * @throws ChannelFault
 */
export async function fetchCertificates(parts: AdapterParts, channel: OpenChannel): Promise<Map<string, KeyObject>> {
  const { status, headers, body } = await send(parts, channel, { method: 'GET', path: PATH, text: '' });
  if (status !== 200) throw new ChannelFault(`WeChat Pay gave no certificates: HTTP ${status}`);
  const now = parts.clock();
  const keys = new Map<string, KeyObject>();
  for (const { serial_no, encrypt_certificate } of list.parse(JSON.parse(body)).data) {
    const certificate = new X509Certificate(openResource(encrypt_certificate, channel.secrets.apiKey));
    const isOfIt = certificate.serialNumber.replace(/^0+/, '').toUpperCase() === serial_no.replace(/^0+/, '').toUpperCase();
    if (isOfIt && Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo)) {
      keys.set(serial_no, certificate.publicKey);
    }
  }
  const part = (name: string) => headers.get(`wechatpay-${name}`) ?? '';
  const key = keys.get(part('serial'));
  const isSigned =
    key &&
    createVerify('RSA-SHA256')
      .update(`${part('timestamp')}\n${part('nonce')}\n${body}\n`)
      .verify(key, part('signature'), 'base64');
  if (!isSigned) throw new ChannelFault('the list of certificates is not signed by one of them');
  return keys;
}
