import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { ATTEMPT_LIMITS, takeAttempt } from './attempts.ts';
import { codeLetter, codeSms } from './code-text.ts';
import { CODE_EXPIRES_SECONDS, type CodeKey, issueCode } from './one-time-code.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';

const RESEND_SECONDS = ATTEMPT_LIMITS.sendCode.windowSeconds;
/** `perDay`: how many codes of this purpose leave in a day, to whomever. */
type Asked = CodeKey & { concerns: (ctx: Ctx) => Promise<boolean>; perDay?: number };
export type CodeSent = { resendAfterSeconds: number; expiresInSeconds: number };

/**
 * Sends a one-time code, once a minute at most: asking earlier sends nothing and answers how long the last code still waits and lives.
 * A contact that it `concerns` nobody gets the same answer after the same work and no message. The message leaves after the commit and
 * nobody waits for it; when it is lost, the person asks again.
 * @throws AppError `identity.too_many_attempts` beyond six messages in a quarter of an hour, or beyond `perDay`
 */
export async function sendCode(parts: Parts, of: Asked, origin: Origin): Promise<CodeSent> {
  const { code, waitSeconds, quotaSeconds } = await asIdentity(parts, origin, async (ctx) => makeCode(ctx, parts, of));
  if (quotaSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: quotaSeconds });
  if (waitSeconds > 0) {
    return { resendAfterSeconds: waitSeconds, expiresInSeconds: CODE_EXPIRES_SECONDS - RESEND_SECONDS + waitSeconds };
  }
  if (code !== null) parts.inBackground(post(parts, { ...of, code, acceptLanguage: origin.headers.get('accept-language') }));
  return { resendAfterSeconds: RESEND_SECONDS, expiresInSeconds: CODE_EXPIRES_SECONDS };
}

function post(parts: Parts, letter: CodeKey & { code: string; acceptLanguage: string | null }): Promise<void> {
  const { kind, address } = letter.contact;
  return kind === 'phone' ? parts.sms.send({ to: address, ...codeSms(letter) }) : parts.email.send({ to: address, ...codeLetter(letter) });
}

async function makeCode(ctx: Ctx, { secrets }: Parts, of: Asked) {
  const subjectHash = secrets.keyedHash('attempt', `${of.purpose}:${of.contact.key}`);
  const { waitSeconds } = await takeAttempt(ctx, { purpose: 'sendCode', subjectHash });
  if (waitSeconds > 0) return { code: null, waitSeconds, quotaSeconds: 0 };
  // One quota for all purposes: a phone is flooded by messages of any kind.
  const quota = await takeAttempt(ctx, { purpose: 'sendCodes', subjectHash: secrets.keyedHash('attempt', of.contact.key) });
  if (quota.waitSeconds > 0) return { code: null, waitSeconds: 0, quotaSeconds: quota.waitSeconds };
  if (of.perDay !== undefined) {
    const limit = { attempts: of.perDay, windowSeconds: ATTEMPT_LIMITS.sendOfHouse.windowSeconds };
    const house = await takeAttempt(ctx, { purpose: 'sendOfHouse', subjectHash: of.purpose, limit });
    if (house.waitSeconds > 0) return { code: null, waitSeconds: 0, quotaSeconds: house.waitSeconds };
  }
  const concerns = await of.concerns(ctx);
  return { code: await issueCode(ctx, secrets, { ...of, concerns }), waitSeconds: 0, quotaSeconds: 0 };
}
