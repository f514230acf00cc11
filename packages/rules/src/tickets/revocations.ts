import { ed25519 } from '@noble/curves/ed25519.js';
import { domain, type Field, joined, packed } from './bytes.ts';
import { isProved } from './credential.ts';

/** Of this ticket only a generation from the least one on is let in. */
export type Revocation = { ticketNumber: number; leastGeneration: number };
/** One numbered step of an organizer's list. It follows on `after`; a snapshot follows on 0 and holds everything. */
export type RevocationStep = { number: number; after: number; issuedAt: number; entries: readonly Revocation[] };
export type SignedRevocations = RevocationStep & { keyNumber: number; signature: Uint8Array };
/** No generation is let in: see `GENERATION_MAX`. */
export const REVOKED_WHOLLY = 255;
const DOMAIN = domain('T1-revocations');

export function signRevocations(step: RevocationStep, key: { keyNumber: number; privateKey: Uint8Array }): SignedRevocations {
  const { keyNumber } = key;
  return { ...step, keyNumber, signature: ed25519.sign(bytesOf({ ...step, keyNumber }), key.privateKey) };
}

export function areRevocationsSigned(step: SignedRevocations, publicKey: Uint8Array): boolean {
  return isProved(step.signature, bytesOf(step), publicKey);
}

export type KnownRevocations = { number: number; issuedAt: number; least: ReadonlyMap<number, number> };
export const NOTHING_REVOKED: KnownRevocations = { number: 0, issuedAt: 0, least: new Map() };

/** The list with a step more, the same one where the step is known already; undefined where steps between are missing: ask for a snapshot. */
export function withStep(known: KnownRevocations, step: RevocationStep): KnownRevocations | undefined {
  if (step.after > known.number) return undefined;
  if (step.number < known.number) return known;
  const least = new Map(step.after === 0 ? [] : known.least);
  for (const { ticketNumber, leastGeneration } of step.entries) {
    least.set(ticketNumber, Math.max(leastGeneration, least.get(ticketNumber) ?? 0));
  }
  return { number: step.number, issuedAt: Math.max(step.issuedAt, known.issuedAt), least };
}

export function isRevoked(known: KnownRevocations, ticket: { ticketNumber: number; generation: number }): boolean {
  return ticket.generation < (known.least.get(ticket.ticketNumber) ?? 0);
}

function bytesOf({ keyNumber, number, after, issuedAt, entries }: RevocationStep & { keyNumber: number }): Uint8Array {
  const head: Field[] = [
    [keyNumber, 2],
    [number, 4],
    [after, 4],
    [issuedAt, 4],
    [entries.length, 4],
  ];
  const lines = entries.flatMap<Field>(({ ticketNumber, leastGeneration }) => [
    [ticketNumber, 8],
    [leastGeneration, 1],
  ]);
  return joined(DOMAIN, packed([...head, ...lines]));
}
