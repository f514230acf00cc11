import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { domain, isSame, joined, packed, unpacked } from './bytes.ts';
import { TICKET_BODY_BYTES } from './credential.ts';

/**
 * Level 2, against screenshots: behind the signature stand the time's step and the first 8 bytes of HMAC-SHA256(the ticket's secret, `T1-turning\0`,
 * body, step). A gate knows the secret of its own session and derives each ticket's from it, so it checks without a network, and one that is
 * stolen tells nothing of another session.
 */
export const TURNING_STEP_SECONDS = 15;
/** A proof is taken in its own step, the one before and the one after. */
export const TURNING_WINDOW_STEPS = 1;
const PROOF_BYTES = 8;
const STEP_BYTES = 4;
export const TURNING_BYTES = STEP_BYTES + PROOF_BYTES;

export function turningStep(atMs: number): number {
  return Math.floor(atMs / 1000 / TURNING_STEP_SECONDS);
}

export function sessionSecretOf(organizerSecret: Uint8Array, sessionNumber: number): Uint8Array {
  return hmac(sha256, organizerSecret, joined(domain('T1-session'), packed([[sessionNumber, 4]])));
}

export function ticketSecretOf(sessionSecret: Uint8Array, ticket: { ticketNumber: number; generation: number }): Uint8Array {
  const named = packed([
    [ticket.ticketNumber, 8],
    [ticket.generation, 1],
  ]);
  return hmac(sha256, sessionSecret, joined(domain('T1-ticket-secret'), named));
}

/** The credential with the proof of this step behind it. */
export function turned(credential: Uint8Array, ticketSecret: Uint8Array, step: number): Uint8Array {
  return joined(credential, packed([[step, STEP_BYTES]]), proofOf(credential.subarray(0, TICKET_BODY_BYTES), ticketSecret, step));
}

export type Turning = 'right' | 'stale' | 'wrong';

/** `stale` is a proof that was right at another time: a screenshot, or a phone whose clock is off. */
export function checkTurning(parts: { body: Uint8Array; turning: Uint8Array; ticketSecret: Uint8Array; atMs: number }): Turning {
  const { body, turning, ticketSecret, atMs } = parts;
  const [step = 0] = unpacked(turning, [STEP_BYTES]);
  if (!isSame(turning.subarray(STEP_BYTES), proofOf(body, ticketSecret, step))) return 'wrong';
  return Math.abs(step - turningStep(atMs)) <= TURNING_WINDOW_STEPS ? 'right' : 'stale';
}

function proofOf(body: Uint8Array, ticketSecret: Uint8Array, step: number): Uint8Array {
  return hmac(sha256, ticketSecret, joined(domain('T1-turning'), body, packed([[step, STEP_BYTES]]))).subarray(0, PROOF_BYTES);
}
