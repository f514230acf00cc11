import { isDeepStrictEqual } from 'node:util';
import type { BackupFault } from '@tessera/contract';
import type { Manifest } from '../../platform/backup/frames.ts';
import type { Database } from '../../platform/database.ts';
import { KeyRingError, openKeyRing } from '../../platform/keys/key-ring.ts';
import { beginWalk, walkOn } from '../audit/index.ts';
import { journalPosition, type RunStep, verifyBooks } from '../ledger/index.ts';
import { SYSTEM } from './beat.ts';

/** The share of verifying that the books are; the rest is the audit log. */
const BOOKS = 0.7;

export type RestoredCheck = { faults: BackupFault[]; pages: number; transfers: number; auditRecords: number };

/** `secret` is the one that the restored installation will have. */
export type Restored = { database: Database; manifest: Manifest; secret: string };

/**
 * Whether a restored database is good: every page, transfer and balance of the books, the position of the journal at the backup, the chain of
 * the audit log, and the keys of the sealed fields, which are wrapped anew when the installation's secret is another one by now.
 */
export async function verifyRestored(of: Restored, onProgress: (done: number) => void = () => undefined): Promise<RestoredCheck> {
  const { database, manifest } = of;
  const run: RunStep = (step) => database.transaction(SYSTEM, {}, step);
  const faults: BackupFault[] = [];
  const { lanes } = await run(journalPosition);
  if (
    !isDeepStrictEqual(
      manifest.facts.lanes,
      lanes.map(({ lane, page, hash }) => ({ lane, page, hash })),
    )
  )
    faults.push('position_differs');
  const books = await verifyBooks(run, (done, all) => onProgress(all === 0 ? 0 : (BOOKS * done) / all));
  if (books.faults.length > 0) faults.push('books_broken');
  const audit = await verifyAudit(run, (done) => onProgress(BOOKS + (1 - BOOKS) * done));
  if (!audit.sound) faults.push('audit_broken');
  if (!(await opensKeys(of))) faults.push('keys_unreadable');
  return { faults, pages: books.pages, transfers: books.transfers, auditRecords: audit.checked };
}

async function opensKeys({ database, manifest, secret }: Restored): Promise<boolean> {
  const previousSecret = manifest.secret === secret ? undefined : manifest.secret;
  const clock = () => new Date(manifest.at);
  try {
    const ring = await openKeyRing({ database, secret, previousSecret, clock, onFault: () => undefined });
    ring.close();
    return true;
  } catch (error) {
    if (error instanceof KeyRingError) return false;
    throw error;
  }
}

async function verifyAudit(run: RunStep, onProgress: (done: number) => void): Promise<{ sound: boolean; checked: number }> {
  let walk = await run((ctx) => beginWalk(ctx));
  while (walk.end === null) {
    const before = walk;
    walk = await run((ctx) => walkOn(ctx, before));
    onProgress(Math.min(1, walk.checked / Math.max(1, walk.expected)));
  }
  return { sound: walk.end === 'sound', checked: walk.checked };
}
