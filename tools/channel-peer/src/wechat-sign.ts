import { createCipheriv, createPublicKey, createSign, createVerify, randomBytes } from 'node:crypto';
import type { FaultKind } from './book.ts';
import type { Identity } from './certificate.ts';
import type { Asked } from './http.ts';

/** Who the one merchant is at WeChat Pay, and the platform's own keys. */
export type WechatHouse = {
  merchantId: string;
  appId: string;
  apiKey: string;
  merchant: Identity;
  platform: Identity;
  /** The newer way: a public key with an id of its own. */
  publicKeyId: string;
};

type Signer = { house: WechatHouse; clock: () => Date };
const SKEW_MAX_SECONDS = 300;

/** What the merchant's request lacks; undefined when it is signed as it should be. */
export function signatureFault({ house, clock }: Signer, { method, url, headers, body }: Asked): string | undefined {
  const [scheme, list = ''] = (headers.get('authorization') ?? '').split(' ');
  const part = Object.fromEntries([...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') return 'the scheme is another';
  if (part.mchid !== house.merchantId || part.serial_no !== house.merchant.serial) return 'merchant or certificate is unknown';
  if (Math.abs(clock().getTime() / 1000 - Number(part.timestamp)) > SKEW_MAX_SECONDS) return 'the instant is another';
  const text = [method, url.pathname + url.search, part.timestamp, part.nonce_str, body, ''].join('\n');
  const isGood = createVerify('RSA-SHA256')
    .update(text)
    .verify(createPublicKey(house.merchant.publicKey), part.signature ?? '', 'base64');
  return isGood ? undefined : 'the signature is wrong';
}

/** Headers that sign a text as the platform does, or wrongly on command. */
export function signatureHeaders({ house, clock }: Signer, body: string, fault: FaultKind | undefined) {
  const seconds = Math.floor(clock().getTime() / 1000) - (fault === 'oldClock' ? 2 * SKEW_MAX_SECONDS : 0);
  const nonce = randomBytes(16).toString('hex');
  const text = `${seconds}\n${nonce}\n${body}\n`;
  const signature = createSign('RSA-SHA256')
    .update(fault === 'wrongSignature' ? `${text} ` : text)
    .sign(house.platform.privateKey, 'base64');
  return {
    'wechatpay-timestamp': String(seconds),
    'wechatpay-nonce': nonce,
    'wechatpay-signature': signature,
    'wechatpay-serial': fault === 'wrongSerial' ? '0000000000000000000000000000000000000000' : house.platform.serial,
  };
}

/** AEAD_AES_256_GCM with the API v3 key. */
export function seal(house: WechatHouse, text: string, associated: string) {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', house.apiKey, nonce);
  cipher.setAAD(Buffer.from(associated));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { algorithm: 'AEAD_AES_256_GCM', nonce, associated_data: associated, ciphertext: body.toString('base64') };
}
