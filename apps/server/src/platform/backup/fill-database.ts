import { type MigrationSource, migrate, migrateBackTo } from '../migrate.ts';
import { readBackup } from './backup-file.ts';
import type { Manifest } from './frames.ts';
import { type Loader, openLoader } from './load-database.ts';

export type FillOptions = {
  path: string;
  key: string;
  /** An empty database of its own. */
  ownerUrl: string;
  appRole: string;
  sources: readonly MigrationSource[];
  /** From 0 to 1, by the bytes of the file. */
  onProgress?: (done: number) => void;
};
export type Filled = { manifest: Manifest; tables: number; rows: number };

/**
 * Makes an empty database what the backup holds, as this version has it: first as it was when the backup was made, then brought up to
 * now. @throws SealedFileError, MigrationError, LoadError
 */
export async function fillDatabase(options: FillOptions): Promise<Filled> {
  const { path, key, ownerUrl, appRole, sources } = options;
  let loader: Loader | undefined;
  const begin = async (manifest: Manifest): Promise<Loader> => {
    await migrateBackTo(ownerUrl, appRole, { sources, applied: manifest.migrations });
    return openLoader(ownerUrl);
  };
  try {
    const { manifest } = await readBackup({ path, key, onProgress: options.onProgress }, async (frame, read) => {
      loader ??= await begin(read);
      await loader.take(frame);
    });
    const counts = await loader?.finish();
    await migrate(ownerUrl, appRole, sources);
    return { manifest, tables: counts?.tables ?? 0, rows: counts?.rows ?? 0 };
  } finally {
    await loader?.close();
  }
}
