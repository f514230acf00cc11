import { type Credential, isSignedBy, readClaim, type Unreadable } from './credential.ts';
import { checkTurning, TURNING_BYTES, ticketSecretOf } from './turning.ts';

export type OrganizerKey = { keyNumber: number; publicKey: Uint8Array };
/** What a gate must know to check a code: the organizer's keys that are good now, and the secrets of the sessions it serves, by their numbers. */
export type CodeChecks = { keys: readonly OrganizerKey[]; sessionSecrets: ReadonlyMap<number, Uint8Array>; atMs: number };
export type CodeFault = Unreadable | 'unknown_key' | 'forged' | 'other_session' | 'stale_code';
export type CodeVerdict = { credential: Credential } | { fault: CodeFault };

/** Whether a scanned text is a ticket of this organizer, as it was signed. Whether it lets anybody in, the admission rule says. */
export function checkCode(text: string, { keys, sessionSecrets, atMs }: CodeChecks): CodeVerdict {
  const read = readClaim(text, TURNING_BYTES);
  if ('unreadable' in read) return { fault: read.unreadable };
  const { credential, body, turning } = read.claim;
  const key = keys.find(({ keyNumber }) => keyNumber === credential.keyNumber);
  if (!key) return { fault: 'unknown_key' };
  if (!isSignedBy(read.claim, key.publicKey)) return { fault: 'forged' };
  if (!credential.turns) return { credential };
  const secret = sessionSecrets.get(credential.sessionNumber);
  if (!secret) return { fault: 'other_session' };
  const verdict = checkTurning({ body, turning, ticketSecret: ticketSecretOf(secret, credential), atMs });
  if (verdict === 'right') return { credential };
  return { fault: verdict === 'stale' ? 'stale_code' : 'forged' };
}
