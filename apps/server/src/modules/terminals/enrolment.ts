import type { OutputOf, terminals } from '@tessera/contract';
import type { SecretBox } from '../../platform/secret-box.ts';
import { newEnrolmentCode, normalizeCode } from './credentials.ts';
import { ENROLMENT_CODE_TTL_SECONDS } from './terminal.ts';

const CODE_PURPOSE = 'terminals.enrolment';

export type Enrolment = OutputOf<typeof terminals.createTerminal>;

/** A one-time code with what is stored of it: its hash and its end. */
export function newEnrolment(secrets: SecretBox, now: Date) {
  const enrolmentCode = newEnrolmentCode();
  const expiresAt = new Date(now.getTime() + ENROLMENT_CODE_TTL_SECONDS * 1000);
  return { enrolmentCode, expiresAt, stored: { enrolment_hash: hashCode(secrets, enrolmentCode), enrolment_expires_at: expiresAt } };
}

/** Keyed, because eight signs are few enough to be tried out by whoever holds a copy of the table. */
export function hashCode(secrets: SecretBox, typed: string): string {
  return secrets.keyedHash(CODE_PURPOSE, normalizeCode(typed));
}
