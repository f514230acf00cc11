import { describe, expect, it } from 'vitest';
import { findTotpStep, newTotpSecret, totpCode, totpStepOf, totpUri } from './totp.ts';

/** RFC 6238, appendix B: the ASCII text 12345678901234567890. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('is what RFC 6238 says it is at second %i', (second, code) => {
    expect(totpCode(RFC_SECRET, totpStepOf(new Date(second * 1000)))).toBe(code);
  });

  it('is known in its own step and the two beside it, and in no other', () => {
    const secret = newTotpSecret();
    const now = new Date('2026-03-01T08:00:00Z');
    const step = totpStepOf(now);
    for (const near of [step - 1, step, step + 1]) expect(findTotpStep(secret, totpCode(secret, near), now)).toBe(near);
    for (const far of [step - 2, step + 2]) expect(findTotpStep(secret, totpCode(secret, far), now)).not.toBe(far);
    expect(findTotpStep(secret, '12345', now)).toBeUndefined();
  });

  it('comes from a secret of 160 bits that never repeats, in a link that apps read', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(totpUri({ secret, issuer: '一卡通 Tessera', account: 'zhang' })).toContain(`:zhang?secret=${secret}&issuer=`);
  });
});
