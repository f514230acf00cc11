import { randomBytes } from 'node:crypto';
import { GIFT_CODE_RANDOM, makeGiftCode, readGiftCode } from '@tessera/rules';
import type { SecretBox } from '../../platform/secret-box.ts';
import { GIFT_CODE_PURPOSE } from './sealed-columns.ts';

const TAIL = 4;
export type NewCode = { readonly code: string; readonly code_hash: string; readonly code_sealed: string; readonly code_tail: string };

export function drawGiftCode(secrets: SecretBox): NewCode {
  const code = makeGiftCode(randomBytes(GIFT_CODE_RANDOM));
  return { code, code_hash: hashOf(secrets, code), code_sealed: secrets.seal(GIFT_CODE_PURPOSE, code), code_tail: code.slice(-TAIL) };
}

/** The last signs of what somebody typed or scanned, as they stand on a card. */
export function tailOf(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase().slice(-TAIL);
}

/** What a card is found by; undefined for what is no card's code. */
export function hashOfGiftCode(secrets: SecretBox, text: string): string | undefined {
  const code = readGiftCode(text);
  return code === undefined ? undefined : hashOf(secrets, code);
}

/** Null once nobody has to be told any more. */
export function openGiftCode(secrets: SecretBox, sealed: string | null): string | null {
  return sealed === null ? null : secrets.open(GIFT_CODE_PURPOSE, sealed);
}

function hashOf(secrets: SecretBox, code: string): string {
  return secrets.keyedHash(GIFT_CODE_PURPOSE, code);
}
