import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type DumpOptions, dumpDatabase } from './dump-database.ts';
import { dumpDataFiles } from './files-beside.ts';
import { type Frame, jsonFrame, jsonOf, type Manifest, manifestSchema, readFrames, totalSchema } from './frames.ts';
import { readOpenHeader, SealedFileError, seal, unseal } from './sealed-file.ts';

export const BACKUP_ENDING = '.tessera-backup';
const PARTIAL_ENDING = '.partial';
/** Little less small than the best, in a third of the time. */
const GZIP_LEVEL = 4;

export type WriteOptions = DumpOptions & {
  folder: string;
  /** Seals the file; whoever has it and the file has everything. */
  key: string;
  dataDir: string;
  /** Folders of DATA_DIR that are no part of a backup, besides those that never are. */
  leftOut: readonly string[];
  signal: AbortSignal;
};
export type Written = { path: string; bytes: number; sha256: string; tables: number; rows: number };

export function backupPath(folder: string, name: string): string {
  return join(folder, `${name}${BACKUP_ENDING}`);
}

/**
 * Writes one backup, in bounded memory. It gets its name only when all of it is on the disk: what has the name is complete.
 * What was written before a failure is removed again.
 */
export async function writeBackup(options: WriteOptions): Promise<Written> {
  const path = backupPath(options.folder, options.about.name);
  const partial = `${path}${PARTIAL_ENDING}`;
  const sum = createHash('sha256');
  const counts = { bytes: 0, tables: 0, rows: 0 };
  const { name, at, productVersion } = options.about;
  try {
    await pipeline(
      contentOf(options, counts),
      createGzip({ level: GZIP_LEVEL }),
      (plain: AsyncIterable<Buffer>) => seal(plain, { key: options.key, open: { name, at, productVersion } }),
      async function* measure(sealed: AsyncIterable<Buffer>) {
        for await (const bytes of sealed) {
          sum.update(bytes);
          counts.bytes += bytes.length;
          yield bytes;
        }
      },
      createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
      { signal: options.signal },
    );
    await rename(partial, path);
    await flushFolder(dirname(path));
    return { path, ...counts, sha256: sum.digest('hex') };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Removes what a backup that was killed has left. */
export async function removePartial(folder: string, name: string): Promise<void> {
  await rm(`${backupPath(folder, name)}${PARTIAL_ENDING}`, { force: true });
}

async function* contentOf(options: WriteOptions, counts: { tables: number; rows: number }): AsyncGenerator<Buffer> {
  const dumped = yield* dumpDatabase(options);
  const files = yield* dumpDataFiles(options.dataDir, options.leftOut);
  Object.assign(counts, dumped);
  yield jsonFrame('Z', { ...dumped, files });
}

/** The name is as lasting as the file. Windows cannot flush a folder, and need not. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

export type ReadResult = { manifest: Manifest; totals: { tables: number; rows: number; files: number } };

/**
 * Reads a backup from its first to its last byte and hands on each frame as soon as it is known to be authentic. Only when this resolves is it
 * known that nothing was missing at the end. @throws SealedFileError
 */
export async function readBackup(
  from: { path: string; key: string; onProgress?: ((done: number) => void) | undefined },
  take: (frame: Frame, manifest: Manifest) => Promise<void>,
): Promise<ReadResult> {
  const order = createOrder();
  const { size } = await stat(from.path);
  let read = 0;
  try {
    await pipeline(
      createReadStream(from.path),
      async function* measure(file: AsyncIterable<Buffer>) {
        for await (const bytes of file) {
          read += bytes.length;
          from.onProgress?.(read / size);
          yield bytes;
        }
      },
      (file: AsyncIterable<Buffer>) => unseal(file, from.key),
      createGunzip(),
      async (plain: AsyncIterable<Buffer>) => {
        for await (const frame of readFrames(plain)) await take(frame, order.next(frame));
      },
    );
  } catch (error) {
    // Only bits that were wrong before they were sealed could get as far as the decompression.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new SealedFileError('damaged');
    throw error;
  }
  return order.end();
}

/** The manifest comes first, the totals last, and they are true. */
function createOrder() {
  let manifest: Manifest | undefined;
  let totals: ReadResult['totals'] | undefined;
  const seen = { tables: 0, files: 0 };
  return {
    next: (frame: Frame): Manifest => {
      if (totals) throw new SealedFileError('damaged');
      if (frame.type === 'M' && !manifest) manifest = jsonOf(manifestSchema, frame);
      else if (frame.type === 'T') seen.tables += 1;
      else if (frame.type === 'F') seen.files += 1;
      else if (frame.type === 'Z') totals = jsonOf(totalSchema, frame);
      if (!manifest) throw new SealedFileError('damaged');
      return manifest;
    },
    end: (): ReadResult => {
      if (!manifest || !totals || totals.tables !== seen.tables || totals.files !== seen.files) throw new SealedFileError('damaged');
      return { manifest, totals };
    },
  };
}

export type FoundBackup = { name: string; at: string; productVersion: string; bytes: number };

/** What a file in the backup folder says of itself; undefined for one that is no backup. */
export async function lookAtBackup(path: string): Promise<FoundBackup | undefined> {
  try {
    const { name = basename(path, BACKUP_ENDING), at = '', productVersion = '' } = await readOpenHeader(createReadStream(path));
    return { name, at, productVersion, bytes: (await stat(path)).size };
  } catch (error) {
    if (error instanceof SealedFileError) return undefined;
    throw error;
  }
}
