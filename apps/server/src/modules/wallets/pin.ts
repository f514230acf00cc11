import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

import type { SecretBox } from '../../platform/secret-box.ts';

/** scrypt (RFC 7914): 16 MB and some 40 ms a try, on libuv's threads, so that the event loop goes on. */
const SCRYPT: ScryptOptions = { cost: 2 ** 14, blockSize: 8, parallelization: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Both in base64url. */
export type PinHash = { hash: string; salt: string };

/** Of the keyed hash of the PIN: a PIN has few digits, so whoever holds the database alone must not be able to try them. */
export async function hashPin(pin: string, secrets: SecretBox): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const hash = await stretch(keyed(pin, secrets), salt);
  return { hash: hash.toString('base64url'), salt };
}

export async function pinMatches(pin: string, known: PinHash, secrets: SecretBox): Promise<boolean> {
  return timingSafeEqual(await stretch(keyed(pin, secrets), known.salt), Buffer.from(known.hash, 'base64url'));
}

function keyed(pin: string, secrets: SecretBox): string {
  return secrets.keyedHash('wallets.pin', pin);
}

function stretch(pin: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'base64url'), HASH_BYTES, SCRYPT, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
