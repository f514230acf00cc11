import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { deletePhoneCode, selectUserByPhone, tryPhoneCode, upsertPhoneCode } from './queries.ts';

export const CODE_EXPIRES_SECONDS = 5 * 60;
export const CODE_TRIES_MAX = 5;
const CODE_DIGITS = 6;

/**
 * Makes the phone's one live code and keeps its hash. Null when the phone belongs to nobody: then a hash is kept that no code can meet,
 * so that both cases do the same work.
 */
export async function issuePhoneCode(ctx: Ctx, box: SecretBox, phoneKey: string): Promise<string | null> {
  const user = await selectUserByPhone(ctx, phoneKey);
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  await upsertPhoneCode(ctx, {
    phone_key: phoneKey,
    code_hash: hashOf(box, phoneKey, user ? code : 'nobody'),
    expires_at: new Date(ctx.now.getTime() + CODE_EXPIRES_SECONDS * 1000),
  });
  return user ? code : null;
}

/** True once for the right code. A try is counted even if it is wrong, so the transaction has to commit either way. */
export async function spendPhoneCode(ctx: Ctx, box: SecretBox, guess: { phoneKey: string; code: string }): Promise<boolean> {
  const live = await tryPhoneCode(ctx, guess.phoneKey, CODE_TRIES_MAX);
  if (!live) return false;
  const right = timingSafeEqual(Buffer.from(live.code_hash), Buffer.from(hashOf(box, guess.phoneKey, guess.code)));
  if (right) await deletePhoneCode(ctx, guess.phoneKey);
  return right;
}

function hashOf(box: SecretBox, phoneKey: string, code: string): string {
  return box.keyedHash('phone-code', `${phoneKey}:${code}`);
}
