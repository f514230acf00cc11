import { setTimeout as sleep } from 'node:timers/promises';
import type { SettingKey, SettingValue } from '@tessera/contract';
import { CACHE_CHANNEL, readCacheNews } from '../../platform/cache-news.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { LiveHub } from '../../platform/live.ts';
import { selectSettings } from './queries.ts';
import { heldValue } from './setting.ts';

const RETRY_MS = 1_000;

/** What holds now, from memory. A change is here a moment after its commit, on every server. */
export type SettingsBook = {
  get<Key extends SettingKey>(key: Key): SettingValue<Key>;
  close(): void;
};

export type SettingsBookParts = { database: Database; hub: Pick<LiveHub, 'onNotify' | 'onResync'>; onFault: (error: unknown) => void };

/** Reads every setting, and again after each change that is told of and after a connection on which one may have been missed. */
export async function createSettingsBook({ database, hub, onFault }: SettingsBookParts): Promise<SettingsBook> {
  let stored = new Map<string, unknown>();
  let wanted = 0;
  let isClosed = false;
  const read = async (): Promise<void> => {
    const rows = await database.transaction(systemActor('settings'), { readOnly: true }, selectSettings);
    stored = new Map(rows.map((row) => [row.key, row.value]));
  };
  /** One reading at a time; news that comes during one is answered by another one after it. */
  const readAgain = async (): Promise<void> => {
    wanted += 1;
    if (wanted > 1) return;
    while (wanted > 0 && !isClosed) {
      const answered = wanted;
      try {
        await read();
        wanted -= answered;
      } catch (error) {
        onFault(error);
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
    wanted = 0;
  };
  const stops = [
    hub.onNotify(CACHE_CHANNEL, (text) => {
      if (readCacheNews(text)?.kind === 'setting') void readAgain();
    }),
    hub.onResync(() => void readAgain()),
  ];
  await read();
  return {
    get: (key) => heldValue(key, stored.get(key)),
    close: () => {
      isClosed = true;
      for (const stop of stops) stop();
    },
  };
}
