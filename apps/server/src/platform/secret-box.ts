import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** The key that new boxes are sealed with. A sealed text names its version, so that older boxes stay readable after it is raised. */
const KEY_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Thrown when a sealed text was changed, was sealed for another purpose or under another secret, or is not one at all. */
export class SecretBoxBroken extends Error {
  override name = 'SecretBoxBroken';
}

export type SecretBox = {
  /** `v1.<base64url of nonce, ciphertext and tag>`; a different text every time. */
  seal: (purpose: string, text: string) => string;
  /** @throws SecretBoxBroken */
  open: (purpose: string, sealed: string) => string;
  /** HMAC-SHA256 in base64url: the same text gives the same hash, which nobody can compute without the secret. */
  keyedHash: (purpose: string, text: string) => string;
};

/** Seals short secrets (AES-256-GCM) and hashes look-up keys, with one key per purpose derived from `secret` by HKDF (RFC 5869). */
export function createSecretBox(secret: string): SecretBox {
  const keys = new Map<string, Buffer>();
  const keyFor = (use: string, purpose: string, version: number): Buffer => {
    const label = `tessera/${use}/v${version}/${purpose}`;
    const known = keys.get(label);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, '', label, 32));
    keys.set(label, key);
    return key;
  };
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyFor('seal', purpose, KEY_VERSION), nonce);
      cipher.setAAD(Buffer.from(purpose));
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v${KEY_VERSION}.${body.toString('base64url')}`;
    },
    open(purpose, sealed) {
      const match = /^v(\d{1,3})\.([A-Za-z0-9_-]+)$/.exec(sealed);
      const version = Number(match?.[1]);
      const body = Buffer.from(match?.[2] ?? '', 'base64url');
      if (!match || version < 1 || version > KEY_VERSION || body.length < NONCE_BYTES + TAG_BYTES) {
        throw new SecretBoxBroken('not a sealed text');
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyFor('seal', purpose, version), body.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(purpose));
        decipher.setAuthTag(body.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        throw new SecretBoxBroken(`the text sealed for ${purpose} was changed or belongs to another secret`);
      }
    },
    keyedHash(purpose, text) {
      return createHmac('sha256', keyFor('hash', purpose, 1))
        .update(text, 'utf8')
        .digest('base64url');
    },
  };
}
