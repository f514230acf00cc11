import { AppError, type Realm } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { ATTEMPT_LIMITS, takeAttempt } from './attempts.ts';
import { asNobody, type Origin, type Parts } from './parts.ts';
import { CODE_EXPIRES_SECONDS, issuePhoneCode } from './phone-code.ts';
import { codeText } from './sms-text.ts';
import { phoneHashOf, phoneKeyOf } from './user.ts';

const RESEND_SECONDS = ATTEMPT_LIMITS.sendCode.windowSeconds;
export type CodeSent = { resendAfterSeconds: number; expiresInSeconds: number };

/**
 * Sends a one-time code to the phone, once a minute at most: asking earlier sends nothing and answers how long the last code still waits
 * and lives. A phone that nobody has gets the same answer after the same work and no message. The message leaves after the commit and
 * nobody waits for it; when it is lost, the person asks again.
 * @throws AppError `identity.too_many_attempts` beyond six messages in a quarter of an hour
 */
export async function sendPhoneCode(parts: Parts, input: { realm: Realm; phone: string }, origin: Origin): Promise<CodeSent> {
  const phoneKey = phoneKeyOf(input.realm, phoneHashOf(parts.secrets, input.phone));
  const { code, waitSeconds, quotaSeconds } = await asNobody(parts, origin, (ctx) => makeCode(ctx, parts, phoneKey));
  if (quotaSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: quotaSeconds });
  if (waitSeconds > 0) {
    return { resendAfterSeconds: waitSeconds, expiresInSeconds: CODE_EXPIRES_SECONDS - RESEND_SECONDS + waitSeconds };
  }
  if (code !== null) parts.inBackground(parts.sms.send({ to: input.phone, ...codeText(code, origin.headers.get('accept-language')) }));
  return { resendAfterSeconds: RESEND_SECONDS, expiresInSeconds: CODE_EXPIRES_SECONDS };
}

async function makeCode(ctx: Ctx, { secrets }: Parts, phoneKey: string) {
  const subjectHash = secrets.keyedHash('attempt', phoneKey);
  const { waitSeconds } = await takeAttempt(ctx, { purpose: 'sendCode', subjectHash });
  if (waitSeconds > 0) return { code: null, waitSeconds, quotaSeconds: 0 };
  const quota = await takeAttempt(ctx, { purpose: 'sendCodes', subjectHash });
  if (quota.waitSeconds > 0) return { code: null, waitSeconds: 0, quotaSeconds: quota.waitSeconds };
  return { code: await issuePhoneCode(ctx, secrets, phoneKey), waitSeconds: 0, quotaSeconds: 0 };
}
