import { timingSafeEqual } from 'node:crypto';
import { PRINTED_PROOF_BYTES, type PrintedCode, readPrintedCode, writePrintedCode } from '@tessera/rules';
import type { SecretBox } from '../../platform/secret-box.ts';

const PURPOSE = 'cards.printed-code';
export type Printed = Pick<PrintedCode, 'printId' | 'generation'>;

/** The text of the QR code that is printed on a card. Without the installation's key nobody makes another that is taken. */
export function printedCodeOf(printed: Printed, secrets: SecretBox): string {
  return writePrintedCode({ ...printed, proof: proofOf(printed, secrets) });
}

/** Which card, and which printing of it, a code is of; undefined for one that we did not make. */
export function openPrintedCode(text: string, secrets: SecretBox): Printed | undefined {
  const code = readPrintedCode(text);
  if (!code || !timingSafeEqual(code.proof, proofOf(code, secrets))) return undefined;
  return { printId: code.printId, generation: code.generation };
}

function proofOf({ printId, generation }: Printed, secrets: SecretBox): Uint8Array {
  return Buffer.from(secrets.keyedHash(PURPOSE, `${printId} ${generation}`), 'base64url').subarray(0, PRINTED_PROOF_BYTES);
}
