import { ed25519 } from '@noble/curves/ed25519.js';
import { readBase45, writeBase45 } from './base45.ts';
import { domain, joined, packed, unpacked } from './bytes.ts';

/**
 * The ticket credential T1, signed by its organizer and checked without a network:
 * `version 1 | kid 2 | ticket 8 | generation 1 | session 4 | kind 3 | zones 2 | seat 3 | notBefore 4 | expires 4 | flags 1` = 33 bytes, and
 * Ed25519 (RFC 8032) over `T1-ticket\0` and them = 64. Numbers have the highest byte first. In Base45 these are 146 signs, a QR code of version 6-M.
 */
export const TICKET_VERSION = 1;
const WIDTHS = [1, 2, 8, 1, 4, 3, 2, 3, 4, 4, 1] as const;
export const TICKET_BODY_BYTES = 33;
export const SIGNATURE_BYTES = 64;
export const CREDENTIAL_BYTES = TICKET_BODY_BYTES + SIGNATURE_BYTES;
const DOMAIN = domain('T1-ticket');

export const KEY_NUMBER_MAX = 0xffff;
/** The last one is kept free: a revocation that names it lets no generation in. */
export const GENERATION_MAX = 254;
export const NO_SEAT = 0xffffff;
export const EVERYWHERE = 0;
/** On paper the code stands still; on a phone it is only taken with a turning proof, so that cutting the proof off gains nothing. */
const TURNS = 1;

export type Credential = {
  /** Of the organizer's keys: which one signed. */
  keyNumber: number;
  ticketNumber: number;
  generation: number;
  sessionNumber: number;
  kindNumber: number;
  /** A bit for each zone, the first zone's lowest; 0 is everywhere. */
  zones: number;
  /** The seat's place in its plan; `NO_SEAT` without one. */
  seat: number;
  /** Seconds since 1970; from the first to just before the second. */
  notBefore: number;
  expires: number;
  turns: boolean;
};

/** @throws RangeError for a number that does not fit */
export function signCredential(credential: Credential, privateKey: Uint8Array): Uint8Array {
  const { generation, notBefore, expires } = credential;
  if (generation < 1 || generation > GENERATION_MAX) throw new RangeError(`no generation: ${generation}`);
  if (notBefore >= expires) throw new RangeError('a ticket is good for some time');
  const body = packed([
    [TICKET_VERSION, 1],
    [credential.keyNumber, 2],
    [credential.ticketNumber, 8],
    [generation, 1],
    [credential.sessionNumber, 4],
    [credential.kindNumber, 3],
    [credential.zones, 2],
    [credential.seat, 3],
    [notBefore, 4],
    [expires, 4],
    [credential.turns ? TURNS : 0, 1],
  ]);
  return joined(body, ed25519.sign(joined(DOMAIN, body), privateKey));
}

export function writeCode(bytes: Uint8Array): string {
  return writeBase45(bytes);
}

/** What a code claims, and the bytes that must prove it. */
export type Claim = { credential: Credential; body: Uint8Array; signature: Uint8Array; turning: Uint8Array };
export type Unreadable = 'not_a_ticket' | 'unknown_version' | 'malformed';

/** `turningBytes` is what stands behind the signature where the code turns. Nothing else may follow it. */
export function readClaim(text: string, turningBytes: number): { claim: Claim } | { unreadable: Unreadable } {
  const bytes = readBase45(text);
  if (!bytes || bytes.length < CREDENTIAL_BYTES) return { unreadable: 'not_a_ticket' };
  const body = bytes.subarray(0, TICKET_BODY_BYTES);
  const [version = 0, keyNumber = 0, ticketNumber = 0, generation = 0, ...rest] = unpacked(body, WIDTHS);
  if (version !== TICKET_VERSION) return { unreadable: 'unknown_version' };
  const [sessionNumber = 0, kindNumber = 0, zones = 0, seat = 0, notBefore = 0, expires = 0, flags = 0] = rest;
  const turns = flags === TURNS;
  const isWhole = bytes.length === CREDENTIAL_BYTES + (turns ? turningBytes : 0);
  const isSound = Number.isSafeInteger(ticketNumber) && generation >= 1 && generation <= GENERATION_MAX && notBefore < expires;
  if (!isWhole || !isSound || (flags !== 0 && !turns)) return { unreadable: 'malformed' };
  const credential = { keyNumber, ticketNumber, generation, sessionNumber, kindNumber, zones, seat, notBefore, expires, turns };
  const signature = bytes.subarray(TICKET_BODY_BYTES, CREDENTIAL_BYTES);
  return { claim: { credential, body, signature, turning: bytes.subarray(CREDENTIAL_BYTES) } };
}

export function isSignedBy({ body, signature }: Pick<Claim, 'body' | 'signature'>, publicKey: Uint8Array): boolean {
  return isProved(signature, joined(DOMAIN, body), publicKey);
}

/** Strictly as in RFC 8032; a key that is none proves nothing. */
export function isProved(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
