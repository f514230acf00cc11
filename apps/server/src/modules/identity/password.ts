import { verifyPassword as matches, hashPassword as scrypt } from 'better-auth/crypto';
import { NO_PASSWORD } from './user.ts';

let decoy: Promise<string> | undefined;

/** scrypt with a random salt, as better-auth does it. Takes some 50 ms of a worker thread on purpose. */
export function hashPassword(password: string): Promise<string> {
  return scrypt(password);
}

/** Takes as long for a user without a password as for a wrong one, so that the answer's time tells nothing. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  if (hash !== NO_PASSWORD) return matches({ hash, password });
  decoy ??= scrypt('decoy');
  await matches({ hash: await decoy, password });
  return false;
}
