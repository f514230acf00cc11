import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { confirmPerson } from './confirm-person.ts';
import {
  confirmTotpSecret,
  deleteRecoveryCode,
  deleteTotp,
  offerTotp,
  replaceRecoveryCodes,
  selectPasskeys,
  selectTotp,
  spendTotpStep,
  type TotpStep,
} from './factor-queries.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { dropCachedUser } from './queries.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.ts';
import { TOTP_PURPOSE } from './sealed-columns.ts';
import { type Finished, passSecondFactor, recordFactor, refuseLastFactor, refuseUnfinished } from './second-factor.ts';
import type { SignedIn } from './signed-in.ts';
import { findTotpStep, newTotpSecret, totpUri } from './totp.ts';

const ISSUER = 'Tessera';

type Confirmed = { currentPassword?: string | undefined; origin: Origin };

/** @throws AppError `identity.totp_present`, `identity.confirm_needed`, `request.sign_in_unfinished` */
export async function startTotp(parts: Parts, signedIn: SignedIn, of: Confirmed): Promise<{ secret: string; uri: string }> {
  refuseUnfinished(signedIn);
  await confirmPerson(parts, signedIn, of);
  const secret = newTotpSecret();
  const offered = await asIdentity(parts, of.origin, (ctx) => offerTotp(ctx, signedIn.user.userId, parts.secrets.seal(TOTP_PURPOSE, secret)));
  if (!offered) throw new AppError('identity.totp_present');
  return { secret, uri: totpUri({ secret, issuer: ISSUER, account: signedIn.user.userName }) };
}

/** The secret counts from here on. Recovery codes of before are replaced. @throws AppError `identity.code_wrong`, `identity.totp_present` */
export async function confirmTotp(
  parts: Parts,
  signedIn: SignedIn,
  of: { code: string; origin: Origin },
): Promise<Finished & { recoveryCodes: string[] }> {
  refuseUnfinished(signedIn);
  const codes = newRecoveryCodes();
  const finished = await passSecondFactor(parts, signedIn, {
    factor: 'totp',
    refusal: 'identity.code_wrong',
    origin: of.origin,
    isRight: async (ctx) => {
      const totp = await selectTotp(ctx, signedIn.user.userId);
      if (totp?.confirmed_at) throw new AppError('identity.totp_present');
      const shown = totp && stepOf(ctx, parts, { totp, code: of.code });
      if (!shown || !(await confirmTotpSecret(ctx, signedIn.user.userId, shown))) return false;
      await keepCodes(ctx, parts, { signedIn, codes });
      await recordFactor(ctx, signedIn, { action: 'identity.addSecondFactor', factor: 'totp' });
      return true;
    },
  });
  return { ...finished, recoveryCodes: codes };
}

/** @throws AppError `identity.code_wrong`, `identity.too_many_attempts` */
export function verifyTotp(parts: Parts, signedIn: SignedIn, of: { code: string; origin: Origin }): Promise<Finished> {
  return passSecondFactor(parts, signedIn, {
    factor: 'totp',
    refusal: 'identity.code_wrong',
    origin: of.origin,
    isRight: async (ctx) => {
      const totp = await selectTotp(ctx, signedIn.user.userId);
      const shown = totp && stepOf(ctx, parts, { totp, code: of.code });
      return shown !== undefined && spendTotpStep(ctx, signedIn.user.userId, shown);
    },
  });
}

/** @throws AppError `identity.code_wrong`, `identity.too_many_attempts` */
export function spendRecoveryCode(parts: Parts, signedIn: SignedIn, of: { code: string; origin: Origin }): Promise<Finished> {
  const { userId } = signedIn.user;
  return passSecondFactor(parts, signedIn, {
    factor: 'recoveryCode',
    refusal: 'identity.code_wrong',
    origin: of.origin,
    isRight: (ctx) => deleteRecoveryCode(ctx, userId, recoveryCodeHash(parts.secrets, userId, of.code)),
  });
}

/** @throws AppError `identity.totp_missing` where there is no second factor to recover from */
export async function renewRecoveryCodes(parts: Parts, signedIn: SignedIn, of: Confirmed): Promise<{ recoveryCodes: string[] }> {
  await confirmPerson(parts, signedIn, of);
  if (signedIn.user.standing.secondFactors.length === 0) throw new AppError('identity.totp_missing');
  const codes = newRecoveryCodes();
  await asIdentity(parts, of.origin, async (ctx) => {
    await keepCodes(ctx, parts, { signedIn, codes });
    await recordFactor(ctx, signedIn, { action: 'identity.renewRecoveryCodes', factor: 'recoveryCodes' });
  });
  return { recoveryCodes: codes };
}

/** @throws AppError `identity.totp_missing`, `identity.second_factor_required`, `identity.confirm_needed` */
export async function removeTotp(parts: Parts, signedIn: SignedIn, of: Confirmed): Promise<void> {
  await confirmPerson(parts, signedIn, of);
  const { userId } = signedIn.user;
  await asIdentity(parts, of.origin, async (ctx) => {
    const passkeys = await selectPasskeys(ctx, userId);
    refuseLastFactor(signedIn, passkeys.length);
    if (!(await deleteTotp(ctx, userId))) throw new AppError('identity.totp_missing');
    if (passkeys.length === 0) await replaceRecoveryCodes(ctx, userId, []);
    await recordFactor(ctx, signedIn, { action: 'identity.removeSecondFactor', factor: 'totp' });
    await dropCachedUser(ctx, userId);
  });
  parts.sessions.forgetUser(userId);
}

/** Which step of the secret the code is, if of any. */
function stepOf(ctx: Ctx, parts: Parts, { totp, code }: { totp: { secret_sealed: string }; code: string }): TotpStep | undefined {
  const step = findTotpStep(parts.secrets.open(TOTP_PURPOSE, totp.secret_sealed), code, ctx.now);
  return step === undefined ? undefined : { step, secretSealed: totp.secret_sealed };
}

function keepCodes(ctx: Ctx, parts: Parts, { signedIn, codes }: { signedIn: SignedIn; codes: readonly string[] }): Promise<void> {
  const { user } = signedIn;
  return replaceRecoveryCodes(
    ctx,
    user.userId,
    codes.map((code) => recoveryCodeHash(parts.secrets, user.userId, code)),
  );
}
