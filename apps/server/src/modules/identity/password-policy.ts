import { AppError } from '@tessera/contract';
import type { SettingsBook } from '../settings/index.ts';

/** What a password must be that somebody chooses for themselves. */
export type PasswordPolicy = { minLength: number; classes: number; forbidsCommon: boolean; history: number };

/** Small letters, capitals, digits, and all else: signs, and letters of scripts that know no capitals. */
const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
/** A shorter name is part of too many words. */
const NAME_MIN = 3;

export function passwordPolicyOf(settings: Pick<SettingsBook, 'get'>): PasswordPolicy {
  return {
    minLength: settings.get('identity.passwordMinLength'),
    classes: settings.get('identity.passwordClasses'),
    forbidsCommon: settings.get('identity.passwordForbidsCommon'),
    history: settings.get('identity.passwordHistory'),
  };
}

/** @throws AppError `identity.password_short`, `identity.password_simple`, `identity.password_named`, `identity.password_common` */
export async function refuseWeakPassword(password: string, of: { policy: PasswordPolicy; userName: string }): Promise<void> {
  const { policy, userName } = of;
  if ([...password].length < policy.minLength) throw new AppError('identity.password_short', { min: policy.minLength });
  if (CLASSES.filter((each) => each.test(password)).length < policy.classes) throw new AppError('identity.password_simple', { min: policy.classes });
  const small = password.toLowerCase();
  if (userName.length >= NAME_MIN && small.includes(userName.toLowerCase())) throw new AppError('identity.password_named');
  if (policy.forbidsCommon && (await commonPasswords()).has(small)) throw new AppError('identity.password_common');
}

let common: Promise<ReadonlySet<string>> | undefined;

/** The fifty thousand that leaked most often; some ten megabytes, so they are read when the first password is chosen. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'].map(String)));
  return common;
}
