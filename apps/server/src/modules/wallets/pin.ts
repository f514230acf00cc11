import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt (RFC 7914): 16 MB and some 40 ms a try, on libuv's threads, so that the event loop goes on. */
const SCRYPT: ScryptOptions = { cost: 2 ** 14, blockSize: 8, parallelization: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Both in base64url. */
export type PinHash = { hash: string; salt: string };

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const hash = await stretch(pin, salt);
  return { hash: hash.toString('base64url'), salt };
}

export async function pinMatches(pin: string, known: PinHash): Promise<boolean> {
  return timingSafeEqual(await stretch(pin, known.salt), Buffer.from(known.hash, 'base64url'));
}

function stretch(pin: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'base64url'), HASH_BYTES, SCRYPT, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
