import { createHash } from 'node:crypto';
import type { Id } from '@tessera/kernel';

/** The UUIDv7 of an instant and a text, always the same, so that a step that runs again uses the same ids. */
export function idAt<Noun extends string>(atMs: number, text: string): Id<Noun> {
  const time = atMs.toString(16).padStart(12, '0');
  const hex = createHash('sha256').update(text).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}` as Id<Noun>; // The shape is that of newId.
}
