import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Contact } from './contact.ts';
import { deleteOneTimeCode, tryOneTimeCode, upsertOneTimeCode } from './queries.ts';

export const CODE_EXPIRES_SECONDS = 5 * 60;
export const CODE_TRIES_MAX = 5;
const CODE_DIGITS = 6;

/** What a code may be spent on, and on nothing else: one that was sent to sign in resets no password. */
export type CodePurpose = 'signIn' | 'reset' | 'register' | 'email' | 'card' | 'guardian' | 'merchant';
export type CodeKey = {
  purpose: CodePurpose;
  contact: Contact;
  /** Whose session asked, where there is one: what was sent to one person counts for no other. */
  userId?: Id<'user'>;
};

/**
 * Makes the one live code of a contact and a purpose, and keeps its hash. Null when it `concerns` nobody: then a hash is kept that no
 * code can meet, so that both cases do the same work.
 */
export async function issueCode(ctx: Ctx, box: SecretBox, of: CodeKey & { concerns: boolean }): Promise<string | null> {
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  await upsertOneTimeCode(ctx, {
    key: rowKeyOf(of),
    code_hash: hashOf(box, of, of.concerns ? code : 'nobody'),
    expires_at: new Date(ctx.now.getTime() + CODE_EXPIRES_SECONDS * 1000),
  });
  return of.concerns ? code : null;
}

/** True once for the right code. A try is counted even if it is wrong, so the transaction has to commit either way. */
export async function spendCode(ctx: Ctx, box: SecretBox, guess: CodeKey & { code: string }): Promise<boolean> {
  const key = rowKeyOf(guess);
  const live = await tryOneTimeCode(ctx, key, CODE_TRIES_MAX);
  if (!live) return false;
  const right = timingSafeEqual(Buffer.from(live.code_hash), Buffer.from(hashOf(box, guess, guess.code)));
  if (right) await deleteOneTimeCode(ctx, key);
  return right;
}

function rowKeyOf({ purpose, contact }: CodeKey): string {
  return `${purpose}:${contact.key}`;
}

function hashOf(box: SecretBox, key: CodeKey, code: string): string {
  return box.keyedHash('one-time-code', `${rowKeyOf(key)}:${key.userId ?? ''}:${code}`);
}
