import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PeerState } from './index.ts';

/** What the peer remembers: of the file, or fresh. Nobody reads half a file. */
export function keptIn(file: string | undefined, fresh: () => PeerState): { state: PeerState; save: (state: PeerState) => void } {
  if (file === undefined) return { state: fresh(), save: () => undefined };
  const save = (state: PeerState) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  if (existsSync(file)) return { state: JSON.parse(readFileSync(file, 'utf8')) as PeerState, save }; // Written by `save`.
  const state = fresh();
  save(state);
  return { state, save };
}
