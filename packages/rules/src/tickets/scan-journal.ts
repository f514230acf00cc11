import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Direction } from './admission.ts';
import { domain, joined } from './bytes.ts';
import { isProved } from './credential.ts';

/** What a gate without a network writes before it shows green. Refused scans are not written: they change nothing. */
export type JournalScan = {
  scanId: string;
  /** From 1 on under one key of the device, without a gap. */
  position: number;
  listId: string;
  ticketNumber: number;
  generation: number;
  direction: Direction;
  gateZones: number;
  atMs: number;
  isTimeTrusted: boolean;
  /** Of the revocations that the gate knew. */
  revocationNumber: number;
};
export type ChainedScan = JournalScan & { hash: string; signature: string };

/** The hash that stands before the first. */
export function journalStart(keyId: string): string {
  return bytesToHex(sha256(joined(domain('T1-journal'), new TextEncoder().encode(keyId))));
}

export function scanHash(previous: string, scan: JournalScan): string {
  const fields = [
    scan.scanId,
    scan.position,
    scan.listId,
    scan.ticketNumber,
    scan.generation,
    scan.direction,
    scan.gateZones,
    scan.atMs,
    scan.isTimeTrusted,
    scan.revocationNumber,
  ];
  return bytesToHex(sha256(joined(hexToBytes(previous), new TextEncoder().encode(JSON.stringify(fields)))));
}

/** How many of the scans, from the first on, follow on `head` whole and signed; what stands behind the first fault proves nothing. */
export function soundScans(scans: readonly ChainedScan[], of: { head: { position: number; hash: string }; publicKey: Uint8Array }): number {
  let { position, hash } = of.head;
  for (const [index, scan] of scans.entries()) {
    const next = scanHash(hash, scan);
    const follows = scan.position === position + 1 && scan.hash === next;
    if (!follows || !isProved(hexToBytes(scan.signature), hexToBytes(next), of.publicKey)) return index;
    position += 1;
    hash = next;
  }
  return scans.length;
}
