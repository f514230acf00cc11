import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** The version of a box that was made of one secret alone, without a key ring. */
const FIRST_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Thrown when a sealed text was changed, was sealed for another purpose or under another secret, or is not one at all. */
export class SecretBoxBroken extends Error {
  override name = 'SecretBoxBroken';
}

/** What the keys of one version are derived from. */
export type DataKey = { version: number; material: string };

/** Where a box has its keys from. They may change while the box is in use. */
export type KeySource = {
  /** The key that is sealed with now. */
  current: () => DataKey;
  /** A key that may still be needed to open; undefined when it is unknown or retired. */
  find: (version: number) => DataKey | undefined;
  /** What keyed hashes are derived from. It is never rotated with the data keys: a hash cannot be re-keyed without its text. */
  indexMaterial: () => string;
};

export type SecretBox = {
  /** `v<version>.<base64url of nonce, ciphertext and tag>`; a different text every time. */
  seal: (purpose: string, text: string) => string;
  /** Opens what any known version has sealed. @throws SecretBoxBroken */
  open: (purpose: string, sealed: string) => string;
  /** HMAC-SHA256 in base64url: the same text gives the same hash, which nobody can compute without the secret. */
  keyedHash: (purpose: string, text: string) => string;
};

/** Seals short secrets (AES-256-GCM) and hashes look-up keys, with one key per purpose derived by HKDF (RFC 5869) from a secret or a key ring. */
export function createSecretBox(source: string | KeySource): SecretBox {
  const ring = typeof source === 'string' ? sourceOf(source) : source;
  const keyFor = createKeyring();
  return {
    seal(purpose, text) {
      const { version, material } = ring.current();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyFor(material, `tessera/seal/v${version}/${purpose}`), nonce);
      cipher.setAAD(Buffer.from(purpose));
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v${version}.${body.toString('base64url')}`;
    },
    open(purpose, sealed) {
      const match = /^v(\d{1,9})\.([A-Za-z0-9_-]+)$/.exec(sealed);
      const body = Buffer.from(match?.[2] ?? '', 'base64url');
      const known = match ? ring.find(Number(match[1])) : undefined;
      if (!known || body.length < NONCE_BYTES + TAG_BYTES) throw new SecretBoxBroken('not a sealed text, or one whose key is unknown');
      try {
        const key = keyFor(known.material, `tessera/seal/v${known.version}/${purpose}`);
        const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(purpose));
        decipher.setAuthTag(body.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        throw new SecretBoxBroken(`the text sealed for ${purpose} was changed or belongs to another secret`);
      }
    },
    keyedHash(purpose, text) {
      return createHmac('sha256', keyFor(ring.indexMaterial(), `tessera/hash/v1/${purpose}`))
        .update(text, 'utf8')
        .digest('base64url');
    },
  };
}

/** The version that a text says it was sealed under, as it stands in front of it: `v2`. */
export function versionTag(version: number): string {
  return `v${version}`;
}

function sourceOf(secret: string): KeySource {
  const only = { version: FIRST_VERSION, material: secret };
  return { current: () => only, find: (version) => (version === FIRST_VERSION ? only : undefined), indexMaterial: () => secret };
}

/** Derives each key once. A label names its version, so that a material is never met under a label of another. */
function createKeyring(): (material: string, label: string) => Buffer {
  const keys = new Map<string, { material: string; key: Buffer }>();
  return (material, label) => {
    const known = keys.get(label);
    if (known?.material === material) return known.key;
    const key = Buffer.from(hkdfSync('sha256', material, '', label, 32));
    keys.set(label, { material, key });
    return key;
  };
}
