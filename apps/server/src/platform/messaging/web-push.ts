import { createCipheriv, createECDH, createHmac, createPrivateKey, generateKeyPairSync, hkdfSync, randomBytes, sign } from 'node:crypto';
import { type Outbound, OutboundRefused } from '../outbound.ts';
import { SendFailure } from './ports.ts';

/** A browser's subscription: where to push, its P-256 point and its secret, both in base64url. */
export type PushSubscription = { endpoint: string; p256dh: string; auth: string };
/** The pair by which push services know us (RFC 8292): the point uncompressed, the private key as JWK, both as texts. */
export type PushKeys = { publicKey: string; privateJwk: string };

const POINT_BYTES = 65;
const AUTH_BYTES = 16;
const SALT_BYTES = 16;
const RECORD_BYTES = 4_096;
/** What a record holds beside its tag and its one byte of padding. */
export const PUSH_PAYLOAD_MAX = RECORD_BYTES - 16 - 1 - 103;
const TOKEN_LIVES_SECONDS = 12 * 60 * 60;
/** How long a push service keeps a message for a browser that is away. */
const TTL_SECONDS = 24 * 60 * 60;

export function makePushKeys(): PushKeys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(jwk.x ?? '', 'base64url'), Buffer.from(jwk.y ?? '', 'base64url')]);
  return { publicKey: point.toString('base64url'), privateJwk: JSON.stringify(jwk) };
}

/** Whether a browser's keys are what RFC 8291 asks for: a point on the curve, and 16 bytes. */
export function arePushKeys({ p256dh, auth }: Pick<PushSubscription, 'p256dh' | 'auth'>): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  if (point.length !== POINT_BYTES || Buffer.from(auth, 'base64url').length !== AUTH_BYTES) return false;
  try {
    const pair = createECDH('prime256v1');
    pair.generateKeys();
    pair.computeSecret(point);
    return true;
  } catch {
    return false;
  }
}

/** RFC 8291 over RFC 8188: one record, readable only by the browser that subscribed. `fixed` is for the RFC's own example. */
export function encryptPush(
  subscription: Pick<PushSubscription, 'p256dh' | 'auth'>,
  payload: Buffer,
  fixed: { salt?: Buffer; privateKey?: Buffer } = {},
): Buffer {
  const pair = createECDH('prime256v1');
  if (fixed.privateKey) pair.setPrivateKey(fixed.privateKey);
  else pair.generateKeys();
  const salt = fixed.salt ?? randomBytes(SALT_BYTES);
  const receiver = Buffer.from(subscription.p256dh, 'base64url');
  const sender = pair.getPublicKey();
  const authKey = hmac(Buffer.from(subscription.auth, 'base64url'), pair.computeSecret(receiver));
  const material = hmac(authKey, Buffer.concat([Buffer.from('WebPush: info\0'), receiver, sender, Buffer.from([1])]));
  const key = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: nonce\0', 12));
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(Buffer.concat([payload, Buffer.from([2])])), cipher.final(), cipher.getAuthTag()]);
  const head = Buffer.alloc(SALT_BYTES + 5);
  salt.copy(head);
  head.writeUInt32BE(RECORD_BYTES, SALT_BYTES);
  head.writeUInt8(sender.length, SALT_BYTES + 4);
  return Buffer.concat([head, sender, sealed]);
}

/** RFC 8292: who we are, for one push service and half a day. */
export function pushAuthorization(keys: PushKeys, of: { endpoint: string; contact: string; now: Date }): string {
  const claims = { aud: new URL(of.endpoint).origin, exp: Math.floor(of.now.getTime() / 1_000) + TOKEN_LIVES_SECONDS, sub: of.contact };
  const body = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const key = createPrivateKey({ key: JSON.parse(keys.privateJwk), format: 'jwk' });
  const signature = sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${body}.${signature}, k=${keys.publicKey}`;
}

/** The browser took its permission back, or was never heard of again: push there no more. */
export class PushGone extends SendFailure {
  override name = 'PushGone';
  constructor(status: number) {
    super('refused', `the push service answered ${status}: the browser has unsubscribed`);
  }
}

export type PushMessage = { subscription: PushSubscription; payload: Buffer; isUrgent: boolean };
export type PushSender = (keys: PushKeys, message: PushMessage) => Promise<void>;

/** Hands one message to a browser's push service. @throws PushGone, SendFailure */
export function createPushSender(parts: { outbound: Pick<Outbound, 'fetch'>; contact: string; clock: () => Date }): PushSender {
  return async (keys, { subscription, payload, isUrgent }) => {
    const { endpoint } = subscription;
    const body = encryptPush(subscription, payload);
    const headers = {
      authorization: pushAuthorization(keys, { endpoint, contact: parts.contact, now: parts.clock() }),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(TTL_SECONDS),
      urgency: isUrgent ? 'high' : 'normal',
    };
    const answer = await parts.outbound.fetch(endpoint, { method: 'POST', headers, body }).catch((error: unknown) => {
      throw failureOf(error);
    });
    if (answer.ok) return;
    if (answer.status === 404 || answer.status === 410) throw new PushGone(answer.status);
    const verdict = answer.status === 400 || answer.status === 413 ? 'refused' : 'unsent';
    throw new SendFailure(verdict, `the push service answered ${answer.status} ${await answer.text()}`);
  };
}

/** An address that we may not call stays so; whatever else broke the line is tried again, for a push that comes twice harms nobody. */
function failureOf(error: unknown): SendFailure {
  const reason = error instanceof Error ? error.message : String(error);
  const isForbidden = error instanceof OutboundRefused && ['url', 'scheme', 'private'].includes(error.reason);
  return new SendFailure(isForbidden ? 'refused' : 'unsent', reason);
}

function hmac(key: Buffer, text: Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
