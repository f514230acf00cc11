import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Sms = { to: string; text: string; locale?: string };
/** Whoever carries a text message to a phone: a provider, or the outbox. */
export type SmsPort = { send: (message: Sms) => Promise<void> };

/**
 * Writes each message as one JSON file `{ to, text, locale?, sentAt }` whose name sorts by time, instead of sending it. A file appears
 * whole, by renaming.
 */
export function createFileOutbox(directory: string, clock: () => Date): SmsPort {
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
