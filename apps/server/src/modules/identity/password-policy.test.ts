import { describe, expect, it } from 'vitest';
import { type PasswordPolicy, refuseWeakPassword } from './password-policy.ts';
import { refusalOf } from './test-world.ts';

const open: PasswordPolicy = { minLength: 8, classes: 1, forbidsCommon: false, history: 0 };
const refusal = (password: string, policy: Partial<PasswordPolicy> = {}) =>
  refusalOf(refuseWeakPassword(password, { policy: { ...open, ...policy }, userName: 'Zhang.Wei' }));

describe('a password of one’s own', () => {
  it('is as long as the policy says, counted in characters and not in bytes', async () => {
    expect(await refusal('abcdefg')).toBe('identity.password_short');
    expect(await refusal('abcdefgh')).toBeUndefined();
    expect(await refusal('天地玄黄宇宙洪')).toBe('identity.password_short');
    expect(await refusal('天地玄黄宇宙洪荒', { minLength: 8 })).toBeUndefined();
  });

  it('mixes as many kinds of characters as the policy says', async () => {
    expect(await refusal('abcdefgh', { classes: 2 })).toBe('identity.password_simple');
    expect(await refusal('abcdefg1', { classes: 2 })).toBeUndefined();
    expect(await refusal('Abcdefg1', { classes: 4 })).toBe('identity.password_simple');
    expect(await refusal('Abcdef1!', { classes: 4 })).toBeUndefined();
  });

  it('is none of the common ones, however they are capitalised, where the policy forbids them', async () => {
    expect(await refusal('password1')).toBeUndefined();
    expect(await refusal('password1', { forbidsCommon: true })).toBe('identity.password_common');
    expect(await refusal('PassWord1', { forbidsCommon: true })).toBe('identity.password_common');
    expect(await refusal('tessera-demo', { forbidsCommon: true })).toBeUndefined();
  });

  it('does not contain the user name', async () => {
    expect(await refusal('ZHANG.WEI-2026')).toBe('identity.password_named');
  });
});
