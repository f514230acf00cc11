import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes each message as one JSON file with its `sentAt`, whose name sorts by time, instead of sending it. A file appears whole, by
 * renaming.
 */
export function createFileOutbox<Message extends object>(directory: string, clock: () => Date): { send: (message: Message) => Promise<void> } {
  return {
    async send(message) {
      await mkdir(directory, { recursive: true });
      const sentAt = clock().toISOString();
      const path = join(directory, `${sentAt.replace(/[:.]/g, '-')}-${randomUUID()}.json`);
      await writeFile(`${path}.draft`, JSON.stringify({ ...message, sentAt }), { mode: 0o600 });
      await rename(`${path}.draft`, path);
    },
  };
}

/** Removes the outbox's files that are older than `before`, and nothing else that lies there; answers how many. */
export async function forgetOldMessages(directory: string, before: Date): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  let removed = 0;
  for (const name of names.filter((each) => OUTBOX_FILE.test(each))) {
    const path = join(directory, name);
    // Another process may have been here first.
    const written = await stat(path).catch(() => undefined);
    if (!written?.isFile() || written.mtime >= before) continue;
    await unlink(path).catch(() => undefined);
    removed += 1;
  }
  return removed;
}

const OUTBOX_FILE = /^\d{4}-\d{2}-\d{2}T[\d-]+Z-[0-9a-f-]{36}\.json(\.draft)?$/;
