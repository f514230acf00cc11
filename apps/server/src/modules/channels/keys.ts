import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { ChannelFault } from './channel.ts';

const MODULUS_MIN_BITS = 2048;

/** Our own key as the channel's pages hand it out: PEM, or bare base64 of PKCS #8 or PKCS #1. @throws ChannelFault */
export function privateKeyOf(text: string): KeyObject {
  return rsa('the private key', [() => createPrivateKey(text), ...bare(text, ['PRIVATE KEY', 'RSA PRIVATE KEY'], createPrivateKey)]);
}

/** What the channel signs with: a public key or a certificate, PEM or bare base64. @throws ChannelFault */
export function publicKeyOf(text: string): KeyObject {
  const certificate = (pem: string) => new X509Certificate(pem).publicKey;
  const tries = text.includes('CERTIFICATE') ? [() => certificate(text)] : [() => createPublicKey(text)];
  return rsa('the public key', [...tries, ...bare(text, ['PUBLIC KEY', 'RSA PUBLIC KEY'], createPublicKey)]);
}

function bare(text: string, labels: readonly string[], read: (pem: string) => KeyObject): (() => KeyObject)[] {
  const base64 = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return [];
  const lines = base64.match(/.{1,64}/g)?.join('\n') ?? '';
  return labels.map((label) => () => read(`-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`));
}

function rsa(name: string, tries: readonly (() => KeyObject)[]): KeyObject {
  for (const attempt of tries) {
    const key = quietly(attempt);
    if (!key) continue;
    if (key.asymmetricKeyType !== 'rsa') throw new ChannelFault(`${name} is not an RSA key`);
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < MODULUS_MIN_BITS) throw new ChannelFault(`${name} is shorter than ${MODULUS_MIN_BITS} bits`);
    return key;
  }
  throw new ChannelFault(`${name} cannot be read`);
}

/** Without the error of the library: it may quote what it could not read. */
function quietly(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
