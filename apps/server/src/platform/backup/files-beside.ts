import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { dataFrames, type Frame, fileSchema, jsonFrame, jsonOf } from './frames.ts';
import { SealedFileError } from './sealed-file.ts';

/**
 * What in DATA_DIR is no part of a backup: the database's own files, which are dumped; the secret, which the manifest holds; the key
 * that the backup is sealed with; what was sent; and other backups.
 */
const LEFT_OUT = /^(?:postgres|secret|backup-key|before-|restore-|(?:backups|outbox|mail)(?:[/\\]|$))/;

/** Paths below `dataDir`, in order, with `/` between their parts. */
export async function listDataFiles(dataDir: string, leftOut: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dataDir, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const full = resolve(entry.parentPath, entry.name);
    const path = relative(dataDir, full);
    if (LEFT_OUT.test(path) || leftOut.some((folder) => full === folder || full.startsWith(folder + sep))) continue;
    found.push(path.split(sep).join('/'));
  }
  return found.sort();
}

/** Each file as it is at its reading; one that is gone by then is left out. Answers how many. */
export async function* dumpDataFiles(dataDir: string, leftOut: readonly string[]): AsyncGenerator<Buffer, number> {
  let count = 0;
  for (const path of await listDataFiles(dataDir, leftOut)) {
    const full = join(dataDir, path);
    const found = await stat(full).catch(() => undefined);
    if (!found) continue;
    yield jsonFrame('F', { path, mode: found.mode & 0o777 });
    let bytes = 0;
    for await (const part of createReadStream(full) as AsyncIterable<Buffer>) {
      bytes += part.length;
      yield* dataFrames(part);
    }
    yield jsonFrame('E', { bytes });
    count += 1;
  }
  return count;
}

export type FileWriter = { take(frame: Frame): Promise<void> };

/** Writes the files of a backup below `folder`, each whole or not at all. A path that leads out of it makes the backup a damaged one. */
export function createFileWriter(folder: string): FileWriter {
  let target: { file: Awaited<ReturnType<typeof open>>; path: string } | undefined;
  return {
    take: async (frame) => {
      if (frame.type === 'F') {
        const { path, mode } = jsonOf(fileSchema, frame);
        const full = resolve(folder, path);
        if (!full.startsWith(resolve(folder) + sep)) throw new SealedFileError('damaged');
        await mkdir(dirname(full), { recursive: true });
        target = { path: full, file: await open(`${full}.partial`, 'w', mode) };
      } else if (frame.type === 'D') await target?.file.writeFile(frame.body);
      else if (frame.type === 'E' && target) {
        await target.file.close();
        await rename(`${target.path}.partial`, target.path);
        target = undefined;
      }
    },
  };
}

/** Moves the files below `staged` to their places; what lay there goes to `aside`. */
export async function installFiles(staged: string, to: { dataDir: string; aside: string }): Promise<{ installed: number; setAside: number }> {
  const counts = { installed: 0, setAside: 0 };
  const entries = await readdir(staged, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = relative(staged, join(entry.parentPath, entry.name));
    const place = join(to.dataDir, path);
    if (await stat(place).catch(() => undefined)) {
      await mkdir(dirname(join(to.aside, path)), { recursive: true });
      await rename(place, join(to.aside, path));
      counts.setAside += 1;
    }
    await mkdir(dirname(place), { recursive: true });
    await rename(join(staged, path), place);
    counts.installed += 1;
  }
  await rm(staged, { recursive: true, force: true });
  return counts;
}
