import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Minor, toMinor } from '@tessera/kernel';

/** Six bytes: far more than any span of sums, and still exact as a number. */
const DRAWN_BYTES = 6;
const BYTE = 256;

/** A sum from least to most, both included: HMAC-SHA256 of the key (`PricingFacts.drawKey`) under the campaign's secret, so that anybody with both can draw it again. */
export function drawSum(secret: string, drawKey: string, span: { leastMinor: Minor; mostMinor: Minor }): Minor {
  const digest = hmac(sha256, utf8ToBytes(secret), utf8ToBytes(drawKey));
  const drawn = digest.subarray(0, DRAWN_BYTES).reduce((sum, byte) => sum * BYTE + byte, 0);
  return toMinor(span.leastMinor + (drawn % (span.mostMinor - span.leastMinor + 1)));
}
